import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore } from '../../api/testing/memory-store.ts';
import { ScriptedHttp } from '../../conversation/testing.ts';
import { sampleCapabilities } from '../../domain/models/testing.ts';
import {
  NO_QUOTAS,
  type GeneratedCase,
  type AgentConfig,
  type Agent,
  type Organization,
  type SimulationCase,
} from '#domain';
import { createIdSource, seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { ChatEvent, ChatRequest, LlmModel } from '#models';
import { fixedModels } from '../call-models.ts';
import { Simulator } from './simulator.ts';

/** Answers by who is asked: the agent, the person, the judge or the writer. */
type Script = Readonly<Record<'agent' | 'person' | 'judge' | 'writer', (string | ChatEvent)[]>>;

function playing(script: Script) {
  const requests: { who: keyof Script; request: ChatRequest }[] = [];
  const llm: LlmModel = {
    ...{ contract: 1, provider: 'scripted', modelId: 'scripted' },
    async *chat(request) {
      const [first] = request.messages;
      const text = first?.content ?? '';
      const who = text.startsWith('You play')
        ? 'person'
        : text.startsWith('You judge')
          ? 'judge'
          : text.startsWith('You write a test')
            ? 'writer'
            : 'agent';
      requests.push({ who, request });
      const next = script[who].shift() ?? (who === 'person' ? '[HANG UP]' : 'Okay.');
      yield typeof next === 'string' ? { type: 'text-delta', text: next } : next;
      yield { type: 'finish', reason: typeof next === 'string' ? 'stop' : 'tool-calls' };
    },
    close: async () => {},
  };
  return { llm, requests };
}

const anna: Pick<SimulationCase, 'name' | 'persona' | 'criteria'> = {
  name: 'Anna moves her appointment',
  persona: 'You are Anna and want another day.',
  criteria: ['offers another day', 'says goodbye'],
};

async function rig(script: Partial<Script>, config: Partial<AgentConfig> = {}) {
  const clock = new VirtualClock();
  const random = seededRandom(1);
  const ids = createIdSource(clock, random);
  const organization: Organization = {
    ...{ id: ids.next(), parentId: null, name: 'Test', concurrency: 10, callsPerSecond: 5 },
    ...{ destinationAllow: [], defaultNumberId: null, quotas: NO_QUOTAS, requestsPerMinute: null },
    ...{ suppressOptOuts: true, createdAt: clock.now(), archivedAt: null },
  };
  const whole = memoryStore(organization);
  const contacts = { findByPhone: async () => null };
  const store = new Proxy(whole, {
    get: (target, name) =>
      name === 'contacts' ? contacts : name === 'phoneBooks' ? {} : target[name as keyof typeof target],
  });
  const { llm, requests } = playing({ agent: [], person: [], judge: [], writer: [], ...script });
  const http = new ScriptedHttp([{ status: 200, body: '{"free":"Tuesday"}' }]);
  const simulator = new Simulator({
    ...{ store, clock, ids, random, http, logger: silentLogger },
    models: fixedModels({ llm }, sampleCapabilities({ llmModel: 'scripted' })),
  });
  const at = clock.now();
  const agent: Agent = {
    ...{ id: ids.next(), organizationId: organization.id, productionVersionId: null },
    config: {
      ...{ name: 'Desk', prompt: 'Help {{who}}.', greeting: 'Hello, the clinic.', language: 'en-US' },
      ...{ interruptible: true, ...config },
    },
    ...{ createdAt: at, updatedAt: at },
  };
  await store.agents.insert(agent);
  const made: SimulationCase = {
    ...{ id: ids.next(), organizationId: organization.id, suiteId: null, ...anna, kind: 'custom' },
    ...{ passes: 'all', agentId: null, createdAt: at, updatedAt: at },
  };
  await store.simulations.cases.insert(made);
  const tenant = { organizationId: organization.id, mode: 'live', keyId: ids.next() } as const;
  return {
    ...{ simulator, store, requests, http, agent, made, tenant, clock, ids },
    /** Runs what is queued to its end. */
    async ended(id: SimulationCase['id']) {
      for (let i = 0; i < 2000; i++) {
        const run = await store.simulations.runs.get(tenant.organizationId, id);
        if (run && run.endedAt !== null) return run;
        await new Promise((resolve) => setImmediate(resolve));
        await clock.advance(1);
      }
      throw new Error('The simulation did not end.');
    },
  };
}

const call = (id: string, name: string): ChatEvent => ({
  ...{ type: 'tool-call', call: { id, name, arguments: '{}' } },
});
const code = (wanted: string) => (fault: { code?: string }) => fault.code === wanted;

const found = (...success: boolean[]): string =>
  JSON.stringify({ criteria: success.map((one) => ({ success: one, reason: 'It shows.' })) });

test('simulation: agent and person speak in turn until the person hangs up, then it is judged', async () => {
  const it = await rig({
    agent: ['Tuesday at ten is free.', 'Done. Goodbye, Anna.'],
    person: ['I need another day.', 'Yes, Tuesday. Bye. [HANG UP]'],
    judge: [found(true, true)],
  });
  const run = await it.simulator.run(it.tenant, {
    ...{ caseId: it.made.id, agentId: it.agent.id, variables: { who: 'Anna' } },
  });
  assert.equal(run.state, 'queued');
  const done = await it.ended(run.id);
  assert.deepEqual(
    done.turns.map(({ who, text }) => `${who}: ${text}`),
    [
      'agent: Hello, the clinic.',
      'person: I need another day.',
      'agent: Tuesday at ten is free.',
      'person: Yes, Tuesday. Bye.',
      'agent: Done. Goodbye, Anna.',
    ],
  );
  assert.deepEqual([done.state, done.endedBy, done.fault], ['completed', 'person-hung-up', null]);
  assert.deepEqual(done.verdict?.success, true);
  assert.equal(done.verdict?.criteria.length, 2);
  const agent = it.requests.find(({ who }) => who === 'agent')!.request;
  assert.match(JSON.stringify(agent.messages), /Help Anna\./);
  const person = it.requests.find(({ who }) => who === 'person')!.request.messages;
  assert.match(person[0]!.content, /You are Anna and want another day\./);
  assert.deepEqual(person.at(-1), { role: 'user', content: 'Hello, the clinic.' });
  await it.simulator.stop();
});

test('simulation: tools run, the agent may end the call, and one criterion may be enough', async () => {
  const it = await rig(
    {
      agent: [call('1', 'free_days'), 'Tuesday is free.', call('2', 'end_call')],
      person: ['Which day?', 'No, thank you.'],
      judge: ['no json', found(false, true)],
    },
    {
      tools: [
        {
          type: 'http',
          name: 'free_days',
          description: '',
          method: 'GET',
          url: 'https://a.test/',
          timeout_ms: 1000,
        },
        { type: 'end_call' },
      ],
    },
  );
  await it.store.simulations.cases.update(it.tenant.organizationId, it.made.id, { passes: 'any' }, 1);
  const run = await it.simulator.run(it.tenant, { caseId: it.made.id, agentId: it.agent.id });
  const done = await it.ended(run.id);
  assert.equal(done.fault, null);
  assert.deepEqual([done.state, done.endedBy, done.tools], ['completed', 'end-call-tool', ['free_days']]);
  assert.equal(it.http.requests.length, 1);
  assert.deepEqual(done.verdict?.success, true);
  await it.simulator.stop();
});

test('simulation: it stops after so many things said, and a verdict that cannot be read is a failure', async () => {
  const it = await rig({ person: Array.from({ length: 9 }, () => 'And then?'), judge: ['no', 'no'] });
  const run = await it.simulator.run(it.tenant, { caseId: it.made.id, agentId: it.agent.id, maxTurns: 2 });
  const done = await it.ended(run.id);
  assert.deepEqual(
    [done.state, done.endedBy, done.fault?.code],
    ['failed', 'max-turns', 'verdict-unreadable'],
  );
  assert.equal(done.turns.filter(({ who }) => who === 'person').length, 2);
  await it.simulator.stop();
});

test('simulation: a suite runs its cases in one session in its language; what is missing is told', async () => {
  const it = await rig({ judge: [found(true, true), found(true, false)] });
  const { organizationId } = it.tenant;
  const suite = {
    ...{ id: it.ids.next(), organizationId, name: 'S', agentId: it.agent.id, language: 'de-DE' },
    ...{ createdAt: 1, updatedAt: 1 },
  };
  await it.store.simulations.suites.insert(suite);
  await assert.rejects(it.simulator.execute(it.tenant, suite.id, 5), code('simulation-suite-empty'));
  for (const name of ['one', 'two'])
    await it.store.simulations.cases.insert({ ...it.made, id: it.ids.next(), suiteId: suite.id, name });
  const { runs } = await it.simulator.execute(it.tenant, suite.id, 5);
  assert.deepEqual(
    runs.map(({ caseName, language }) => [caseName, language]),
    [
      ['one', 'de-DE'],
      ['two', 'de-DE'],
    ],
  );
  for (const { id } of runs) await it.ended(id);
  const session = await it.store.simulations.runs.session(organizationId, runs[0]!.sessionId);
  assert.deepEqual([session?.total, session?.completed], [2, 2]);
  const person = it.requests.find(({ who }) => who === 'person')!.request.messages[0]!.content;
  assert.match(person, /the language de-DE/);
  const wish = { caseId: it.made.id, agentId: it.agent.id };
  const nobody = it.ids.next();
  await assert.rejects(
    it.simulator.run(it.tenant, { ...wish, caseId: nobody }),
    code('simulation-case-unknown'),
  );
  await assert.rejects(it.simulator.run(it.tenant, { ...wish, agentId: nobody }), code('agent-unknown'));
  await assert.rejects(
    it.simulator.run(it.tenant, { ...wish, sessionId: nobody }),
    code('simulation-session-unknown'),
  );
  await it.simulator.stop();
});

test('simulation: cases are written from the agent, one a topic; an unreadable one is told', async () => {
  const it = await rig({ writer: [JSON.stringify(anna), 'no', 'still no'] });
  const topics = [
    { name: 'angry_user', about: 'An angry person.' },
    { name: 'task_completion', about: 'The task.' },
  ];
  const wish = { agentId: it.agent.id, suiteId: null, topics };
  const made: GeneratedCase[] = [];
  for await (const one of await it.simulator.generate(it.tenant, wish, new AbortController().signal))
    made.push(one);
  assert.deepEqual(
    made.map((one) => [one.topic, 'made' in one]),
    [
      ['angry_user', true],
      ['task_completion', false],
    ],
  );
  const { rows } = await it.store.simulations.cases.list(it.tenant.organizationId, {
    limit: 9,
    kind: 'agent_based',
  });
  assert.deepEqual(
    rows.map(({ name, agentId }) => [name, agentId]),
    [[anna.name, it.agent.id]],
  );
  assert.match(JSON.stringify(it.requests[0]!.request.messages), /An angry person\.[\s\S]*Help \{\{who\}\}/);
});
