import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedEvent, FeedPosition, Store } from '#domain';
import { VirtualClock, type AppError, type Id } from '#kernel';
import { followFeed, openFeed, readPosition } from './feed.ts';

function feedOf(events: FeedEvent[]) {
  const listeners = new Set<(message: string) => void>();
  const reads: FeedPosition[] = [];
  const store = {
    feed: {
      open: async () => ({ commit: 100, seq: 0 }),
      oldest: async () => 50,
      renew: async () => {},
      read: async (_id: Id, after: FeedPosition) => {
        reads.push(after);
        return events.filter(
          ({ commit, seq }) => commit > after.commit || (commit === after.commit && seq > after.seq),
        );
      },
    },
    onNotify: (listener: (message: string) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as unknown as Store;
  return { store, reads, listeners, tell: (message: string) => listeners.forEach((hear) => hear(message)) };
}
const event = (commit: number, seq: number): FeedEvent => ({
  ...{ commit, seq, callId: 'c' as Id, at: 0, type: 'x', data: {} },
});
const organizationId = 'o' as Id;

test('positions: only those that an event can have', () => {
  assert.deepEqual(readPosition('7.3'), { commit: 7, seq: 3 });
  for (const text of ['7', '7.', '.3', '-1.2', '7.3 ', 'x', '9'.repeat(16) + '.1'])
    assert.equal(readPosition(text), null, text);
});

test('a stream is resumed where events are kept, and refused where they are not', async () => {
  const { store } = feedOf([]);
  const options = { store, clock: new VirtualClock() };
  const at = (commit: number) => openFeed(options, organizationId, { commit, seq: 1 });
  assert.deepEqual(await openFeed(options, organizationId, null), { commit: 100, seq: 0 });
  assert.deepEqual(await at(50), { commit: 50, seq: 1 });
  for (const lost of [49, 101])
    await assert.rejects(at(lost), (thrown: AppError) => thrown.code === 'stream-position-lost');
});

test('what is there comes at once, what comes later by a hint or within a second, and it ends when told', async () => {
  const events = [event(1, 1), event(1, 2)];
  const { store, reads, tell, listeners } = feedOf(events);
  const clock = new VirtualClock();
  const stop = new AbortController();
  const stream = followFeed({ store, clock }, organizationId, { commit: 1, seq: 1 }, stop.signal)[
    Symbol.asyncIterator
  ]();
  const next = async () => (await stream.next()).value as FeedEvent | undefined;
  assert.deepEqual(await next(), event(1, 2));
  const waiting = next();
  await clock.advance(150);
  events.push(event(2, 3));
  tell('command:x');
  const before = reads.length;
  await clock.advance(10);
  assert.equal(reads.length, before, 'no hint of an event');
  tell('events:c');
  assert.deepEqual(await waiting, event(2, 3));
  const third = next();
  await clock.advance(50);
  events.push(event(4, 1));
  await clock.advance(1_000);
  assert.deepEqual(await third, event(4, 1));
  const last = next();
  await clock.advance(120);
  stop.abort();
  assert.equal(await last, undefined);
  assert.equal(listeners.size, 0);
});
