import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  newDelivery,
  STANDARD_POLICY,
  stepDelivery,
  type DeliveryInput,
  type DeliveryState,
  type RetryPolicy,
} from './delivery.ts';

const claim: DeliveryInput = { type: 'claimed', leaseMs: 60_000 };
const answer = (status: number | null, chance = 0.5): DeliveryInput => ({ type: 'answered', status, chance });
const sending = (tries: number): DeliveryState => ({ state: 'sending', tries, until: 9 });
const step = (state: DeliveryState, input: DeliveryInput, now = 0, policy: RetryPolicy = STANDARD_POLICY) =>
  stepDelivery(state, input, now, policy);

test('tries are spread over three days, then it is dead and lets the next one go', () => {
  let state: DeliveryState = newDelivery(0);
  let now = 0;
  const waits: number[] = [];
  for (;;) {
    state = step(state, claim, now).state;
    const next = step(state, answer(500), now);
    state = next.state;
    if (state.state !== 'due') {
      assert.deepEqual([state, next.effects], [{ state: 'dead', tries: 10 }, ['release-next']]);
      break;
    }
    waits.push(state.dueAt - now);
    now = state.dueAt;
  }
  assert.deepEqual(waits.slice(0, 4), [5_000, 300_000, 1_800_000, 7_200_000]);
  assert.ok(now > 3 * 24 * 3_600_000, `${now} ms`);
});

const endings: [number | null, string][] = [
  [200, 'delivered'],
  [204, 'delivered'],
  [299, 'delivered'],
  [301, 'due'],
  [307, 'due'],
  [400, 'due'],
  [404, 'due'],
  [410, 'dead'],
  [429, 'due'],
  [503, 'due'],
  [null, 'due'],
];
for (const [status, wanted] of endings)
  test(`an answer of ${status} makes it ${wanted}`, () =>
    assert.equal(step(sending(0), answer(status)).state.state, wanted));

const at = (chance: number) => (step(sending(1), answer(500, chance)).state as { dueAt: number }).dueAt;

test('jitter moves a delay by a tenth at most, either way', () => {
  assert.deepEqual([at(0), at(0.5), at(1)], [270_000, 300_000, 330_000]);
});

test('it is claimed when it is due, and again when its claim has lapsed', () => {
  const due = newDelivery(100);
  assert.deepEqual(step(due, claim, 99), { state: due, effects: [] });
  const taken = step(due, claim, 100).state;
  assert.deepEqual(step(taken, claim, 60_099).effects, []);
  assert.deepEqual(step(taken, claim, 60_100).effects, ['send']);
});

test('a replay begins anew; what is open goes on', () => {
  for (const state of ['delivered', 'dead', 'skipped'] as const)
    assert.deepEqual(step({ state, tries: 4 }, { type: 'replay-asked' }, 7).state, newDelivery(7));
  assert.deepEqual(step(sending(2), { type: 'replay-asked' }).state, sending(2));
});

test('law: whatever happens, it lets the next one go exactly once, at its end, and is sent only while it is open', () => {
  const input = fc.oneof(
    fc.constant(claim),
    fc.option(fc.integer({ min: 100, max: 599 })).map((status) => answer(status)),
    fc.constantFrom<DeliveryInput>({ type: 'nothing-to-say' }, { type: 'endpoint-closed' }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(input, fc.nat(10_000_000)), { maxLength: 60 }), (sequence) => {
      let state: DeliveryState = newDelivery(0);
      let [now, released, sent] = [0, 0, 0];
      for (const [next, pause] of sequence) {
        now += pause;
        const wasOpen = state.state === 'due' || state.state === 'sending';
        const { state: after, effects } = step(state, next, now);
        sent += effects.includes('send') ? 1 : 0;
        released += effects.includes('release-next') ? 1 : 0;
        assert.ok(wasOpen || effects.length === 0);
        assert.ok(after.tries >= state.tries && after.tries <= sent);
        state = after;
      }
      const isOpen = state.state === 'due' || state.state === 'sending';
      assert.equal(released, isOpen ? 0 : 1);
    }),
  );
});
