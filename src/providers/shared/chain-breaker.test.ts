import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  BREAKER_FAILURES,
  BREAKER_WINDOW_MS,
  closedBreaker,
  FIRST_COOL_DOWN_MS,
  LONGEST_COOL_DOWN_MS,
  PROBE_MS,
  stepBreaker,
  type BreakerInput,
  type BreakerState,
} from './chain-breaker.ts';

const failed: BreakerInput = { type: 'failed', fault: 'unavailable' };
const asked: BreakerInput = { type: 'asked' };

function after(...inputs: readonly (readonly [number, BreakerInput])[]): BreakerState {
  return inputs.reduce((state, [at, input]) => stepBreaker(state, input, at).state, closedBreaker);
}
const allowed = (state: BreakerState, at: number): boolean => stepBreaker(state, asked, at).allowed;
const open = after([0, failed], [1, failed], [2, failed]);

test('failures within the window open it; spread out they do not', () => {
  assert.equal(open.phase, 'open');
  assert.equal(allowed(open, 3), false);
  const spread = after([0, failed], [1, failed], [BREAKER_WINDOW_MS + 2, failed]);
  assert.equal(spread.phase, 'closed');
});

test('a refused key opens it at once; a bad request and an abort never do', () => {
  assert.equal(after([0, { type: 'failed', fault: 'auth' }]).phase, 'open');
  for (const fault of ['bad-request', 'aborted'] as const) {
    const many = Array.from({ length: 9 }, (_, at) => [at, { type: 'failed', fault }] as const);
    assert.deepEqual(after(...many), closedBreaker);
  }
});

test('when it has cooled down one request goes to see, and no second beside it', () => {
  const at = 2 + FIRST_COOL_DOWN_MS;
  assert.equal(allowed(open, at - 1), false);
  const probe = stepBreaker(open, asked, at);
  assert.equal(probe.allowed, true);
  assert.equal(allowed(probe.state, at + 1), false);
  assert.equal(allowed(probe.state, at + PROBE_MS), true, 'a probe that was dropped is replaced');
  assert.deepEqual(stepBreaker(probe.state, { type: 'succeeded' }, at + 5).state, closedBreaker);
  const again = stepBreaker(probe.state, failed, at + 5).state;
  assert.deepEqual(again, {
    phase: 'open',
    until: at + 5 + 2 * FIRST_COOL_DOWN_MS,
    coolDownMs: 2 * FIRST_COOL_DOWN_MS,
  });
});

const inputs = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 40_000 }),
    fc.oneof(
      fc.constant(asked),
      fc.constant<BreakerInput>({ type: 'succeeded' }),
      fc.constantFrom<BreakerInput>(
        failed,
        { type: 'failed', fault: 'auth' },
        { type: 'failed', fault: 'bad-request' },
      ),
    ),
  ),
  { maxLength: 60 },
);

test('laws: it is never shut for longer than the longest cool-down, and counts no more than it must', () => {
  fc.assert(
    fc.property(inputs, (steps) => {
      let state = closedBreaker;
      let now = 0;
      for (const [pause, input] of steps) {
        now += pause;
        const step = stepBreaker(state, input, now);
        if (input.type === 'asked' && state.phase === 'closed') assert.ok(step.allowed);
        if (input.type === 'succeeded') assert.deepEqual(step.state, closedBreaker);
        state = step.state;
        if (state.phase === 'closed') assert.ok(state.failures.length < BREAKER_FAILURES);
        else assert.ok(state.until <= now + LONGEST_COOL_DOWN_MS);
        assert.ok(allowed(state, now + LONGEST_COOL_DOWN_MS), 'then somebody may look again');
      }
    }),
  );
});
