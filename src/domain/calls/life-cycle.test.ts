import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newLife, stepLife, type LifeInput, type LifeState } from './life-cycle.ts';
import type { Outcome } from './outcome.ts';

const allow: LifeInput = {
  type: 'dial-decided',
  verdict: { kind: 'allow', number: null, trunk: null, from: null, why: '' },
  deferLimitMs: 1000,
};
const defer: LifeInput = {
  type: 'dial-decided',
  verdict: { kind: 'defer', rule: 'one-live-call', until: 700, detail: 'x' },
  deferLimitMs: 1000,
};

function run(
  inputs: readonly LifeInput[],
  now = 0,
): { state: LifeState; effects: string[]; outcome: Outcome | undefined } {
  let state = newLife(false);
  const effects: string[] = [];
  let outcome: Outcome | undefined;
  for (const input of inputs) {
    const step = stepLife(state, input, now);
    state = step.state;
    for (const effect of step.effects) {
      effects.push(effect.type);
      if (effect.type === 'end') outcome = effect.outcome;
    }
  }
  return { state, effects, outcome };
}

const rang: LifeInput = { type: 'callee-rang' };
const answered: LifeInput = { type: 'callee-answered' };
const due: LifeInput = { type: 'call-due' };
const hangup: LifeInput = { type: 'hangup-requested', by: 'operator' };
const bye = (by: 'us' | 'peer'): LifeInput => ({ type: 'attempt-ended', ending: { kind: 'bye', by } });
const rejected = (status: number): LifeInput => ({
  type: 'attempt-ended',
  ending: { kind: 'rejected', by: 'peer', status, reason: 'x' },
});
const wire = (kind: string): LifeInput => ({
  type: 'attempt-ended',
  ending: { kind, by: kind === 'canceled' || kind === 'ring-timeout' ? 'us' : 'network' },
});

/** Outcome, code, party, fault, retryable: the table, status by status. */
const endings: [string, LifeInput[], string, string, string, string, boolean][] = [
  ['486', [rang, rejected(486)], 'busy', 'busy', 'callee', 'none', true],
  ['600', [rejected(600)], 'busy', 'busy', 'callee', 'none', true],
  ['480', [rejected(480)], 'no_answer', 'no-answer', 'callee', 'none', true],
  ['408 from the peer', [rejected(408)], 'no_answer', 'no-answer', 'callee', 'none', true],
  ['our ring cap', [rang, wire('ring-timeout')], 'no_answer', 'no-answer', 'callee', 'none', true],
  ['603', [rejected(603)], 'failed', 'declined', 'callee', 'none', false],
  ['607', [rejected(607)], 'failed', 'declined', 'callee', 'none', false],
  ...[404, 410, 484, 604].map((s): [string, LifeInput[], string, string, string, string, boolean] => [
    String(s),
    [rejected(s)],
    'failed',
    'number-not-found',
    'callee',
    'customer_config',
    false,
  ]),
  ...[488, 606].map((s): [string, LifeInput[], string, string, string, string, boolean] => [
    String(s),
    [rejected(s)],
    'failed',
    'no-common-codec',
    'carrier',
    'customer_config',
    false,
  ]),
  [
    '401 after our credentials',
    [wire('auth-failed')],
    'failed',
    'trunk-auth',
    'operator',
    'customer_config',
    false,
  ],
  ...[500, 502, 503, 504].map((s): [string, LifeInput[], string, string, string, string, boolean] => [
    String(s),
    [rejected(s)],
    'failed',
    'carrier-error',
    'carrier',
    'carrier',
    true,
  ]),
  ['403', [rejected(403)], 'failed', 'carrier-refused', 'carrier', 'carrier', false],
  ['nothing answers', [wire('no-response')], 'failed', 'no-response', 'carrier', 'carrier', true],
  ['BYE after the ACK', [answered, bye('peer')], 'completed', 'callee-hung-up', 'callee', 'none', false],
  [
    'the agent ends it',
    [answered, { type: 'end-wanted', cause: { code: 'agent-hung-up' } }, bye('us')],
    'completed',
    'agent-hung-up',
    'agent',
    'none',
    false,
  ],
  [
    'hung up in the talk',
    [answered, hangup, bye('us')],
    'completed',
    'operator-hung-up',
    'operator',
    'none',
    false,
  ],
  [
    'hung up while it rings',
    [rang, hangup, wire('canceled')],
    'canceled',
    'canceled',
    'operator',
    'none',
    false,
  ],
  [
    'hung up, but the callee was faster',
    [answered, hangup, bye('peer')],
    'completed',
    'callee-hung-up',
    'callee',
    'none',
    false,
  ],
  [
    'the node died',
    [answered, { type: 'node-lost' }],
    'interrupted',
    'node-lost',
    'platform',
    'platform',
    true,
  ],
];
for (const [name, inputs, outcome, code, party, fault, retryable] of endings)
  test(`end: ${name}`, () => {
    const { outcome: got, effects } = run([due, allow, ...inputs]);
    assert.equal(effects.filter((effect) => effect === 'end').length, 1);
    assert.equal(got?.code, outcome);
    const reason = got!.end_reason;
    assert.deepEqual(
      [reason.code, reason.party, reason.fault, reason.retryable],
      [code, party, fault, retryable],
    );
    const last = inputs.at(-1)!;
    if (last.type === 'attempt-ended' && last.ending.status)
      assert.deepEqual(reason.sip, { status: last.ending.status, reason: 'x' });
  });

test('a queued call that is hung up ends at once as canceled, without an attempt', () => {
  assert.deepEqual(run([hangup]).effects, ['end']);
  assert.equal(run([hangup]).outcome?.code, 'canceled');
});

test('a deferred call waits, and after the limit it is denied with the last rule', () => {
  assert.deepEqual(run([due, defer]).effects, ['ask-authority', 'wait']);
  let state = stepLife(newLife(false), due, 0).state;
  state = stepLife(state, defer, 500).state;
  const late = stepLife(state, defer, 1000);
  assert.equal(late.effects[0]?.type === 'end' && late.effects[0].outcome.code, 'denied');
  assert.match(JSON.stringify(late.effects), /one-live-call/);
});

test('law: whatever happens, in any order, a call ends at most once and nothing follows its end', () => {
  const inputs = fc.constantFrom<LifeInput>(
    due,
    allow,
    defer,
    rang,
    answered,
    hangup,
    bye('us'),
    bye('peer'),
    rejected(486),
    wire('canceled'),
    { type: 'node-lost' },
    { type: 'end-wanted', cause: { code: 'max-duration' } },
  );
  fc.assert(
    fc.property(fc.array(inputs, { maxLength: 20 }), (sequence) => {
      const { effects, state } = run(sequence);
      const end = effects.indexOf('end');
      assert.equal(end >= 0, state.status === 'ended');
      if (end >= 0) assert.equal(end, effects.length - 1);
      assert.ok(effects.filter((effect) => effect === 'hang-up').length <= 1);
    }),
  );
});
