/** What every database must do when nodes claim calls and transactions race. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Call } from '#domain';
import { realClock, silentLogger, type Id } from '#kernel';
import { connectStore, type PostgresStore } from '#storage';
import { plainCipher } from './ciphers.ts';
import type { Stored } from './contract.ts';
import { dialRequest, ids, sampleAttempt, sampleCall, someEvents } from './samples.ts';

const FAR = 9_000_000_000_000;

/** Takes every waiting call that other tests left. */
async function drain(store: PostgresStore): Promise<void> {
  await store.calls.claimDue(ids.next(), FAR, 10_000);
}

function idsOf(calls: readonly Call[]): readonly Id[] {
  return calls.map((call) => call.id);
}

export function claimContract(stored: Stored): void {
  test('a call that is dialled is not given back', async () => {
    const { store, organizationId } = await stored();
    const node = ids.next();
    const call = sampleCall(organizationId, { status: 'dialing' });
    await store.calls.insert(call, [], node);
    await store.calls.release(call.id, node, 1);
    assert.deepEqual(idsOf(await store.calls.heldBy(node)), [call.id]);
  });

  test('open calls are counted by status, those that are due apart; ended ones not', async () => {
    const { store, organizationId } = await stored();
    await drain(store);
    const before = await store.calls.countOpen(5000);
    const node = ids.next();
    await store.calls.insert(sampleCall(organizationId, { createdAt: 4000 }), []);
    await store.calls.insert(sampleCall(organizationId, { status: 'scheduled', notBefore: 5001 }), []);
    await store.calls.insert(sampleCall(organizationId, { status: 'in_progress' }), [], node);
    await store.calls.insert(sampleCall(organizationId, { status: 'ended' }), [], node);
    const now = await store.calls.countOpen(5000);
    assert.deepEqual(
      Object.entries(now.byStatus).map(([status, count]) => [
        status,
        count - before.byStatus[status as 'queued'],
      ]),
      [
        ['queued', 1],
        ['scheduled', 1],
        ['dialing', 0],
        ['ringing', 0],
        ['in_progress', 1],
      ],
    );
    assert.equal(now.due, 1);
  });

  test('due calls are claimed in order of time, once; released ones come back', async () => {
    const { store, organizationId } = await stored();
    await drain(store);
    const [a, b] = [ids.next(), ids.next()];
    const soon = sampleCall(organizationId, { createdAt: 2000 });
    const sooner = sampleCall(organizationId, { createdAt: 1000 });
    const later = sampleCall(organizationId, { status: 'scheduled', notBefore: 5000, createdAt: 1 });
    for (const call of [soon, sooner, later]) await store.calls.insert(call, []);
    assert.equal(await store.calls.nextDueAt(), 1000);
    assert.deepEqual(idsOf(await store.calls.claimDue(a, 4999, 10)), [sooner.id, soon.id]);
    assert.deepEqual(await store.calls.claimDue(b, 4999, 10), []);
    assert.equal(await store.calls.nextDueAt(), 5000);
    await store.calls.release(soon.id, b, 1);
    assert.equal(await store.calls.nextDueAt(), 5000, 'only its holder releases a call');
    await store.calls.release(soon.id, a, 8000);
    await store.calls.wakeDeferred(organizationId, 4000, 10);
    assert.equal(await store.calls.nextDueAt(), 4000, 'the deferred call is woken, the scheduled one is not');
    assert.deepEqual(idsOf(await store.calls.claimDue(b, 5000, 1)), [soon.id]);
    assert.deepEqual(idsOf(await store.calls.claimDue(b, 5000, 5)), [later.id]);
    assert.equal(await store.calls.nextDueAt(), null);
  });

  test('claims of two stores never overlap and leave nothing', async () => {
    const { store, organizationId, target } = await stored();
    const second = await connectStore({
      ...target,
      cipher: plainCipher,
      clock: realClock,
      logger: silentLogger,
    });
    try {
      const limits = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 25 }), limits, async (count, sizes) => {
          await drain(store);
          const calls = Array.from({ length: count }, () => sampleCall(organizationId));
          for (const call of calls) await store.calls.insert(call, []);
          const claimed = (
            await Promise.all(
              sizes.map((size, index) =>
                (index % 2 === 0 ? store : second).calls.claimDue(ids.next(), FAR, size),
              ),
            )
          ).flat();
          const rest = await store.calls.claimDue(ids.next(), FAR, 1000);
          const all = idsOf([...claimed, ...rest]);
          assert.equal(new Set(all).size, all.length, 'no call twice');
          assert.deepEqual([...all].toSorted(), idsOf(calls).toSorted(), 'every call once');
        }),
        { numRuns: 12 },
      );
    } finally {
      await second.close();
    }
  });

  test('orphans go to the living, and the dead node writes no more', async () => {
    const { store, organizationId } = await stored();
    const [dead, living] = [ids.next(), ids.next()];
    const held = sampleCall(organizationId, { status: 'in_progress', direction: 'inbound' });
    const over = sampleCall(organizationId, { status: 'ended' });
    await store.nodes.heartbeat(dead, '127.0.0.1:5060', 1000, 500);
    await store.nodes.heartbeat(living, '127.0.0.1:5061', 1000, 5000);
    await store.calls.insert(held, [], dead);
    await store.calls.insert(over, [], dead);
    const mine = async (now: number) => idsOf(await store.calls.claimOrphans(living, now)).includes(held.id);
    assert.equal(await mine(1499), false, 'the lease still runs');
    await store.nodes.heartbeat(dead, '127.0.0.1:5060', 1400, 500);
    assert.equal(await mine(1899), false, 'it was renewed');
    assert.equal(await store.calls.append(held.id, dead, someEvents(1)), 1);
    assert.equal(await mine(1900), true);
    assert.equal(await mine(1901), false, 'once');
    assert.deepEqual(idsOf(await store.calls.heldBy(dead)), []);
    assert.ok(idsOf(await store.calls.heldBy(living)).includes(held.id));
    assert.equal(await store.calls.append(held.id, dead, someEvents(1)), null, 'fenced');
    assert.equal(await store.calls.append(held.id, living, someEvents(1)), 2);
    await store.nodes.leave(living);
    const orphans = idsOf(await store.calls.claimOrphans(dead, 1800));
    assert.ok(orphans.includes(held.id), 'a node that left holds nothing');
    assert.ok(!orphans.includes(over.id), 'what has ended is nobody’s');
    await store.nodes.leave(dead);
  });

  test('of 50 transactions that want to ring one person at once, one does', async () => {
    const { store, organizationId } = await stored();
    const node = ids.next();
    const to = '+34911111111';
    const calls = Array.from({ length: 50 }, () => sampleCall(organizationId, { to }));
    for (const call of calls) await store.calls.insert(call, [], node);
    const rung = await Promise.all(
      calls.map((call) =>
        store.transaction(async (tx) => {
          const facts = await tx.dialing.facts(dialRequest(call), realClock.now());
          if (facts.livePersonCallId !== null) return false;
          await tx.attempts.start(sampleAttempt(call, node), to);
          await tx.calls.append(call.id, node, someEvents(1), { status: 'dialing' });
          return true;
        }),
      ),
    );
    assert.equal(rung.filter(Boolean).length, 1);
  });

  test('a transaction that fails leaves nothing behind', async () => {
    const { store, organizationId } = await stored();
    const call = sampleCall(organizationId);
    await assert.rejects(
      store.transaction(async (tx) => {
        await tx.calls.insert(call, someEvents(1));
        await tx.attempts.start(sampleAttempt(call, ids.next()), call.to);
        throw new RangeError('changed my mind');
      }),
      RangeError,
    );
    assert.equal(await store.calls.get(organizationId, call.id), null);
    assert.deepEqual(await store.attempts.ofCall(call.id), []);
  });
}
