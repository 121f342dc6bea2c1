/** Challenging callers: right, wrong, old, replayed, forged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SipRequest } from '../message/index.ts';
import type { Guard } from '../../contract.ts';
import { Challenger, type Proof } from './challenge.ts';
import { digestCredentials, parseChallenge } from './digest.ts';

const guard: Guard = {
  realm: 'parley.example',
  algorithms: ['SHA-256', 'MD5'],
  credentials: [{ username: 'carrier', password: 'long "secret"' }],
};
const NOW = 1_750_000_000_000;

const invite = (...authorization: string[]): SipRequest => ({
  ...{ kind: 'request', method: 'INVITE', uri: 'sip:+15550100@192.0.2.2', callId: 'c', body: 'v=0\r\n' },
  via: [{ transport: 'UDP', host: 'h', params: [] }],
  from: { uri: 'sip:a@b', params: [] },
  to: { uri: 'sip:c@d', params: [] },
  cseq: { number: 1, method: 'INVITE' },
  headers: authorization.map((value) => ({ name: 'Authorization', value })),
});

const challenges = (proof: Proof): readonly string[] => {
  assert.ok(proof.kind === 'challenge');
  return proof.headers;
};

function answerTo(challenge: string, more: { password?: string; count?: number; uri?: string } = {}): string {
  return digestCredentials({
    ...{ challenge: parseChallenge(challenge)!, username: 'carrier', method: 'INVITE', body: 'v=0\r\n' },
    ...{ password: more.password ?? 'long "secret"', uri: more.uri ?? 'sip:+15550100@192.0.2.2' },
    ...{ cnonce: 'x', nonceCount: more.count ?? 1 },
  });
}

const judged = (challenger: Challenger, now: number, ...authorization: string[]): Proof =>
  challenger.judge(invite(...authorization), guard, 'chance', now);

for (const [at, algorithm] of ['SHA-256', 'MD5'].entries())
  test(`${algorithm}: proven once for each count; a replay is told to come again`, () => {
    const challenger = new Challenger('ours');
    const challenge = challenges(judged(challenger, NOW))[at]!;
    assert.match(challenge, new RegExp(`algorithm=${algorithm}$`));
    assert.deepEqual(judged(challenger, NOW + 5, answerTo(challenge)), {
      kind: 'proven',
      username: 'carrier',
    });
    const replayed = judged(challenger, NOW + 6, answerTo(challenge));
    assert.ok(replayed.kind === 'challenge' && replayed.stale);
    assert.match(replayed.headers[0]!, /stale=true$/);
    assert.equal(judged(challenger, NOW + 7, answerTo(challenge, { count: 3 })).kind, 'proven');
    assert.equal(judged(challenger, NOW + 8, answerTo(challenge, { count: 2 })).kind, 'challenge');
  });

test('MD5 alone unless said: telephones end the call at what they do not know; and what was not asked proves nothing', () => {
  const challenger = new Challenger('ours');
  const { algorithms: _, ...usual } = guard;
  const ask = (by: Guard, ...authorization: string[]): Proof =>
    challenger.judge(invite(...authorization), by, 'chance', NOW);
  const [challenge, ...others] = challenges(ask(usual));
  assert.match(challenge!, /algorithm=MD5$/);
  assert.equal(others.length, 0);
  assert.equal(ask({ ...usual, algorithms: ['SHA-256'] }, answerTo(challenge!)).kind, 'challenge');
  assert.equal(ask(usual, answerTo(challenge!)).kind, 'proven');
});

test('a nonce holds a minute, and only if we made it', () => {
  const challenger = new Challenger('ours');
  const [challenge] = challenges(judged(challenger, NOW));
  const late = judged(challenger, NOW + 60_001, answerTo(challenge!));
  assert.ok(late.kind === 'challenge' && late.stale);
  const [foreign] = challenges(judged(new Challenger('theirs'), NOW));
  assert.equal(judged(challenger, NOW, answerTo(foreign!)).kind, 'challenge');
  const [future] = challenges(judged(challenger, NOW + 1_000));
  assert.equal(judged(challenger, NOW, answerTo(future!)).kind, 'challenge');
  assert.equal(challenger.size, 0);
});

test('wrong password, name, URI, realm, form: challenged anew, and told nothing of the nonce', () => {
  const challenger = new Challenger('ours');
  const [challenge] = challenges(judged(challenger, NOW));
  const right = answerTo(challenge!);
  for (const wrong of [
    answerTo(challenge!, { password: 'guessed' }),
    answerTo(challenge!, { uri: 'sip:+15550199@192.0.2.2' }),
    right.replace('username="carrier"', 'username="other"'),
    right.replace('realm="parley.example"', 'realm="elsewhere"'),
    right.replace('qop=auth', 'qop=auth-int'),
    right.replace(/, qop=auth, nc=\d+/, ''),
    right.replace('nc=00000001', 'nc=-1'),
    right.replace(/response="[^"]*"/, 'response=""'),
    'Digest',
    'Basic Y2FycmllcjpsZW5ndGg=',
    '',
  ]) {
    const proof = judged(challenger, NOW, wrong);
    assert.ok(proof.kind === 'challenge' && !proof.stale, wrong);
  }
  assert.equal(judged(challenger, NOW, 'Digest nonsense', right).kind, 'proven');
});

test('what is remembered has a bound, and what was forgotten for room can not be used again', () => {
  const challenger = new Challenger('ours', 100);
  const first = challenges(challenger.judge(invite(), guard, 'first', NOW))[1]!;
  assert.equal(judged(challenger, NOW, answerTo(first)).kind, 'proven');
  for (let i = 0; i < 150; i++) {
    const [, challenge] = challenges(challenger.judge(invite(), guard, `c${i}`, NOW + 1 + (i >> 4)));
    challenger.judge(invite(answerTo(challenge!)), guard, 'x', NOW + 1 + (i >> 4));
  }
  assert.ok(challenger.size <= 100);
  assert.equal(judged(challenger, NOW + 900, answerTo(first)).kind, 'challenge');
  const fresh = challenges(judged(challenger, NOW + 200_000))[0]!;
  assert.equal(judged(challenger, NOW + 200_000, answerTo(fresh)).kind, 'proven');
  assert.equal(challenger.size, 1, 'old ones go by themselves');
});
