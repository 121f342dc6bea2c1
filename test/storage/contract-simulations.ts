/** What every database must do with simulations. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SimulationCase, SimulationRun, SimulationSuite } from '#domain';
import type { Id } from '#kernel';
import type { Stored } from './contract.ts';
import { ids } from './samples.ts';

const sampleSuite = (organizationId: Id): SimulationSuite => ({
  ...{ id: ids.next(), organizationId, name: 'Nightly', agentId: ids.next(), language: 'en-US' },
  ...{ createdAt: 5, updatedAt: 5 },
});

const sampleCase = (organizationId: Id, more: Partial<SimulationCase> = {}): SimulationCase => ({
  ...{ id: ids.next(), organizationId, suiteId: null, name: 'Angry 100%', persona: 'You are angry.' },
  ...{ kind: 'custom', criteria: ['stays calm'], passes: 'all', agentId: null, createdAt: 5, updatedAt: 5 },
  ...more,
});

const sampleRun = (of: SimulationCase, sessionId: Id): SimulationRun => ({
  ...{ id: ids.next(), organizationId: of.organizationId, sessionId, suiteId: of.suiteId, caseId: of.id },
  ...{ caseName: of.name, persona: of.persona, criteria: of.criteria, passes: of.passes },
  ...{ agentId: ids.next(), agentName: 'A', variables: { n: 1 }, language: null, maxTurns: 20 },
  ...{ state: 'queued', turns: [], tools: [], endedBy: null, verdict: null, fault: null },
  ...{ createdAt: 5, endedAt: null, updatedAt: 5 },
});

export function simulationContract(stored: Stored): void {
  test('simulations: cases and suites are scoped, filtered and changed; a suite takes its cases along', async () => {
    const { store, organizationId } = await stored();
    const { cases, suites, scenarios } = store.simulations;
    const suite = sampleSuite(organizationId);
    await suites.insert(suite);
    const [one, two] = [
      sampleCase(organizationId),
      sampleCase(organizationId, { suiteId: suite.id, name: 'B' }),
    ];
    await cases.insert(one);
    await cases.insert(two);
    const [query, other] = [{ limit: 10 }, ids.next()];
    assert.deepEqual(await cases.list(organizationId, query), { rows: [two, one], total: 2 });
    assert.deepEqual((await cases.list(organizationId, { ...query, search: '0%' })).rows, [one]);
    assert.deepEqual((await cases.list(organizationId, { ...query, suiteId: suite.id })).rows, [two]);
    assert.deepEqual((await cases.list(organizationId, { ...query, kind: 'agent_based' })).total, 0);
    assert.deepEqual((await cases.list(other, query)).total, 0);
    assert.equal(await cases.get(other, one.id), null);
    assert.equal(await cases.update(other, one.id, { name: 'x' }, 9), null);
    const changed = await cases.update(organizationId, one.id, { criteria: ['a', 'b'], passes: 'any' }, 9);
    assert.deepEqual(changed, { ...one, criteria: ['a', 'b'], passes: 'any', updatedAt: 9 });
    const bySuite = async (more: object) => (await suites.list(organizationId, { ...query, ...more })).total;
    assert.deepEqual(
      [
        await bySuite({ agentIds: [suite.agentId] }),
        await bySuite({ agentIds: [] }),
        await bySuite({ from: 6 }),
      ],
      [1, 0, 0],
    );
    assert.equal((await suites.update(organizationId, suite.id, { name: 'N' }, 9))!.name, 'N');
    assert.equal(await suites.remove(other, suite.id), false);
    assert.equal(await suites.remove(organizationId, suite.id), true);
    assert.equal(await cases.get(organizationId, two.id), null);
    assert.equal(await cases.remove(organizationId, one.id), true);
    const scenario = {
      id: ids.next(),
      organizationId,
      name: 'S',
      description: 'd',
      createdAt: 5,
      updatedAt: 5,
    };
    await scenarios.insert(scenario);
    assert.deepEqual(await scenarios.list(organizationId, query), { rows: [scenario], total: 1 });
    assert.equal(
      (await scenarios.update(organizationId, scenario.id, { description: 'e' }, 9))!.description,
      'e',
    );
    assert.equal(await scenarios.remove(organizationId, scenario.id), true);
  });

  test('simulations: a run is claimed once, due again when its node is lost, and ends once', async () => {
    const { store, organizationId } = await stored();
    const { runs } = store.simulations;
    const session = ids.next();
    const [one, two] = [1, 2].map(() => sampleRun(sampleCase(organizationId), session)) as [
      SimulationRun,
      SimulationRun,
    ];
    await runs.insert([one, two]);
    assert.deepEqual(await runs.get(organizationId, one.id), one);
    assert.ok((await runs.nextDueAt())! <= 5);
    const claimed = async (now: number) =>
      (await runs.claimDue(now, 1000, 500)).filter((run) => run.organizationId === organizationId);
    assert.deepEqual(
      (await claimed(10)).map(({ state }) => state),
      ['running', 'running'],
    );
    assert.deepEqual(await claimed(500), []);
    const end = {
      state: 'completed' as const,
      turns: [{ who: 'agent' as const, text: 'Hi', atMs: 0 }],
      ...{ tools: ['look_up'], endedBy: 'person-hung-up', fault: null },
      verdict: { success: true, criteria: [{ success: true, reason: 'It did.' }] },
    };
    assert.equal(await runs.finish(one.id, end, 600), true);
    assert.equal(await runs.finish(one.id, end, 700), false);
    assert.deepEqual(await runs.get(organizationId, one.id), {
      ...one,
      ...end,
      endedAt: 600,
      updatedAt: 600,
    });
    assert.deepEqual(
      (await claimed(2000)).map(({ id }) => id),
      [two.id],
    );
    const counted = { id: session, suiteId: null, total: 2, completed: 1, failed: 0, createdAt: 5 };
    assert.deepEqual(await runs.sessions(organizationId, { limit: 5 }), { rows: [counted], total: 1 });
    assert.deepEqual(await runs.session(organizationId, session), counted);
    assert.equal(await runs.session(ids.next(), session), null);
    const states = { limit: 5, sessionId: session, states: ['completed' as const] };
    assert.equal((await runs.list(organizationId, states)).total, 1);
    assert.equal(await runs.get(ids.next(), one.id), null);
    await runs.finish(two.id, { ...end, state: 'failed' }, 3000);
    assert.equal(await runs.remove(organizationId, two.id), true);
  });
}
