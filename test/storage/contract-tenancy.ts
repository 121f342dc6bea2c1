/** What every database must do with organizations, keys, members, sessions, the audit log, quotas and minutes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  followChain,
  endChain,
  NO_ACCOUNT,
  NO_QUOTAS,
  UNCHECKED,
  type ApiKey,
  type Member,
  type Organization,
} from '#domain';
import { AppError, realClock, type Id } from '#kernel';
import { execute } from '../../src/storage/testing.ts';
import type { Stored } from './contract.ts';
import { ids, sampleAgent, sampleCall } from './samples.ts';

const NOW = Date.UTC(2026, 4, 31, 23, 59);
const actor = { kind: 'key', id: 'key_1' } as const;

function childOf(parentId: Id, name = 'Child'): Organization {
  return {
    id: ids.next(),
    parentId,
    name,
    concurrency: 3,
    callsPerSecond: 2,
    destinationAllow: ['+34'],
    defaultNumberId: null,
    quotas: { ...NO_QUOTAS, agents: 1 },
    requestsPerMinute: 60,
    suppressOptOuts: false,
    createdAt: NOW,
    archivedAt: null,
  };
}

function keyOf(organizationId: Id): ApiKey {
  return {
    ...{ id: ids.next(), organizationId, mode: 'test', name: 'first', hint: 'abcd' },
    ...{ hash: `hash ${ids.next()}`, scopes: ['calls:read', 'calls:create'], requestsPerMinute: 10 },
    ...{ createdAt: NOW, expiresAt: NOW + 1, lastUsedAt: null, revokedAt: null },
    ...{ previousHash: null, previousUntil: null },
  };
}

function memberOf(organizationId: Id, email: string): Member {
  return {
    ...{ id: ids.next(), organizationId, email, name: 'Ana', role: 'owner', state: 'active' },
    ...{ passwordHash: 'scrypt$…', invitationHash: `invitation ${ids.next()}`, invitationUntil: NOW },
    ...{ lastSignedInAt: null, createdAt: NOW, updatedAt: NOW },
  };
}

const entry = (n: number) => ({
  ...{ at: NOW + n, actor, action: 'updateAgent', object: `agent_${n}` },
  detail: { z: n, a: ['ä', null] },
});

export function tenancyContract(stored: Stored): void {
  test('children are found by their parent alone; what had nothing is deleted, what had calls archived', async () => {
    const { store, organizationId } = await stored();
    const [empty, busy, owning] = [childOf(organizationId), childOf(organizationId), childOf(organizationId)];
    for (const child of [empty, busy, owning]) await store.organizations.insert(child);
    assert.deepEqual(await store.organizations.getChild(organizationId, empty.id), empty);
    assert.equal(await store.organizations.getChild(ids.next(), empty.id), null);
    assert.deepEqual(await store.organizations.listChildren(organizationId, { limit: 2 }), [owning, busy]);
    const key = keyOf(busy.id);
    await store.keys.insert(key);
    await store.keys.insert(keyOf(empty.id));
    await store.members.insert(memberOf(empty.id, `${empty.id}@example.com`));
    await store.calls.insert(sampleCall(busy.id), []);
    await store.agents.insert(sampleAgent(owning.id));
    assert.equal(await store.organizations.remove(ids.next(), empty.id, NOW), null, 'a foreign id');
    assert.equal(await store.organizations.remove(organizationId, empty.id, NOW), 'deleted');
    assert.equal(await store.organizations.get(empty.id), null);
    assert.equal(await store.organizations.remove(organizationId, busy.id, NOW), 'archived');
    assert.equal(await store.organizations.remove(organizationId, owning.id, NOW), 'archived');
    assert.equal((await store.organizations.get(busy.id))?.archivedAt, NOW);
    assert.equal((await store.keys.findByHash(key.hash))?.revokedAt, NOW);
  });

  test('of a child that had nothing but its own things no row is left, whatever the table', async () => {
    const { store, organizationId, target } = await stored();
    const child = childOf(organizationId);
    await store.organizations.insert(child);
    const { id } = child;
    await store.keys.insert(keyOf(id));
    const contact = {
      ...{ id: ids.next(), organizationId: id, phone: '+34600111222', name: 'Ana', email: null },
      ...{ timeZone: null, fields: {}, createdAt: NOW, updatedAt: NOW },
    };
    await store.contacts.insert(contact);
    const memory = { id: ids.next(), organizationId: id, name: 'M', instructions: '' };
    await store.memories.insert({ ...memory, createdAt: NOW, updatedAt: NOW });
    await store.memories.keep(id, {
      ...{ storeId: memory.id, contactId: contact.id, facts: ['Likes tea.'], callId: null, updatedAt: NOW },
    });
    await store.aliases.put(id, 'dial', 'agent', 'x', ids.next());
    await store.dialectData.put(id, { dialect: 'flireo', noun: 'agent' }, ids.next(), { a: 1 }, NOW);
    await store.forgetting.setRetention(
      id,
      { recordingsDays: 1, transcriptsDays: null, eventsDays: null },
      NOW,
    );
    await store.idempotency.claim(id, 'native', 'key', 'hash', NOW, 1_000);
    await store.audit.append(id, [entry(1)]);
    await store.suppressions.add(id, '+34600111222', 'manual', NOW);
    await store.minutes.charge(id, ids.next(), 60, NOW);
    assert.equal(await store.organizations.remove(organizationId, id, NOW), 'deleted');
    const tables = await execute(
      target,
      `SELECT table_name AS name FROM information_schema.columns JOIN pg_class ON relname = table_name
       WHERE column_name = 'organization_id' AND table_schema = 'public' AND NOT relispartition`,
    );
    assert.ok(tables.length > 40, `${tables.length}`);
    for (const { name } of tables) {
      const rows = await execute(target, `SELECT FROM ${String(name)} WHERE organization_id = $1`, [id]);
      assert.equal(rows.length, 0, String(name));
    }
  });

  test('keys and members are listed by what they are, and in order of their names', async () => {
    const { store, organizationId } = await stored();
    const keys = ['b', 'a', 'C_%'].map((name) => ({ ...keyOf(organizationId), name }));
    const [dead, old] = [
      { ...keyOf(organizationId), name: 'd', mode: 'live' as const, revokedAt: NOW },
      { ...keyOf(organizationId), name: 'e', expiresAt: null },
    ];
    for (const key of [...keys, dead, old]) await store.keys.insert(key);
    const named = async (query: object) =>
      (await store.keys.list(organizationId, { limit: 9, ...query })).map(({ name }) => name);
    assert.deepEqual(await named({ mode: 'live' }), ['d']);
    assert.deepEqual(await named({ search: 'c_%' }), ['C_%']);
    assert.deepEqual(await named({ works: { is: true, at: NOW } }), ['e', 'C_%', 'a', 'b']);
    assert.deepEqual(await named({ works: { is: true, at: NOW + 1 } }), ['e']);
    assert.deepEqual(await named({ works: { is: false, at: NOW } }), ['d']);
    assert.deepEqual(new Set(await named({ byName: true })), new Set(['a', 'b', 'C_%', 'd', 'e']));
    assert.deepEqual((await named({ byName: true, limit: 2, offset: 3 })).join(), 'd,e');

    const people = ['z@x.test', 'y@x.test', 'w@x.test'].map((email) => memberOf(organizationId, email));
    await store.members.insert({ ...people[0]!, role: 'analyst', name: 'Zoe' });
    await store.members.insert({ ...people[1]!, state: 'disabled' });
    await store.members.insert(people[2]!);
    const emails = async (query: object) =>
      (await store.members.list(organizationId, { limit: 9, ...query })).map(({ email }) => email).join();
    assert.equal(await emails({ role: 'analyst' }), 'z@x.test');
    assert.equal(await emails({ state: 'disabled' }), 'y@x.test');
    assert.equal(await emails({ search: 'ZOE' }), 'z@x.test');
    assert.equal(await emails({ search: 'y@' }), 'y@x.test');
    assert.equal(await emails({ byEmail: true }), 'w@x.test,y@x.test,z@x.test');
    assert.equal(await emails({ byEmail: true, limit: 1, offset: 1 }), 'y@x.test');
  });

  test('keys are found by their hash, and by the one before', async () => {
    const { store, organizationId } = await stored();
    const key = keyOf(organizationId);
    await store.keys.insert(key);
    assert.deepEqual(await store.keys.findByHash(key.hash), key);
    assert.equal(await store.keys.findByHash('other'), null);
    assert.equal(await store.keys.get(ids.next(), key.id), null, 'a foreign id');
    const hash = `hash ${ids.next()}`;
    const rotated = { hash, previousHash: key.hash, previousUntil: NOW, scopes: null };
    const changed = await store.keys.update(organizationId, key.id, rotated);
    assert.deepEqual(changed, { ...key, ...rotated });
    await store.keys.touch(key.id, NOW + 5);
    for (const one of [hash, key.hash])
      assert.deepEqual(await store.keys.findByHash(one), { ...changed, lastUsedAt: NOW + 5 });
    assert.equal((await store.keys.list(organizationId, { limit: 5 })).length, 1);
  });

  test('members are once an organization; their sessions go with them', async () => {
    const { store, organizationId } = await stored();
    const email = `${ids.next()}@example.com`;
    const [one, other] = [memberOf(organizationId, email), memberOf(organizationId, `x${email}`)];
    await store.members.insert(one);
    await store.members.insert(other);
    await assert.rejects(
      store.members.insert({ ...memberOf(organizationId, email), id: ids.next() }),
      (fault) => fault instanceof AppError && fault.code === 'member-taken',
    );
    assert.deepEqual(await store.members.findByEmail(email), [one]);
    assert.deepEqual(await store.members.findByInvitation(one.invitationHash!), one);
    assert.equal(await store.members.otherOwners(organizationId, one.id), 1);
    const session = {
      ...{ id: ids.next(), organizationId, memberId: one.id, hash: `session ${ids.next()}` },
      ...{ createdAt: NOW, lastSeenAt: NOW, expiresAt: NOW + 9 },
    };
    await store.sessions.insert(session);
    await store.sessions.touch(session.id, NOW + 1, NOW + 10);
    assert.deepEqual(await store.sessions.findByHash(session.hash), {
      session: { ...session, lastSeenAt: NOW + 1, expiresAt: NOW + 10 },
      member: one,
    });
    await store.sessions.prune(NOW + 9);
    assert.ok(await store.sessions.findByHash(session.hash));
    assert.equal(await store.members.remove(organizationId, one.id), true);
    assert.equal(await store.sessions.findByHash(session.hash), null);
    assert.deepEqual(
      (await store.members.list(organizationId, { limit: 9 })).map(({ id }) => id),
      [other.id],
    );
  });

  test('the audit log is one chain, however many write it; a changed row breaks it', async () => {
    const { store, organizationId, target } = await stored();
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => store.audit.append(organizationId, [entry(n), entry(n + 100)])),
    );
    const rows = await store.audit.read(organizationId, 0, 100);
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      Array.from({ length: 16 }, (_, index) => index + 1),
    );
    const verdict = async () =>
      endChain(
        followChain(UNCHECKED, await store.audit.read(organizationId, 0, 100)),
        await store.audit.head(organizationId),
      ).brokenAt;
    assert.equal(await verdict(), null);
    const page = await store.audit.list(organizationId, { limit: 2, before: 10, action: 'updateAgent' });
    assert.deepEqual(
      page.map(({ seq }) => seq),
      [9, 8],
    );
    await execute(target, "UPDATE audit_log SET object = 'x' WHERE organization_id = $1 AND seq = 7", [
      organizationId,
    ]);
    assert.equal(await verdict(), 7);
    await execute(target, 'DELETE FROM audit_log WHERE organization_id = $1 AND seq > 5', [organizationId]);
    assert.equal(await verdict(), 6, 'a tail that was cut off');
  });

  test('quotas count what is there, and the calls of a day', async () => {
    const { store, organizationId } = await stored();
    await store.agents.insert(sampleAgent(organizationId));
    assert.equal(await store.transaction((tx) => tx.quotas.count(organizationId, 'agents')), 1);
    const counts = await Promise.all(
      Array.from({ length: 5 }, () => store.quotas.countCall(organizationId, '2026-05-31')),
    );
    assert.deepEqual(counts.toSorted(), [1, 2, 3, 4, 5]);
    assert.equal(await store.quotas.countCall(organizationId, '2026-06-01'), 1);
    assert.deepEqual(await store.quotas.standing(organizationId, NOW), {
      ...{ agents: 1, numbers: 0, callsToday: 5, liveCalls: 0 },
    });
  });

  test('minutes: what goes in and out stands in the ledger; a call is charged once, and every month counted', async () => {
    const { store, organizationId } = await stored();
    const { minutes } = store;
    assert.deepEqual(await minutes.account(organizationId), NO_ACCOUNT);
    await minutes.charge(organizationId, ids.next(), 30, NOW);
    assert.deepEqual(await minutes.ledger(organizationId, { limit: 9 }), [], 'off: nothing is charged');
    await minutes.configure(organizationId, { enabled: true, roundingS: 60 }, NOW);
    await minutes.topUp(organizationId, { seconds: 90, note: 'first', actor, at: NOW });
    const calls = Array.from({ length: 4 }, () => ids.next());
    await Promise.all(calls.map((id) => minutes.charge(organizationId, id, 61, NOW)));
    assert.equal((await minutes.account(organizationId)).balanceS, 90 - 4 * 120);
    const ledger = await minutes.ledger(organizationId, { limit: 3, before: 5 });
    assert.deepEqual(
      ledger.map(({ seq, seconds, balanceS }) => [seq, seconds, balanceS]),
      [
        [4, -120, -270],
        [3, -120, -150],
        [2, -120, -30],
      ],
    );
    assert.deepEqual(await minutes.used(organizationId, '2026-05'), { calls: 5, seconds: 30 + 4 * 61 });
    assert.deepEqual(await minutes.used(organizationId, '2026-06'), { calls: 0, seconds: 0 });
    await assert.rejects(minutes.charge(organizationId, calls[0]!, 61, realClock.now()));
  });
}
