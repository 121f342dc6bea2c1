/** The registrar's answers and our pauses, in virtual time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegistrationSettings } from '../../contract.ts';
import type { Self } from '../agent/self.ts';
import { header, type Header, type SipRequest, type SipResponse } from '../message/index.ts';
import { plainResponse } from '../transaction/index.ts';
import {
  newRegistration,
  stepRegistration,
  type RegistrationInput,
  type RegistrationMachine,
} from './machine.ts';

const self: Self = {
  ...{ address: '192.0.2.9:5060', addresses: { UDP: '192.0.2.9:5060' }, transport: 'UDP', secure: false },
  ...{ userAgent: 'Parley', t1: 500, t2: 4_000 },
};
const settings: RegistrationSettings = {
  ...{ registrar: 'sip:example.com', aor: 'sip:acct@example.com', contactUser: 'acct', expiresS: 600 },
  credentials: { username: 'acct', password: 'secret' },
};
const CHALLENGE = 'Digest realm="example.com", nonce="n1", qop="auth", algorithm=SHA-256';

/** A machine and what it sent and asked for. */
class Run {
  state: RegistrationMachine;
  now = 0;
  readonly sent: SipRequest[] = [];
  after: number | null = null;

  constructor(more: Partial<RegistrationSettings> = {}) {
    this.state = newRegistration({ ...settings, ...more }, self, 'seed', 0);
    this.input({ type: 'start' });
  }

  input(input: RegistrationInput): this {
    this.after = null;
    const step = stepRegistration(this.state, input, this.now);
    this.state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'send') this.sent.push(effect.request);
      if (effect.type === 'arm') this.after = effect.after;
    }
    return this;
  }

  answer(status: number, ...headers: (readonly [string, string])[]): this {
    const list: Header[] = headers.map(([name, value]) => ({ name, value }));
    const response: SipResponse = { ...plainResponse(this.last, status, 'Said', 't'), headers: list };
    return this.input({ type: 'response', response });
  }

  /** The time that was asked for has passed. */
  due(): this {
    this.now += this.after ?? 0;
    return this.input({ type: 'due' });
  }

  get last(): SipRequest {
    return this.sent.at(-1)!;
  }

  get status(): string {
    return this.state.told.status;
  }
}

const CONTACT = [
  'Contact',
  '<sip:other@203.0.113.1>;expires=5000, <sip:acct@192.0.2.9:5060>;expires=300',
] as const;

test('registers with digest, refreshes before it lapses, and leaves with an expiry of zero', () => {
  const run = new Run();
  assert.deepEqual(
    [run.last.uri, run.last.to.uri, run.last.cseq.number, header(run.last, 'Contact')],
    ['sip:example.com', 'sip:acct@example.com', 1, '<sip:acct@192.0.2.9:5060>;expires=600'],
  );
  assert.equal(header(run.last, 'Authorization'), undefined);
  run.answer(401, ['WWW-Authenticate', CHALLENGE]);
  assert.match(header(run.last, 'Authorization')!, /username="acct".*nc=00000001/);
  run.answer(200, CONTACT);
  // 10.2.4: 300 s are granted, and a minute before their end the next comes.
  assert.deepEqual([run.status, run.after, run.state.told.expiresAt], ['registered', 240_000, 300_000]);
  run.due();
  assert.match(header(run.last, 'Authorization')!, /nc=00000002/);
  assert.deepEqual([run.last.cseq.number, run.last.callId], [3, run.sent[0]!.callId]);
  run.answer(401, ['WWW-Authenticate', CHALLENGE.replace('n1', 'n2') + ', stale=true']);
  assert.match(header(run.last, 'Authorization')!, /nonce="n2"/);
  run.answer(200, CONTACT);
  assert.equal(run.status, 'registered');
  run.input({ type: 'close' });
  assert.equal(header(run.last, 'Expires'), '0');
  run.answer(200);
  assert.equal(run.status, 'closed');
});

test('a wrong password is refused, and tried again rarely', () => {
  const run = new Run();
  run.answer(401, ['WWW-Authenticate', CHALLENGE]).answer(401, ['WWW-Authenticate', CHALLENGE]);
  assert.deepEqual([run.status, run.state.told.sipStatus, run.sent.length], ['refused', 401, 2]);
  assert.ok(run.after! >= 150_000 && run.after! <= 300_000, `${run.after}`);
  run.due();
  assert.equal(header(run.last, 'Authorization'), undefined, 'it begins anew');
});

test('nobody answers: pauses that double, up to half an hour', () => {
  const run = new Run();
  const pauses: number[] = [];
  for (let tries = 0; tries < 9; tries++) {
    run.input({ type: 'failed', detail: 'silence' });
    pauses.push(run.after!);
    run.due();
  }
  assert.equal(run.status, 'unreachable');
  for (const [index, pause] of pauses.entries()) {
    const most = Math.min(30_000 * 2 ** index, 1_800_000);
    assert.ok(pause >= most / 2 && pause <= most, `${index}: ${pause}`);
  }
  assert.ok(new Set(pauses.map((pause, index) => pause / 2 ** index)).size > 5, 'not everybody at once');
});

for (const [what, answers, status, sent, least] of [
  ['423 with what it takes', [[423, ['Min-Expires', '1800']], [200]], 'registered', 2, 1_740_000],
  ['423 that names nothing', [[423]], 'refused', 1, 150_000],
  ['403', [[403]], 'refused', 1, 150_000],
  ['503 with Retry-After', [[503, ['Retry-After', '900']]], 'unreachable', 1, 900_000],
  ['408', [[408]], 'unreachable', 1, 15_000],
  ['a challenge that nobody can answer', [[401]], 'refused', 1, 150_000],
] as const)
  test(what, () => {
    const run = new Run();
    for (const [code, ...headers] of answers) run.answer(code, ...headers);
    assert.deepEqual([run.status, run.sent.length], [status, sent]);
    assert.ok(run.after! >= least, `${run.after}`);
  });

test('a new nonce without `stale` is no refusal once we were believed', () => {
  const run = new Run();
  run.answer(401, ['WWW-Authenticate', CHALLENGE]).answer(200, CONTACT).due();
  run.answer(401, ['WWW-Authenticate', CHALLENGE.replace('n1', 'n2')]).answer(200, CONTACT);
  assert.equal(run.status, 'registered');
});

test('a refresh that is lost in between does not spoil the next', () => {
  const run = new Run();
  const stale = (nonce: string) =>
    ['WWW-Authenticate', `${CHALLENGE.replace('n1', nonce)}, stale=true`] as const;
  run.answer(401, ['WWW-Authenticate', CHALLENGE]).answer(200, CONTACT).due();
  run.answer(401, stale('n2')).input({ type: 'failed', detail: 'silence' });
  run.due().answer(401, stale('n3')).answer(200, CONTACT);
  assert.equal(run.status, 'registered');
});

test('a short grant is refreshed before it lapses', () => {
  const run = new Run();
  run.answer(200, ['Contact', '<sip:acct@192.0.2.9:5060>;expires=4']);
  assert.equal(run.after, 2_000);
});

test('closed while the first is under way: it may be bound, so it takes its leave; refused, it does not', () => {
  const run = new Run();
  run.input({ type: 'close' });
  assert.deepEqual([run.status, header(run.last, 'Expires')], ['trying', '0']);
  run.answer(200);
  assert.equal(run.status, 'closed');
  const refused = new Run().answer(403);
  refused.input({ type: 'close' });
  assert.deepEqual([refused.status, refused.sent.length], ['closed', 1]);
});
