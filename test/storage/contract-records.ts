/** What every database must do with organizations, agents, trunks, numbers, suppressions, aliases and keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, idAt, realClock, type Id } from '#kernel';
import type { PostgresStore } from '#storage';
import { ids, sampleAgent, sampleNumber, sampleTrunk } from './samples.ts';

/** Declares the tests. @param stored gives the store and a fresh organization. */
export function recordContract(stored: () => Promise<{ store: PostgresStore; organizationId: Id }>): void {
  test('the default organization is made once, by however many at a time', async () => {
    const { store } = await stored();
    const made = await Promise.all(Array.from({ length: 8 }, () => store.organizations.ensureDefault()));
    assert.equal(new Set(made.map((organization) => organization.id)).size, 1);
    const { id } = made[0]!;
    const changed = await store.organizations.update(id, { destinationAllow: ['+34', '+1'], concurrency: 7 });
    assert.deepEqual(changed?.destinationAllow, ['+34', '+1']);
    assert.deepEqual(await store.organizations.get(id), changed);
    assert.equal((await store.organizations.update(id, {}))?.concurrency, 7);
    assert.equal(await store.organizations.update(ids.next(), { name: 'x' }), null);
  });

  test('agents are scoped, paged newest first, and their versions numbered without gaps', async () => {
    const { store, organizationId } = await stored();
    const agents = Array.from({ length: 5 }, (_, index) => sampleAgent(organizationId, `Agent ${index}`));
    for (const agent of agents) await store.agents.insert(agent);
    const [first] = agents as [(typeof agents)[0]];
    assert.deepEqual(await store.agents.get(organizationId, first.id), first);
    assert.equal(await store.agents.get(ids.next(), first.id), null, 'a foreign id is unknown');
    const page = await store.agents.list(organizationId, { limit: 2 });
    assert.deepEqual(page, agents.toReversed().slice(0, 2));
    const next = await store.agents.list(organizationId, { limit: 10, before: page[1]!.id });
    assert.deepEqual(next, agents.toReversed().slice(2));
    assert.deepEqual(await store.agents.list(organizationId, { limit: 2, offset: 4 }), [first]);

    const made = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        store.agents.insertVersion({
          id: ids.next(),
          agentId: first.id,
          organizationId,
          message: `version ${index}`,
          config: first.config,
          createdAt: realClock.now(),
        }),
      ),
    );
    assert.deepEqual(made.map((version) => version.number).toSorted(), [1, 2, 3, 4, 5, 6]);
    const [version] = made as [(typeof made)[0]];
    assert.deepEqual(await store.agents.getVersion(organizationId, first.id, version.id), version);
    assert.equal(await store.agents.getVersion(organizationId, agents[1]!.id, version.id), null);
    assert.deepEqual(await store.agents.findVersion(organizationId, version.id), version);
    assert.equal((await store.agents.listVersions(organizationId, first.id, { limit: 4 })).length, 4);
    const production = await store.agents.setProduction(organizationId, first.id, version.id, 5);
    assert.equal(production?.productionVersionId, version.id);
    assert.equal(await store.agents.setProduction(organizationId, agents[1]!.id, version.id, 6), null);
    const cleared = await store.agents.setProduction(organizationId, first.id, null, 7);
    assert.equal(cleared?.productionVersionId, null);
    await assert.rejects(
      store.agents.insertVersion({ ...version, agentId: ids.next() }),
      (fault: unknown) => fault instanceof AppError && fault.code === 'agent-unknown',
    );
  });

  test('trunks keep their password, and the database holds no readable copy', async () => {
    const { store, organizationId } = await stored();
    const trunk = sampleTrunk(organizationId);
    await store.trunks.insert(trunk);
    assert.deepEqual(await store.trunks.get(organizationId, trunk.id), trunk);
    const changed = await store.trunks.update(organizationId, trunk.id, { active: false, password: null });
    assert.deepEqual(changed, { ...trunk, active: false, password: null });
    assert.deepEqual(await store.trunks.list(organizationId, { limit: 10 }), [changed]);
    assert.equal(await store.trunks.get(ids.next(), trunk.id), null);
    const settings = { redirects: 2, codecs: ['G722' as const, 'PCMA' as const], from_domain: null };
    const set = await store.trunks.update(organizationId, trunk.id, { settings });
    assert.deepEqual(set, { ...changed, settings });
    const other = sampleTrunk(organizationId, { settings: { srtp: 'required' } });
    await store.trunks.insert(other);
    assert.deepEqual(await store.trunks.get(organizationId, other.id), other);
  });

  test('a number exists once in an organization', async () => {
    const { store, organizationId } = await stored();
    const number = sampleNumber(organizationId, { lastUsedAt: 12 });
    await store.numbers.insert(number);
    await assert.rejects(
      store.numbers.insert({ ...number, id: ids.next() }),
      (fault: unknown) => fault instanceof AppError && fault.code === 'number-taken' && fault.status === 409,
    );
    const other = sampleNumber(organizationId);
    await store.numbers.insert(other);
    await assert.rejects(store.numbers.update(organizationId, other.id, { e164: number.e164 }), AppError);
    assert.deepEqual(await store.numbers.get(organizationId, number.id), number);
    assert.deepEqual(await store.numbers.findByE164(organizationId, number.e164), number);
    assert.deepEqual(await store.numbers.findAnywhere(number.e164), number);
    assert.equal(await store.numbers.findByE164(ids.next(), number.e164), null);
    assert.deepEqual(await store.numbers.list(organizationId, { limit: 5 }), [other, number]);
    await assert.rejects(
      store.numbers.update(organizationId, number.id, { name: 'nul \u0000' }),
      (fault: unknown) => fault instanceof AppError && fault.code === 'invalid-text' && fault.status === 400,
    );
    const named = await store.numbers.update(organizationId, number.id, { name: 'Front desk' });
    assert.equal(named?.name, 'Front desk');
  });

  test('suppressions keep the first reason and page by number', async () => {
    const { store, organizationId } = await stored();
    for (const e164 of ['+13', '+12', '+11']) await store.suppressions.add(organizationId, e164, 'asked', 1);
    await store.suppressions.add(organizationId, '+11', 'again', 2);
    const callId = ids.next();
    await store.suppressions.add(organizationId, '+14', 'said so', 3, callId);
    const [last] = await store.suppressions.list(organizationId, { limit: 1, after: '+13' });
    assert.deepEqual(last, { e164: '+14', reason: 'said so', callId, createdAt: 3 });
    assert.equal(await store.suppressions.remove(organizationId, '+14'), true);
    const rest = await store.suppressions.list(organizationId, { limit: 5, after: '+11' });
    assert.deepEqual(
      rest.map((row) => row.e164),
      ['+12', '+13'],
    );
    const [first] = await store.suppressions.list(organizationId, { limit: 1 });
    assert.deepEqual(first, { e164: '+11', reason: 'asked', callId: null, createdAt: 1 });
    assert.equal(await store.suppressions.remove(organizationId, '+11'), true);
    assert.equal(await store.suppressions.remove(organizationId, '+11'), false);
  });

  test('active trunks are listed over all organizations, newest first', async () => {
    const { store, organizationId } = await stored();
    const other = await stored();
    const trunks = [
      sampleTrunk(organizationId),
      sampleTrunk(other.organizationId),
      sampleTrunk(organizationId, { active: false }),
    ];
    for (const trunk of trunks) await store.trunks.insert(trunk);
    assert.deepEqual(await store.trunks.listActive(2), [trunks[1], trunks[0]]);
  });

  test('aliases are resolved within their organization, dialect and noun, until they are removed', async () => {
    const { store, organizationId } = await stored();
    const id = idAt(1_750_000_000_000);
    await store.aliases.put(organizationId, 'dial', 'agent', 'abc', id);
    await store.aliases.put(organizationId, 'meetzy', 'agent', 'p-1', id);
    assert.equal(await store.aliases.resolve(organizationId, 'dial', 'agent', 'abc'), id);
    assert.equal(await store.aliases.resolve(organizationId, 'dial', 'call', 'abc'), null);
    assert.equal(await store.aliases.resolve(ids.next(), 'dial', 'agent', 'abc'), null);
    assert.equal(await store.aliases.resolve(organizationId, null, 'agent', 'p-1'), id, 'of any dialect');
    await store.aliases.put(organizationId, 'flireo', 'agent', 'same', id);
    await store.aliases.put(organizationId, 'synthflow', 'agent', 'same', idAt(1));
    assert.equal(await store.aliases.resolve(organizationId, null, 'agent', 'same'), null, 'two mean it');
    await store.aliases.put(organizationId, 'synthflow', 'agent', 'same', id);
    assert.equal(await store.aliases.resolve(organizationId, null, 'agent', 'same'), id);
    await store.aliases.remove(ids.next(), 'dial', 'agent', 'abc');
    await store.aliases.remove(organizationId, 'dial', 'call', 'abc');
    assert.equal(await store.aliases.resolve(organizationId, 'dial', 'agent', 'abc'), id);
    await store.aliases.remove(organizationId, 'dial', 'agent', 'abc');
    assert.equal(await store.aliases.resolve(organizationId, 'dial', 'agent', 'abc'), null);
    assert.equal(await store.aliases.resolve(organizationId, 'flireo', 'agent', 'same'), id);
  });

  test('at a border aliases are read whatever the noun, and given back by id', async () => {
    const { store, organizationId } = await stored();
    const [agent, tool] = [ids.next(), ids.next()];
    await store.aliases.put(organizationId, 'synthflow', 'agent', 'b', agent);
    await store.aliases.put(organizationId, 'synthflow', 'agent', 'a', agent);
    await store.aliases.put(organizationId, 'synthflow', 'tool', 't', tool);
    await store.aliases.put(organizationId, 'synthflow', 'tool', 'both', tool);
    await store.aliases.put(organizationId, 'synthflow', 'agent', 'both', agent);
    await store.aliases.put(organizationId, 'flireo', 'agent', 'f', agent);
    const everywhere = await store.aliases.namesEverywhere(organizationId, [agent, ids.next()]);
    assert.deepEqual(everywhere, new Map([[agent, { synthflow: 'a', flireo: 'f' }]]));
    assert.equal((await store.aliases.namesEverywhere(ids.next(), [agent])).size, 0);
    await store.aliases.put(organizationId, 'dial', 'agent', 'd', agent);
    assert.deepEqual(
      await store.aliases.named(organizationId, 'synthflow', ['a', 'b', 't', 'both', 'd', 'none']),
      new Map([
        ['a', agent],
        ['b', agent],
        ['t', tool],
      ]),
    );
    assert.equal((await store.aliases.named(ids.next(), 'synthflow', ['a'])).size, 0);
    assert.equal((await store.aliases.named(organizationId, 'synthflow', [])).size, 0);
    const names = await store.aliases.names(organizationId, 'synthflow', [agent, ids.next()]);
    assert.deepEqual(names, new Map([[agent, 'a']]));
    assert.equal((await store.aliases.names(ids.next(), 'synthflow', [agent])).size, 0);
    assert.equal((await store.aliases.names(organizationId, 'synthflow', [])).size, 0);
  });

  test('an idempotency key is claimed once, answers again, lapses and expires', async () => {
    const { store, organizationId } = await stored();
    const claim = (now: number, body = 'body') =>
      store.idempotency.claim(organizationId, 'calls', 'key', body, now, 1_000_000);
    const kinds = (await Promise.all(Array.from({ length: 10 }, () => claim(1000)))).map((made) => made.kind);
    assert.equal(kinds.filter((kind) => kind === 'new').length, 1);
    assert.equal(kinds.filter((kind) => kind === 'busy').length, 9);
    assert.deepEqual(await claim(1001, 'other'), { kind: 'mismatch' });
    assert.deepEqual(await claim(61_000, 'other'), { kind: 'mismatch' }, 'the key is still of the first');
    assert.deepEqual(await claim(61_000), { kind: 'new' }, 'the first request died');
    const answer = { status: 201, body: { z: 1, a: [null, 'é'] } };
    await store.idempotency.finish(organizationId, 'calls', 'key', answer);
    const again = await claim(62_000);
    assert.deepEqual(again, { kind: 'done', answer });
    assert.equal(JSON.stringify(again), JSON.stringify({ kind: 'done', answer }), 'in the same order');
    assert.deepEqual(await claim(2_000_000), { kind: 'new' }, 'expired');
    await store.idempotency.forget(organizationId, 'calls', 'key');
    assert.deepEqual(await claim(2_000_001, 'other'), { kind: 'new' });
  });
}
