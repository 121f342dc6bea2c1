/** What every database must do with owed analyses, and with what was made of a call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, DEFAULT_PRICES, type CallAnalysis } from '#domain';
import type { Id } from '#kernel';
import { execute } from '../../src/storage/testing.ts';
import type { Stored } from './contract.ts';
import { ids, sampleCall, someEvents } from './samples.ts';

const LEASE = 1_000;

const analysis: CallAnalysis = {
  ...{ by: 'slots', model: null, summary: 'S', data: { z: 1, a: [true] }, tags: ['t'], disposition: null },
  ...{ success: true, success_reason: null, sentiment: null, fault: null, created_at: 7 },
};

export function analysisContract(stored: Stored): void {
  /** Due long ago, before those of other tests; no other node of theirs may take it. */
  const owe = async (dueAt: number) => {
    const { store, organizationId, target } = await stored();
    await execute(target, 'DELETE FROM due_analyses');
    const callId = ids.next();
    const run = ids.next();
    await store.analyses.request({ callId, organizationId, run, settings: { summary: false } }, dueAt);
    return { store, organizationId, target, callId, run };
  };
  const live = (store: Awaited<ReturnType<typeof owe>>['store'], node: Id, now: number, leaseMs: number) =>
    store.nodes.heartbeat(node, '127.0.0.1:1', now, leaseMs);

  test('cost and analysis of a call are kept as they are', async () => {
    const { store, organizationId } = await stored();
    const call = sampleCall(organizationId);
    await store.calls.insert(call, someEvents(1));
    const cost = costOf(
      [{ stage: 'tts', provider: 'nobody', model: 'x', unit: 'characters', quantity: 2.5 }],
      DEFAULT_PRICES,
    );
    await store.calls.append(call.id, null, [], { cost, analysis });
    const read = await store.calls.get(organizationId, call.id);
    assert.deepEqual([read?.cost, read?.analysis], [cost, analysis]);
    await store.calls.append(call.id, null, [], { cost: null });
    assert.deepEqual((await store.calls.get(organizationId, call.id))?.analysis, analysis);
  });

  test('an owed analysis is taken once when it is due, and again when its claim has lapsed', async () => {
    const { store, organizationId, callId, run } = await owe(100);
    const [one, other] = [ids.next(), ids.next()];
    await live(store, one, 0, 1e6);
    const due = { callId, organizationId, run, settings: { summary: false }, tries: 0 };
    assert.equal(await store.analyses.nextDueAt(), 100);
    assert.deepEqual(await store.analyses.claimDue(one, 99, LEASE, 4), []);
    assert.deepEqual(await store.analyses.claimDue(one, 100, LEASE, 4), [due]);
    assert.deepEqual(await store.analyses.claimDue(other, 101, LEASE, 4), [], 'it is under way');
    assert.equal(await store.analyses.isDue(callId), true);
    assert.deepEqual(await store.analyses.claimDue(other, 1_100, LEASE, 4), [due], 'its claim lapsed');
    assert.equal(await store.analyses.finish(due), true);
    assert.equal(await store.analyses.isDue(callId), false);
    assert.equal(await store.analyses.finish(due), false);
    assert.equal(await store.analyses.nextDueAt(), null);
  });

  test('what a dead node had taken is taken at once', async () => {
    const { store, callId } = await owe(100);
    const [dead, alive] = [ids.next(), ids.next()];
    await live(store, dead, 100, 50);
    assert.equal((await store.analyses.claimDue(dead, 100, 1e6, 4)).length, 1);
    assert.deepEqual(await store.analyses.claimDue(alive, 149, LEASE, 4), []);
    const [taken] = await store.analyses.claimDue(alive, 151, LEASE, 4);
    assert.equal(taken?.callId, callId);
  });

  test('put off, its tries are remembered; asked for anew, the earlier one counts no more', async () => {
    const { store, organizationId, callId } = await owe(100);
    const node = ids.next();
    const [first] = await store.analyses.claimDue(node, 100, LEASE, 4);
    await store.analyses.postpone(first!, 500, 1);
    assert.equal(await store.analyses.nextDueAt(), 500);
    const [second] = await store.analyses.claimDue(node, 500, LEASE, 4);
    assert.deepEqual(second, { ...first, tries: 1 });
    const run = ids.next();
    await store.analyses.request({ callId, organizationId, run, settings: null }, 600);
    assert.equal(await store.analyses.finish(second!), false, 'a late answer');
    await store.analyses.postpone(second!, 9_000, 3);
    assert.deepEqual(await store.analyses.claimDue(node, 600, LEASE, 4), [
      { callId, organizationId, run, settings: null, tries: 0 },
    ]);
  });

  test('many nodes at a time take each of them once', async () => {
    const { store, organizationId } = await owe(100);
    for (let index = 0; index < 19; index++)
      await store.analyses.request(
        { callId: ids.next(), organizationId, run: ids.next(), settings: null },
        100,
      );
    const nodes = Array.from({ length: 8 }, () => ids.next());
    await Promise.all(nodes.map((node) => live(store, node, 100, 1e6)));
    const taken = await Promise.all(nodes.map((node) => store.analyses.claimDue(node, 100, LEASE, 4)));
    const runs = taken.flat().map(({ run }) => run);
    assert.deepEqual([runs.length, new Set(runs).size], [20, 20]);
  });
}
