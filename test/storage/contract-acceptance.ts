/** What every database must do when calls are accepted: one look, and commits that calls share. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endChain, followChain, UNCHECKED, type NewAuditEntry } from '#domain';
import { AppError, type Id } from '#kernel';
import { execute } from '../../src/storage/testing.ts';
import type { Stored } from './contract.ts';
import { ids, sampleAgent, sampleCall, someEvents } from './samples.ts';

const entry = (n: number): NewAuditEntry => ({
  ...{ at: n, actor: { kind: 'system', id: null }, action: 'act', object: null, detail: { n } },
});

/** Declares the tests. @param stored gives the store and a fresh organization. */
export function acceptanceContract(stored: Stored): void {
  test('what an acceptance reads is what the nouns themselves say, and nobody else’s', async () => {
    const { store, organizationId } = await stored();
    const other = (await stored()).organizationId;
    const agent = sampleAgent(organizationId);
    await store.agents.insert(agent);
    const version = (agentId: Id, name: string) =>
      store.agents.insertVersion({
        ...{ id: ids.next(), agentId, organizationId, name, message: '', createdAt: 5 },
        config: { ...agent.config, name },
      });
    const [old, named, live] = [
      await version(agent.id, 'old'),
      await version(agent.id, 'named'),
      await version(agent.id, 'live'),
    ];
    await store.agents.setProduction(organizationId, agent.id, live.id, 6);
    const phone = '+34600111222';
    const times = { createdAt: 1, updatedAt: 1 };
    const contact = {
      ...{ id: ids.next(), organizationId, phone, name: 'Ana', email: null, timeZone: 'Europe/Madrid' },
      ...{ fields: { z: 1, a: 'ü' }, ...times },
    };
    await store.contacts.insert(contact);
    const slot = { number: 2, model: 'fast', language: 'es', provider: 'p', voiceModel: null } as const;
    await store.voiceSlots.replace(organizationId, [
      { ...slot, organizationId, voiceId: 'v', speed: 1.25, updatedAt: 2 },
      { ...slot, organizationId, number: 1, voiceId: 'w', speed: 1, updatedAt: 2 },
    ]);
    const key = { provider: 'openai', name: 'K', key: 'sk-ünï', url: null, state: 'untested' } as const;
    await store.providerKeys.insert({ ...key, id: ids.next(), organizationId, testedAt: null, ...times });
    const read = await store.acceptance.read(organizationId, {
      agentId: agent.id,
      versionId: named.id,
      phone,
    });
    assert.deepEqual(read.agent, await store.agents.get(organizationId, agent.id));
    assert.deepEqual(
      read.versions.toSorted((a, b) => a.number - b.number),
      [named, live],
    );
    assert.ok(!read.versions.some(({ id }) => id === old.id));
    assert.deepEqual(read.contact, contact);
    assert.deepEqual(read.voiceSlots, await store.voiceSlots.list(organizationId));
    assert.deepEqual(read.providerKeys, await store.providerKeys.list(organizationId));
    const wish = { agentId: agent.id, versionId: named.id, phone };
    const nothing = { agent: null, versions: [], contact: null, voiceSlots: [], providerKeys: [] };
    assert.deepEqual(await store.acceptance.read(other, wish), nothing);
    const noWish = { agentId: null, versionId: null, phone: null };
    assert.deepEqual(await store.acceptance.read(other, noWish), nothing);
  });

  test('calls that come at once share commits; one that is refused is refused alone', async () => {
    const { store, organizationId } = await stored();
    const calls = Array.from({ length: 40 }, (_, n) =>
      sampleCall(organizationId, n === 17 ? { to: 'sip:\0@127.0.0.1' } : {}),
    );
    const kept = await Promise.allSettled(
      calls.map((call, n) => store.calls.insert(call, someEvents((n % 3) + 1))),
    );
    for (const [n, call] of calls.entries()) {
      const { status } = kept[n]!;
      assert.equal(status, n === 17 ? 'rejected' : 'fulfilled', `call ${n}`);
      const found = await store.calls.get(organizationId, call.id);
      assert.equal(found?.lastSeq, n === 17 ? undefined : (n % 3) + 1);
      const events = await store.calls.events(organizationId, call.id, 0, 10);
      assert.deepEqual(
        events.map(({ seq, data }) => [seq, data['n']]),
        n === 17 ? [] : someEvents((n % 3) + 1).map(({ data }, index) => [index + 1, data['n']]),
      );
    }
    const { reason } = kept[17] as PromiseRejectedResult;
    assert.ok(reason instanceof AppError && reason.code === 'invalid-text');
  });

  test('a call and the row of its request are committed together, in one chain with other writers', async () => {
    const { store, organizationId } = await stored();
    const rowOf = (n: number): NewAuditEntry => ({ ...entry(n), action: 'createCall' });
    const calls = Array.from({ length: 30 }, (_, n) =>
      sampleCall(organizationId, n === 11 ? { to: 'sip:\0@127.0.0.1' } : {}),
    );
    const kept = await Promise.allSettled([
      ...calls.map((call, n) => store.calls.insert(call, someEvents(1), null, undefined, rowOf(n))),
      store.audit.append(organizationId, [entry(100), entry(101)]),
      store.transaction((tx) => tx.audit.append(organizationId, [entry(102)])),
    ]);
    assert.deepEqual(
      kept.flatMap(({ status }, n) => (status === 'rejected' ? [n] : [])),
      [11],
    );
    const late = sampleCall(organizationId);
    await store.transaction((tx) => tx.calls.insert(late, someEvents(1), null, undefined, rowOf(30)));
    const after = sampleCall(organizationId);
    await store.calls.insert(after, someEvents(1), null, undefined, rowOf(31));
    const undone = store.transaction(async (tx) => {
      await tx.calls.insert(sampleCall(organizationId), [], null, undefined, rowOf(99));
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    const rows = await store.audit.read(organizationId, 0, 100);
    const made = rows.filter(({ action }) => action === 'createCall').map(({ at }) => at);
    assert.deepEqual(
      made.toSorted((a, b) => a - b),
      Array.from({ length: 32 }, (_, n) => n).filter((n) => n !== 11),
    );
    assert.equal(rows.length, 34);
    assert.equal(
      endChain(followChain(UNCHECKED, rows), await store.audit.head(organizationId)).brokenAt,
      null,
    );
    assert.equal((await store.calls.list(organizationId, { limit: 99 })).rows.length, 31);
  });

  test('a chain goes on behind another writer, and anew when its rows are gone', async () => {
    const { store, organizationId, target } = await stored();
    await store.audit.append(organizationId, [entry(1)]);
    await store.audit.append(organizationId, [entry(2), entry(3)]);
    // Another process: its transaction moves the head that this one remembers.
    await store.transaction((tx) => tx.audit.append(organizationId, [entry(4)]));
    await store.audit.append(organizationId, [entry(5)]);
    await store.audit.append(organizationId, [entry(6)]);
    const rows = await store.audit.read(organizationId, 0, 100);
    assert.deepEqual(
      rows.map(({ seq, at }) => [seq, at]),
      [1, 2, 3, 4, 5, 6].map((n) => [n, n]),
    );
    const head = await store.audit.head(organizationId);
    assert.equal(endChain(followChain(UNCHECKED, rows), head).brokenAt, null);
    await execute(target, 'DELETE FROM audit_heads WHERE organization_id = $1', [organizationId]);
    await execute(target, 'DELETE FROM audit_log WHERE organization_id = $1', [organizationId]);
    await store.audit.append(organizationId, [entry(7)]);
    assert.deepEqual(
      (await store.audit.read(organizationId, 0, 9)).map(({ seq, at }) => [seq, at]),
      [[1, 7]],
    );
  });
}
