import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallEvent, Store } from '#domain';
import { VirtualClock, type Id } from '#kernel';
import { followEvents } from './follow-events.ts';

const types = ['call-accepted', 'call-ended', 'analysis-finished'];
const log = types.map((type, at): CallEvent => ({
  callId: 'call' as Id,
  seq: at + 1,
  at: 0,
  type,
  data: {},
}));

/** A call whose log holds the first so many, with its status. */
async function followed(count: number, status: string, after: number): Promise<number[]> {
  const store = {
    onNotify: () => () => undefined,
    calls: {
      get: async () => ({ status }),
      events: async (_o: Id, _id: Id, last: number) => log.slice(0, count).filter(({ seq }) => seq > last),
    },
  } as unknown as Store;
  const { signal } = new AbortController();
  const id = 'call' as Id;
  const seen: number[] = [];
  for await (const { seq } of followEvents({ store, clock: new VirtualClock() }, id, id, after, signal))
    seen.push(seq);
  return seen;
}

test('a call is followed to its end; whoever resumes behind it gets the rest and is let go', async () => {
  assert.deepEqual(await followed(3, 'ended', 0), [1, 2]);
  assert.deepEqual(await followed(3, 'ended', 1), [2, 3]);
  assert.deepEqual(await followed(3, 'ended', 2), [3]);
  assert.deepEqual(await followed(3, 'ended', 3), []);
});
