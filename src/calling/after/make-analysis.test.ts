/** Owed analyses whose model fails: put off, made of the slots in the end, given back, or overtaken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, DEFAULT_PRICES, endWith, type Call, type CallPatch, type DueAnalysis } from '#domain';
import { createIdSource, seededRandom, silentLogger, VirtualClock } from '#kernel';
import { ModelError, type ChatEvent, type LlmModel, type ModelFault, type ModelUsage } from '#models';
import type { EngineOptions } from '../options.ts';
import { makeAnalysis } from './make-analysis.ts';
import { telephonyOf } from './telephony-use.ts';

const clock = new VirtualClock();
const ids = createIdSource(clock, seededRandom(3));
const turn = (who: 'agent' | 'callee') => ({ who, text: 'Hi.', startMs: 0, endMs: 1, interrupted: false });
const call = {
  ...{
    id: ids.next(),
    organizationId: ids.next(),
    person: {},
    outcome: endWith('agent-hung-up', 'conversation'),
  },
  plan: {
    agentName: 'A',
    config: { name: 'A', prompt: 'P', language: 'en-US', interruptible: true, analysis: {} },
    variables: {},
    context: null,
  },
  turns: [turn('agent'), turn('callee')],
  cost: costOf([], DEFAULT_PRICES),
} as unknown as Call;
const tokens: ModelUsage = {
  ...{ stage: 'llm', provider: 'openai', model: 'gpt-4.1', unit: 'input-tokens', quantity: 1_000_000 },
};

type Answer = string | ModelFault;

const due = (tries: number): DueAnalysis => ({
  ...{ callId: call.id, organizationId: call.organizationId, run: ids.next(), settings: null, tries },
});

function rig(answer: () => Answer, isOvertaken = false) {
  const postponed: { dueAt: number; tries: number }[] = [];
  const patches: CallPatch[] = [];
  const types: string[] = [];
  const llm: LlmModel = {
    ...{ contract: 1, provider: 'openai', modelId: 'gpt-4.1' },
    async *chat(): AsyncIterable<ChatEvent> {
      const given = answer();
      if (!given.startsWith('{'))
        throw new ModelError({ provider: 'openai', fault: given as ModelFault, message: `It is ${given}.` });
      yield { type: 'text-delta', text: given };
      yield { type: 'finish', reason: 'stop' };
    },
    close: async () => {},
  };
  const store = {
    calls: {
      get: async () => call,
      lock: async () => call,
      events: async () => [],
      index: async () => {},
      append: async (_id: string, _node: null, events: { type: string }[], patch: CallPatch) => {
        types.push(...events.map(({ type }) => type));
        patches.push(patch);
        return 1;
      },
    },
    analyses: {
      postpone: async (_due: DueAnalysis, dueAt: number, tries: number) =>
        void postponed.push({ dueAt, tries }),
      finish: async () => !isOvertaken,
    },
    prices: { get: async () => null },
    transaction: async (work: (tx: unknown) => Promise<unknown>) => work(store),
    notify: () => {},
  };
  const models = { forCall: async () => ({ llm, usage: () => [tokens], close: async () => {} }) };
  const options = { store, models, clock, logger: silentLogger } as unknown as EngineOptions;
  const make = (tries = 0, stop = new AbortController().signal) => makeAnalysis(due(tries), options, stop);
  return { make, postponed, patches, types };
}

test('a failure that may pass is tried again after 1, 4 and 20 s; then the slots serve', async () => {
  const { make, postponed, patches } = rig(() => 'unavailable');
  const now = clock.now();
  for (const tries of [0, 1, 2]) assert.equal(await make(tries), false);
  assert.deepEqual(
    postponed.map(({ dueAt, tries }) => [dueAt - now, tries]),
    [
      [1_000, 1],
      [4_000, 2],
      [20_000, 3],
    ],
  );
  assert.equal(patches.length, 0);
  assert.equal(await make(3), true);
  const { analysis, cost } = patches[0]!;
  assert.deepEqual([analysis?.by, analysis?.fault, cost], ['slots', 'It is unavailable.', undefined]);
});

test('a refused key is not tried again', async () => {
  const { make, postponed, patches } = rig(() => 'auth');
  assert.equal(await make(), true);
  assert.deepEqual([postponed, patches[0]!.analysis?.fault], [[], 'It is auth.']);
});

test('two answers that cannot be read: the slots, the fault, and what it cost all the same', async () => {
  const { make, patches, types } = rig(() => '{"summary": 5}');
  assert.equal(await make(), true);
  const { analysis, cost } = patches[0]!;
  assert.equal(analysis?.by, 'slots');
  assert.match(analysis.fault!, /could not be read: summary must be/);
  assert.deepEqual([cost?.total, cost?.lines[0]?.stage], [2, 'analysis']);
  assert.deepEqual(types, ['analysis-finished', 'cost-computed']);
});

test('a node that gives up its work gives it back as it was', async () => {
  const stop = new AbortController();
  const { make, postponed, patches } = rig(() => {
    stop.abort();
    return 'aborted';
  });
  assert.equal(await make(2, stop.signal), false);
  assert.deepEqual([postponed, patches], [[{ dueAt: clock.now(), tries: 2 }], []]);
});

test('an answer to a request that was overtaken is not kept', async () => {
  const { make, patches } = rig(() => '{"summary":"S"}', true);
  assert.equal(await make(), false);
  assert.deepEqual(patches, []);
});

test('what a call used of its trunk: begun seconds from the answer, by the number called', () => {
  const used = { test: false, trunkId: null, direction: 'outbound', to: '+34600111222' } as const;
  const [line] = telephonyOf(used, 1_000, 62_001);
  assert.deepEqual(
    [line?.provider, line?.model, line?.unit, line?.quantity],
    ['sip', '+34600111222', 'seconds', 62],
  );
  assert.equal(telephonyOf({ ...used, direction: 'inbound' }, 0, 1)[0]?.model, 'inbound');
  assert.deepEqual(telephonyOf({ ...used, test: true }, 0, 1), []);
  assert.deepEqual(telephonyOf(used, null, 1), []);
});
