import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { RateLimiter } from './rate-limiter.ts';
import { SharedRates } from './shared-rates.ts';

const limited = [
  { name: 'key_1 native', rules: [{ limit: 60, windowMs: 60_000 }] },
  { name: 'org_1', rules: [] },
];

function nodes(count: number) {
  const clock = new VirtualClock();
  const listeners = new Set<(message: string) => void>();
  const told: string[] = [];
  const store = {
    notify: (message: string) => {
      told.push(message);
      for (const listener of listeners) listener(message);
    },
    onNotify: (listener: (message: string) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const made = Array.from({ length: count }, (_, index) => {
    const limiter = new RateLimiter(clock);
    const shared = new SharedRates({ limiter, store, clock, self: `node-${index}` });
    const ask = (times: number): number => {
      let allowed = 0;
      for (let asked = 0; asked < times; asked += 1)
        if (limiter.take(limited).allowed) {
          allowed += 1;
          shared.took(limited);
        }
      return allowed;
    };
    return { limiter, ask, close: () => shared.close() };
  });
  return { clock, told, listeners, made };
}

test('what one node let through another does not let through again', async () => {
  const { clock, made, told } = nodes(2);
  const [one, two] = made;
  assert.equal(one!.ask(40), 40);
  await clock.advance(10_000);
  assert.deepEqual(told, ['rates:node-0 ["key_1 native",40,[[60,60000]]]'], 'one message, not forty');
  assert.equal(two!.ask(100), 20, 'the limit without the forty');
  await clock.advance(1_000);
  assert.equal(one!.ask(100), 11, 'together the limit, and what grew in eleven seconds');
});

test('a burst at every node at once is paid back: over time the rate is the limit', async () => {
  const { clock, made } = nodes(3);
  let allowed = 0;
  for (let minute = 0; minute < 20 * 60; minute += 1) {
    for (const node of made) allowed += node.ask(10);
    await clock.advance(1_000);
  }
  // A full bucket, what grew in twenty minutes, and what two more nodes let through before they had heard.
  assert.ok(allowed >= 20 * 60 && allowed <= 60 + 20 * 60 + 2 * 60, String(allowed));
  const state = made[0]!.limiter.take(limited).state!;
  assert.ok(state.remaining >= 0 && state.retryMs <= 60_000, JSON.stringify(state));
});

test('a node alone tells seldom; one that is closed neither tells nor hears', async () => {
  const { clock, made, told, listeners } = nodes(1);
  for (let second = 0; second < 60; second += 1) {
    made[0]!.ask(1);
    await clock.advance(1_000);
  }
  assert.ok(told.length <= 6, String(told.length));
  await clock.advance(60_000);
  const much = told.length;
  made[0]!.ask(4);
  await clock.advance(120_000);
  made[0]!.ask(4);
  await clock.advance(10_000);
  assert.equal(told.length, much, 'four in a window are not worth a message, nor do they add up to one');
  made[0]!.ask(1);
  made[0]!.close();
  const before = told.length;
  await clock.advance(60_000);
  assert.deepEqual([told.length, listeners.size], [before, 0]);
});
