/** What every database must do with dialect data, pools, tools, templates and usage. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpTool, Outcome, OutcomeCode, SavedTool } from '#domain';
import { createIdSource, seededRandom, spellNative, VirtualClock } from '#kernel';
import type { Stored } from './contract.ts';
import { dialRequest, ids, sampleAgent, sampleCall, sampleNumber, sampleTrunk } from './samples.ts';

const outcome = (code: OutcomeCode) => ({ code, end_reason: { code: `r-${code}` } }) as unknown as Outcome;

/** Declares the tests. @param stored gives the store and a fresh organization. */
export function resourceContract(stored: Stored): void {
  test('dialect data are kept by API and noun, replaced whole, and no other organization reads them', async () => {
    const { store, organizationId } = await stored();
    const of = { dialect: 'flireo', noun: 'agent' };
    const [first, second] = [ids.next(), ids.next()];
    await store.dialectData.put(organizationId, of, first, { b: 1, a: [null] }, 5);
    const put = await store.dialectData.put(organizationId, of, first, { a: 'ünï' }, 6);
    assert.deepEqual(put, {
      organizationId,
      ...of,
      id: first,
      data: { a: 'ünï' },
      createdAt: 5,
      updatedAt: 6,
    });
    assert.deepEqual(await store.dialectData.get(organizationId, of, first), put);
    assert.equal(await store.dialectData.get(ids.next(), of, first), null);
    assert.equal(await store.dialectData.get(organizationId, { ...of, dialect: 'dial' }, first), null);
    const other = await store.dialectData.put(organizationId, of, second, {}, 7);
    const many = await store.dialectData.getMany(organizationId, of, [second, first, ids.next()]);
    assert.deepEqual([...many.keys()].toSorted(), [first, second].toSorted());
    assert.equal((await store.dialectData.getMany(organizationId, of, [])).size, 0);
    assert.deepEqual(await store.dialectData.list(organizationId, of, { limit: 1 }), {
      rows: [other],
      total: 2,
    });
    assert.deepEqual(await store.dialectData.list(organizationId, of, { limit: 5, before: second }), {
      rows: [put],
      total: 2,
    });
    assert.deepEqual((await store.dialectData.list(organizationId, of, { limit: 5, offset: 1 })).rows, [put]);
    assert.equal(await store.dialectData.remove(ids.next(), of, first), false);
    assert.equal(await store.dialectData.remove(organizationId, of, first), true);
    assert.equal(await store.dialectData.get(organizationId, of, first), null);
  });

  test('a pool keeps its members in order; a number that is deleted leaves it', async () => {
    const { store, organizationId } = await stored();
    const [one, other] = [sampleNumber(organizationId), sampleNumber(organizationId)];
    await store.numbers.insert(one);
    await store.numbers.insert(other);
    const members = [
      { numberId: other.id, weight: 3 },
      { numberId: one.id, weight: 1 },
    ];
    const times = { createdAt: 1, updatedAt: 1 };
    const pool = {
      id: ids.next(),
      organizationId,
      name: 'Madrid',
      rule: 'weighted',
      members,
      ...times,
    } as const;
    await store.numberPools.insert(pool);
    assert.deepEqual(await store.numberPools.get(organizationId, pool.id), pool);
    assert.equal(await store.numberPools.get(ids.next(), pool.id), null);
    const listed = await store.numberPools.list(organizationId, { limit: 5, numberId: one.id });
    assert.deepEqual(listed, { rows: [pool], total: 1 });
    const request = { ...dialRequest(sampleCall(organizationId)), agentPoolId: pool.id };
    const facts = await store.dialing.peek(request, 5);
    assert.deepEqual(facts.pool, pool);
    assert.deepEqual(facts.numbers.map(({ id }) => id).toSorted(), [one.id, other.id].toSorted());
    assert.equal(await store.numbers.remove(organizationId, other.id), true);
    const changed = await store.numberPools.update(organizationId, pool.id, { rule: 'first', updatedAt: 2 });
    assert.deepEqual(changed, { ...pool, rule: 'first', updatedAt: 2, members: members.slice(1) });
    assert.equal(await store.numberPools.remove(organizationId, pool.id), true);
    assert.equal((await store.dialing.peek(request, 5)).pool, null);
  });

  test('a lent number is the borrower’s to use and the owner’s to see; its trunk goes with it', async () => {
    const { store, organizationId: owner } = await stored();
    const { organizationId: child } = await stored();
    const trunk = sampleTrunk(owner);
    await store.trunks.insert(trunk);
    const agentId = ids.next();
    const routes = { models: [{ model: 'm', weight: 100 }] };
    const number = sampleNumber(owner, { trunkId: trunk.id, routes, agentId, reservedForAgents: [agentId] });
    await store.numbers.insert(number);
    assert.deepEqual(await store.numbers.get(owner, number.id), number);
    const lent = { organizationId: child, ownerOrganizationId: owner };
    await store.numbers.update(owner, number.id, lent);
    assert.deepEqual(await store.numbers.get(child, number.id), { ...number, ...lent });
    assert.equal((await store.numbers.list(owner, { limit: 5 })).length, 1);
    assert.equal((await store.numbers.findAnywhere(number.e164))?.organizationId, child);
    const facts = await store.dialing.peek(dialRequest(sampleCall(child)), 5);
    assert.deepEqual([facts.numbers.length, facts.trunks[0]?.id], [1, trunk.id]);
    assert.equal((await store.dialing.peek(dialRequest(sampleCall(owner)), 5)).numbers.length, 0);
    assert.equal(await store.numbers.unbindAgent(child, agentId, 9), 1);
    const freed = await store.numbers.get(child, number.id);
    assert.deepEqual([freed?.agentId, freed?.reservedForAgents], [null, []]);
    const query = { limit: 5, trunkId: trunk.id, unbound: true, active: true, search: number.e164.slice(3) };
    assert.equal((await store.numbers.list(child, query)).length, 1);
    assert.equal(await store.numbers.count(child, { search: '%' }), 0, 'a sign of the pattern is a sign');
  });

  test('tools lie sealed; agents that use one, or a template, are found in working copy and production', async () => {
    const { store, organizationId } = await stored();
    const times = { createdAt: 1, updatedAt: 1 };
    const config: HttpTool = {
      ...{
        type: 'http',
        name: 'find',
        description: '',
        method: 'POST',
        url: 'https://x.example',
        timeout_ms: 1000,
      },
      auth: { type: 'bearer', token: 'hush' },
    };
    const tool: SavedTool = { id: ids.next(), organizationId, title: 'Find', config, ...times };
    await store.tools.insert(tool);
    const kept = await store.tools.get(organizationId, tool.id);
    assert.ok(kept?.config.type === 'http' && !JSON.stringify(kept).includes('hush'));
    assert.equal((await store.tools.list(organizationId, { limit: 5, type: 'http', search: 'IN' })).total, 1);
    assert.equal((await store.tools.list(organizationId, { limit: 5, type: 'mcp' })).total, 0);
    const template = {
      id: ids.next(),
      organizationId,
      name: 'T',
      description: '',
      settings: { summary: false },
      ...times,
    };
    await store.analysisTemplates.insert(template);
    assert.deepEqual(await store.analysisTemplates.list(organizationId, { limit: 5 }), {
      rows: [template],
      total: 1,
    });
    const agent = sampleAgent(organizationId);
    await store.agents.insert(agent);
    const used = {
      ...agent.config,
      tools: [{ type: 'saved', tool_id: spellNative('tool', tool.id) } as const],
      analysis: { template_id: spellNative('atpl', template.id) },
    };
    const version = {
      id: ids.next(),
      agentId: agent.id,
      organizationId,
      message: '',
      config: used,
      createdAt: 1,
    };
    await store.agents.insertVersion(version);
    assert.deepEqual(await store.tools.agentsOf(organizationId, tool.id, { limit: 5 }), []);
    await store.agents.setProduction(organizationId, agent.id, version.id, 2);
    assert.equal((await store.tools.agentsOf(organizationId, tool.id, { limit: 5 }))[0]?.id, agent.id);
    assert.equal(
      (await store.analysisTemplates.agentsOf(organizationId, template.id, { limit: 5 })).length,
      1,
    );
    assert.equal(
      (await store.agents.list(organizationId, { limit: 5, search: 'REM', byName: true })).length,
      1,
    );
    assert.equal(
      (await store.agents.updateVersion(organizationId, version.id, { name: 'May' }))?.name,
      'May',
    );
    assert.equal(await store.agents.remove(ids.next(), agent.id), false);
    assert.equal(await store.agents.remove(organizationId, agent.id), true);
    assert.equal(await store.agents.findVersion(organizationId, version.id), null);
  });

  test('a tool that is owed is taken once, put off, and over when it is finished', async () => {
    const { store, organizationId } = await stored();
    const [id, callId, nodeId] = [ids.next(), ids.next(), ids.next()];
    await store.dueTools.owe([{ id, callId, organizationId, place: 2 }], 10);
    const mine = (runs: readonly { id: string }[]) => runs.filter((run) => run.id === id);
    const [taken] = mine(await store.dueTools.claimDue(nodeId, 10, 50, 100));
    assert.deepEqual(taken, { id, callId, organizationId, place: 2, tries: 0 });
    assert.deepEqual(mine(await store.dueTools.claimDue(nodeId, 20, 50, 100)), []);
    await store.dueTools.postpone({ id, callId, organizationId, place: 2, tries: 0 }, 30, 1);
    const [again] = await store.dueTools.claimDue(nodeId, 30, 50, 100);
    assert.equal(again?.tries, 1);
    assert.equal(await store.dueTools.finish(id), true);
    assert.equal(await store.dueTools.finish(id), false);
  });

  test('usage is summed by day, agent and number in a time zone; figures count outcomes and hours', async () => {
    const { store, organizationId } = await stored();
    const at = Date.UTC(2026, 0, 31, 23, 30);
    const clock = new VirtualClock(at);
    const made = createIdSource(clock, seededRandom(5));
    const agentId = made.next();
    const cost = { currency: 'USD', total: 0.5, complete: true, priced_by: '2026-01-01', lines: [] };
    const plan = { ...sampleCall(organizationId).plan, agentId, agentName: 'Ann' };
    for (const [code, answered] of [
      ['completed', true],
      ['completed', true],
      ['no_answer', false],
    ] as const) {
      const call = sampleCall(organizationId, { id: made.next(), createdAt: at, plan });
      await store.calls.insert(call, []);
      const answeredAt = answered ? at + 1000 : null;
      const patch = {
        status: 'ended',
        outcome: outcome(code),
        answeredAt,
        endedAt: at + 61_000,
        cost,
      } as const;
      await store.calls.append(call.id, null, [], patch);
    }
    const range = { from: at - 1000, to: at + 1000, test: false };
    const { rows, total } = await store.usage.calls(organizationId, { ...range, limit: 2 });
    assert.deepEqual(
      [rows.length, total, rows[0]?.outcome, rows[1]?.durationMs],
      [2, 3, 'no_answer', 60_000],
    );
    const days = await store.usage.sums(organizationId, range, 'day', 'Europe/Madrid');
    assert.deepEqual(days, [
      {
        ...{ key: '2026-02-01', name: null, calls: 3, answered: 2, durationMs: 120_000 },
        cost: [{ currency: 'USD', total: 1.5, complete: true }],
      },
    ]);
    const months = await store.usage.sums(organizationId, range, 'month', 'UTC');
    assert.equal(months[0]?.key, '2026-01-01');
    const [agent] = await store.usage.sums(organizationId, { ...range, agentId }, 'agent', 'UTC');
    assert.deepEqual([agent?.key, agent?.name, agent?.calls], [agentId, 'Ann', 3]);
    assert.deepEqual(await store.usage.sums(organizationId, { ...range, test: true }, 'number', 'UTC'), []);
    const figures = await store.usage.figures(organizationId, range, 'Europe/Madrid');
    assert.deepEqual(figures.byOutcome, { completed: 2, no_answer: 1 });
    assert.deepEqual(figures.byHour, [{ hour: 0, calls: 3, answered: 2 }]);
    assert.deepEqual(figures.duration, { total: 120_000, mean: 60_000, p50: 60_000, p95: 60_000 });
    assert.equal((await store.usage.figures(ids.next(), range, 'UTC')).calls, 0);
  });

  test('what embedding models were used outside calls is summed by day, model and currency', async () => {
    const { store, organizationId } = await stored();
    const at = Date.UTC(2026, 0, 31, 23, 59);
    const used = { stage: 'embedding', provider: 'openai', model: 'm', unit: 'input-tokens' };
    const priced = { ...used, quantity: 1_000, unit_price: 0.02, per: 1_000_000, amount: 0.00002 };
    const cost = { currency: 'USD', total: 0, complete: true, priced_by: '2026-01-01' };
    const unpriced = { ...used, model: 'a', quantity: 5, unit_price: null, per: 1, amount: null };
    const add = (more: object, when: number) =>
      store.embeddingUsage.addEmbeddings(organizationId, { ...cost, lines: [priced], ...more }, when);
    await Promise.all(Array.from({ length: 4 }, () => add({ lines: [priced, unpriced] }, at)));
    await add({ currency: 'EUR' }, at + 60_000);
    const all = await store.embeddingUsage.embeddings(organizationId, at, at + 60_000);
    const { stage: _, ...row } = used;
    assert.deepEqual(all, [
      {
        ...{ ...row, day: '2026-01-31', model: 'a', quantity: 20 },
        cost: { currency: 'USD', total: 0, complete: false },
      },
      {
        ...{ ...row, day: '2026-01-31', quantity: 4_000 },
        cost: { currency: 'USD', total: 0.00008, complete: true },
      },
      {
        ...{ ...row, day: '2026-02-01', quantity: 1_000 },
        cost: { currency: 'EUR', total: 0.00002, complete: true },
      },
    ]);
    assert.equal((await store.embeddingUsage.embeddings(organizationId, at, at)).length, 2);
    assert.deepEqual(await store.embeddingUsage.embeddings(ids.next(), at, at + 60_000), []);
  });
}
