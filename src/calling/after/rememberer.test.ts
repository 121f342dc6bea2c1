/** Owed memories: kept with what they cost, put off while the model fails, given up with a reason. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, DEFAULT_PRICES, type Call, type CallPatch, type DueMemory, type NewEvent } from '#domain';
import { createIdSource, seededRandom, silentLogger, VirtualClock } from '#kernel';
import { ModelError, type ChatEvent, type ChatRequest, type ModelFault } from '#models';
import { createRememberer } from './rememberer.ts';

const PHONE = '+34600111222';
const turn = { who: 'callee', text: 'I like tea.', startMs: 0, endMs: 1, interrupted: false };

/** One owed memory, and a model that answers so. */
async function rig(answer: string | ModelFault, more: Partial<Call> = {}, tries = 0) {
  const clock = new VirtualClock();
  const ids = createIdSource(clock, seededRandom(4));
  const [callId, organizationId, storeId, contactId] = [ids.next(), ids.next(), ids.next(), ids.next()];
  const call = {
    ...{ id: callId, organizationId, direction: 'outbound', to: PHONE, from: null, person: { name: 'Ana' } },
    plan: {
      config: { language: 'en-US' },
      memory: { stores: [storeId], write: true },
      models: { stt: [], tts: [], llm: [{}], realtime: null },
    },
    ...{ turns: [turn], cost: costOf([], DEFAULT_PRICES) },
    ...more,
  } as unknown as Call;
  const kept: unknown[] = [];
  const told: { events: readonly NewEvent[]; patch: CallPatch }[] = [];
  const postponed: [number, number][] = [];
  const asked: ChatRequest[] = [];
  let owed: DueMemory[] = [{ callId, organizationId, tries }];
  const store = {
    calls: {
      get: async () => call,
      lock: async () => call,
      append: async (_id: string, _node: null, events: readonly NewEvent[], patch: CallPatch) =>
        told.push({ events, patch }),
    },
    memories: {
      claimDue: async () => owed.splice(0),
      nextDueAt: async () => null,
      getMany: async () => [{ id: storeId, instructions: 'Drinks.' }],
      recallAll: async () => [{ facts: ['Lives in Delft.'] }],
      keep: async (_organization: string, memory: unknown) => kept.push(memory),
      finish: async () => true,
      postpone: async (_id: string, at: number, count: number) => postponed.push([at - clock.now(), count]),
    },
    contacts: {
      findByPhone: async () => ({ id: contactId }),
      upsert: async () => ({ contact: { id: contactId } }),
    },
    prices: { get: async () => null },
    transaction: async (work: (tx: unknown) => Promise<unknown>) => work(store),
    notify: () => {},
  };
  const llm = {
    async *chat(request: ChatRequest): AsyncIterable<ChatEvent> {
      asked.push(request);
      if (!answer.startsWith('{'))
        throw new ModelError({ provider: 'p', fault: answer as ModelFault, message: `It is ${answer}.` });
      yield { type: 'text-delta', text: answer };
      yield { type: 'finish', reason: 'stop' };
    },
  };
  const usage = {
    ...{ stage: 'llm', provider: 'openai', model: 'gpt-4.1', unit: 'input-tokens', quantity: 1_000_000 },
  };
  const models = { forCall: async () => ({ llm, usage: () => [usage], close: async () => {} }) };
  const loop = createRememberer({ store, models, clock, ids, logger: silentLogger } as never);
  loop.wake();
  for (let n = 0; n < 50; n++) await clock.advance(0);
  await loop.stop();
  owed = [];
  return { kept, told, postponed, asked, storeId, contactId };
}

test('what the model says is kept of the person, and is a line of the call’s cost', async () => {
  const { kept, told, asked, storeId, contactId } = await rig('{"facts":["Likes tea.","Likes tea."," "]}');
  assert.equal(kept.length, 1);
  const [memory] = kept as Record<string, unknown>[];
  assert.deepEqual(
    [memory!['storeId'], memory!['contactId'], memory!['facts']],
    [storeId, contactId, ['Likes tea.']],
  );
  const { events, patch } = told[0]!;
  assert.deepEqual(
    events.map(({ type }) => type),
    ['memory-written', 'cost-computed'],
  );
  assert.deepEqual(events[0]!.data, { facts: 1 });
  assert.deepEqual([patch.cost?.lines[0]?.stage, patch.cost?.total], ['memory', 2]);
  const [system, record] = asked[0]!.messages.map((message) => JSON.stringify(message));
  assert.match(system!, /worth remembering: Drinks/);
  assert.match(record!, /Lives in Delft.*I like tea/);
});

test('a failure that may pass is tried again after 2, 10 and 60 s, then told; a refused key at once', async () => {
  for (const [tries, wait] of [2_000, 10_000, 60_000].entries()) {
    const { postponed, told } = await rig('unavailable', {}, tries);
    assert.deepEqual([postponed, told], [[[wait, tries + 1]], []]);
  }
  for (const [answer, tries] of [
    ['unavailable', 3],
    ['auth', 0],
  ] as const) {
    const { postponed, told, kept } = await rig(answer, {}, tries);
    assert.deepEqual([postponed, kept], [[], []]);
    assert.deepEqual(told[0]!.events, [
      { ...told[0]!.events[0]!, type: 'memory-failed', data: { detail: `It is ${answer}.` } },
    ]);
  }
});

test('an answer that is none is told, and costs; without number or words nobody is asked', async () => {
  const { told, kept } = await rig('{"facts":"tea"}');
  assert.deepEqual([kept, told[0]!.events.map(({ type }) => type)], [[], ['memory-failed', 'cost-computed']]);
  for (const more of [{ to: 'sip:bob@x.test' }, { turns: [] }]) {
    const silent = await rig('{"facts":[]}', more as Partial<Call>);
    assert.deepEqual([silent.asked, silent.told], [[], []]);
  }
});
