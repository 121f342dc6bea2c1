import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newTwilioCall, stepTwilioCall, type TwilioCallState, type TwilioInput } from './call-machine.ts';
import type { TwilioCallStatus } from './statuses.ts';

const SID = `CA${'0'.repeat(32)}`;
const OTHER = `CA${'1'.repeat(32)}`;
const status = (
  name: TwilioCallStatus,
  more: { sipStatus?: number; callSid?: string } = {},
): TwilioInput => ({
  type: 'status',
  status: { callSid: SID, status: name, sipStatus: null, errorCode: null, ...more },
});
const CREATED: TwilioInput = { type: 'created', sid: SID };
const OPENED: TwilioInput = { type: 'stream-opened', callSid: SID };
const LOST: TwilioInput = { type: 'unanswered', unsent: false, detail: 'reset' };

/** What a run of inputs does, each effect in a word or two. */
function run(...inputs: TwilioInput[]): string {
  let state: TwilioCallState = newTwilioCall;
  const told: string[] = [];
  for (const input of inputs) {
    const step = stepTwilioCall(state, input, 30_000);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'arm' || effect.type === 'disarm' || effect.type === 'note') continue;
      const { kind = '', status: sip = '' } = effect.type === 'ended' ? effect.ending : {};
      told.push(effect.type === 'ended' ? `${kind}${sip}` : effect.type);
    }
  }
  return told.join(' ');
}

for (const [what, inputs, told] of [
  [
    'talks, they hang up',
    [CREATED, status('ringing'), status('in-progress'), OPENED, status('completed')],
    'provisional answered bye',
  ],
  [
    'the stream closes first',
    [CREATED, OPENED, { type: 'stream-closed' }, status('completed')],
    'answered complete bye',
  ],
  ['talks, we hang up', [CREATED, OPENED, { type: 'hang-up' }, status('completed')], 'answered complete bye'],
  [
    'nobody confirms our end',
    [CREATED, OPENED, { type: 'hang-up' }, { type: 'timer', timer: 'end' }],
    'answered complete bye',
  ],
  ['audio before any status', [OPENED, CREATED, status('ringing'), status('in-progress')], 'answered'],
  ['busy', [CREATED, status('busy')], 'rejected486'],
  ['no answer', [CREATED, status('ringing'), status('no-answer')], 'provisional ring-timeout'],
  ['no answer, by the carrier’s word', [CREATED, status('no-answer', { sipStatus: 480 })], 'rejected480'],
  ['no such number', [CREATED, status('failed')], 'rejected404'],
  ['the carrier’s word', [CREATED, status('failed', { sipStatus: 503 })], 'rejected503'],
  ['hung up while it rings', [CREATED, { type: 'hang-up' }, status('canceled')], 'complete canceled'],
  ['hung up before Twilio answered', [{ type: 'hang-up' }, CREATED, status('canceled')], 'complete canceled'],
  [
    'refused for its credentials',
    [{ type: 'refused', httpStatus: 401, code: 20003, message: 'no' }],
    'auth-failed401',
  ],
  [
    'refused for its number',
    [{ type: 'refused', httpStatus: 400, code: 21211, message: 'no' }],
    'rejected400',
  ],
  ['nothing left', [{ type: 'unanswered', unsent: true, detail: 'ECONNREFUSED' }], 'transport-error'],
  [
    'the answer is lost, the call is not',
    [LOST, status('ringing'), OPENED, status('completed')],
    'provisional answered bye',
  ],
  ['all is lost', [LOST, { type: 'timer', timer: 'ring' }], 'no-response'],
  [
    'lost, given up, and then it rings',
    [LOST, { type: 'timer', timer: 'ring' }, status('ringing')],
    'no-response complete complete',
  ],
  [
    'answered without audio',
    [CREATED, status('in-progress'), { type: 'timer', timer: 'stream' }, status('completed')],
    'complete transport-error',
  ],
  ['another call under our name', [CREATED, status('busy', { callSid: OTHER }), OPENED], 'answered'],
  [
    'the cap on ringing',
    [CREATED, status('ringing'), { type: 'timer', timer: 'ring' }, status('canceled')],
    'provisional complete ring-timeout',
  ],
] satisfies readonly (readonly [string, TwilioInput[], string])[])
  test(what, () => assert.equal(run({ type: 'stored' }, ...inputs), `create sent ${told}`));

test('hung up, or not kept, before it left: Twilio hears nothing', () => {
  assert.equal(run({ type: 'hang-up' }, { type: 'stored' }), 'canceled');
  assert.equal(run({ type: 'store-failed', detail: 'disk' }), 'internal');
});

const input: fc.Arbitrary<TwilioInput> = fc.oneof(
  fc.constantFrom<TwilioInput>(
    { type: 'stored' },
    CREATED,
    { type: 'refused', httpStatus: 400, code: null, message: '' },
    LOST,
    OPENED,
    { type: 'stream-closed' },
    { type: 'hang-up' },
  ),
  fc
    .constantFrom<TwilioCallStatus>(
      'queued',
      'initiated',
      'ringing',
      'in-progress',
      'completed',
      'busy',
      'failed',
    )
    .map((name) => status(name)),
  fc.constantFrom('ring', 'stream', 'end').map((timer) => ({ type: 'timer', timer }) as TwilioInput),
);

test('in any order: asked for at most once, answered at most once, ended once and last', () => {
  fc.assert(
    fc.property(fc.array(input, { maxLength: 20 }), (inputs) => {
      const told = run(
        { type: 'stored' },
        ...inputs,
        { type: 'hang-up' },
        { type: 'timer', timer: 'end' },
        {
          type: 'timer',
          timer: 'ring',
        },
      ).split(' ');
      const count = (what: string) => told.filter((each) => each === what).length;
      const ends = told.filter(
        (each) => !['create', 'sent', 'answered', 'provisional', 'complete'].includes(each),
      );
      assert.equal(count('create'), 1);
      assert.ok(count('answered') <= 1);
      assert.equal(ends.length, 1, told.join(' '));
      assert.ok(told.slice(told.indexOf(ends[0]!) + 1).every((each) => each === 'complete'));
    }),
  );
});
