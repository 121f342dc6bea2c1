/** What every database must do with events that come later, and with messages between nodes. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { realClock, silentLogger, VirtualClock, type Id } from '#kernel';
import { connectStore, type StoreOptions } from '#storage';
import { execute } from '../../src/storage/testing.ts';
import { plainCipher } from './ciphers.ts';
import type { Stored } from './contract.ts';
import { ids, sampleCall, someEvents } from './samples.ts';

/** As many as the store's pool holds. */
const CONNECTIONS = 12;

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

export function eventContract(stored: Stored): void {
  const another = async (t: TestContext, over: Partial<StoreOptions> = {}) => {
    const { target } = await stored();
    const base = { cipher: plainCipher, clock: realClock, logger: silentLogger };
    const store = await connectStore({ ...target, ...base, ...over });
    t.after(() => store.close());
    return store;
  };
  const numbersOf = async (organizationId: Id, id: Id): Promise<readonly unknown[]> => {
    const log = await (await stored()).store.calls.events(organizationId, id, 0, 1000);
    assert.deepEqual(
      log.map((event) => event.seq),
      log.map((_, index) => index + 1),
      'no gap',
    );
    return log.map((event) => event.data['n']);
  };

  test('later events of many calls are committed in groups, in order, within 200 ms', async () => {
    const { store, organizationId } = await stored();
    const node = ids.next();
    const calls = Array.from({ length: 20 }, () => sampleCall(organizationId));
    for (const call of calls) await store.calls.insert(call, [], node);
    for (let n = 1; n <= 10; n++)
      for (const call of calls) store.appendLater(call.id, node, someEvents(1, 'turn-heard', n));
    const { rows } = await store.calls.list(organizationId, { limit: 20 });
    assert.ok(
      rows.every((row) => row.lastSeq === 0),
      'the caller did not wait',
    );
    await store.flush();
    for (const call of calls) assert.deepEqual(await numbersOf(organizationId, call.id), upTo(10));
  });

  test('transactions on every connection wait for the group commit, and it still gets through', async () => {
    const { store, organizationId } = await stored();
    const node = ids.next();
    const calls = Array.from({ length: CONNECTIONS }, () => sampleCall(organizationId));
    for (const call of calls) await store.calls.insert(call, [], node);
    const allBegun = Promise.withResolvers<void>();
    let begun = 0;
    let startedAt = 0;
    const transactions = calls.map((call) =>
      store.transaction(async (tx) => {
        await tx.calls.get(organizationId, call.id);
        if (++begun === CONNECTIONS) allBegun.resolve();
        await allBegun.promise;
        assert.equal(await tx.calls.append(call.id, node, someEvents(1, 'turn-heard', 2)), 2);
      }),
    );
    await allBegun.promise.then(() => {
      startedAt = realClock.monotonic();
      for (const call of calls) store.appendLater(call.id, node, someEvents(1));
      void store.flush();
    });
    await Promise.all(transactions);
    // A group commit that waits for one of their connections is freed only by the pool's limit of five seconds.
    assert.ok(realClock.monotonic() - startedAt < 4_000);
  });

  test('the group leaves by the clock, without a flush', async (t) => {
    const { organizationId } = await stored();
    const clock = new VirtualClock(realClock.now());
    const store = await another(t, { clock });
    const [node, call] = [ids.next(), sampleCall(organizationId)];
    await store.calls.insert(call, [], node);
    store.appendLater(call.id, node, someEvents(3));
    await clock.advance(99);
    assert.deepEqual(await numbersOf(organizationId, call.id), []);
    await clock.advance(1);
    await store.flush();
    assert.deepEqual(await numbersOf(organizationId, call.id), [1, 2, 3]);
    await store.close();
    assert.equal(clock.timers, 0, 'closing leaves no timer');
  });

  test('a direct append takes the waiting events along, before its own', async () => {
    const { store, organizationId } = await stored();
    const [node, call] = [ids.next(), sampleCall(organizationId)];
    await store.calls.insert(call, [], node);
    store.appendLater(call.id, node, someEvents(2));
    const first = store.calls.append(call.id, node, someEvents(1, 'call-ended', 3));
    store.appendLater(call.id, node, someEvents(1, 'turn-heard', 4));
    assert.equal(await first, 3);
    store.appendLater(call.id, node, someEvents(1, 'turn-heard', 5));
    await store.transaction(async (tx) => {
      await tx.calls.lock(call.id);
      assert.equal(await tx.calls.append(call.id, node, someEvents(1, 'x-done', 6)), 6);
      store.appendLater(call.id, node, someEvents(1, 'turn-heard', 7));
    });
    await store.flush();
    assert.deepEqual(await numbersOf(organizationId, call.id), upTo(7));
  });

  test('events taken along by a transaction that fails are written all the same', async () => {
    const { store, organizationId } = await stored();
    const [node, call] = [ids.next(), sampleCall(organizationId)];
    await store.calls.insert(call, [], node);
    store.appendLater(call.id, node, someEvents(2));
    await assert.rejects(
      store.transaction(async (tx) => {
        await tx.calls.append(call.id, node, someEvents(1, 'never', 99));
        store.appendLater(call.id, node, someEvents(1, 'turn-heard', 3));
        throw new RangeError('no');
      }),
      RangeError,
    );
    await store.flush();
    assert.deepEqual(await numbersOf(organizationId, call.id), [1, 2, 3]);
  });

  test('a locked call waits for its transaction; the others do not wait for it', async (t) => {
    const { store, organizationId } = await stored();
    const node = ids.next();
    const [locked, free] = [sampleCall(organizationId), sampleCall(organizationId)];
    for (const call of [locked, free]) await store.calls.insert(call, [], node);
    const second = await another(t);
    await second.transaction(async (tx) => {
      await tx.calls.lock(locked.id);
      store.appendLater(locked.id, node, someEvents(2));
      store.appendLater(free.id, node, someEvents(2));
      while ((await numbersOf(organizationId, free.id)).length < 2);
      assert.deepEqual(await numbersOf(organizationId, locked.id), []);
      store.appendLater(locked.id, node, someEvents(1, 'turn-heard', 3));
    });
    await store.flush();
    assert.deepEqual(await numbersOf(organizationId, locked.id), [1, 2, 3]);
  });

  test('events of a call that another node took are given up, told, and harm no other call', async (t) => {
    const { organizationId } = await stored();
    const faults: unknown[] = [];
    const store = await another(t, { onFault: ({ callId, events }) => void faults.push([callId, events]) });
    const [node, other] = [ids.next(), ids.next()];
    const [lost, kept] = [sampleCall(organizationId), sampleCall(organizationId)];
    await store.calls.insert(lost, [], other);
    await store.calls.insert(kept, [], node);
    store.appendLater(lost.id, node, someEvents(4));
    store.appendLater(kept.id, node, someEvents(1));
    await store.flush();
    assert.deepEqual(faults, [[lost.id, 4]]);
    assert.deepEqual(await numbersOf(organizationId, lost.id), []);
    assert.deepEqual(await numbersOf(organizationId, kept.id), [1]);
    await store.close();
  });

  test('closing commits what waits', async (t) => {
    const { organizationId } = await stored();
    const store = await another(t);
    const [node, call] = [ids.next(), sampleCall(organizationId)];
    await store.calls.insert(call, [], node);
    store.appendLater(call.id, node, someEvents(5));
    await store.close();
    assert.deepEqual(await numbersOf(organizationId, call.id), upTo(5));
  });

  test('messages reach every node once, however often they were told at a time', async (t) => {
    const { store } = await stored();
    const second = await another(t);
    const heard = Array.from({ length: 2 }, () => [] as string[]);
    const mark = `mark:${ids.next()}`;
    const done = [store, second].map(
      (listener, index) =>
        new Promise<void>((resolve) => {
          listener.onNotify((message) => (message === mark ? resolve() : void heard[index]!.push(message)));
        }),
    );
    const long = Array.from({ length: 300 }, (_, index) => `events:${index}:${'x'.repeat(60)}`);
    for (const message of ['hangup:1', 'hangup:1', ...long, 'hangup:1']) store.notify(message);
    store.notify(mark);
    await Promise.all(done);
    for (const messages of heard) assert.deepEqual(messages, ['hangup:1', ...long]);
  });

  test('dropped connections come back; nothing told meanwhile is lost, the process stays up', async (t) => {
    const { target } = await stored();
    const store = await another(t);
    const first = ids.next();
    const heard = new Promise<void>((resolve) => void store.onNotify((m) => m === `x:${first}` && resolve()));
    const killed = await execute(
      target,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    assert.ok(killed.length >= 2);
    store.notify(`x:${first}`);
    await heard;
    await store.ping();
    await store.close();
  });
}
