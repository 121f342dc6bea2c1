/** Tools owed after a call: run once, tried again while their server is not well, refused with a reason. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endWith, type Call, type DueTool, type HttpTool, type NewEvent } from '#domain';
import { createIdSource, seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { ChatEvent, HttpRequest } from '#models';
import { createToolRunner, oweTools } from './after-call.ts';

const crm: HttpTool = {
  ...{ type: 'http', name: 'crm', description: 'Takes notes.', method: 'POST', timeout_ms: 1_000 },
  ...{ url: 'https://crm.example/notes', when: 'after', arguments: { outcome: '{{call.outcome}}' } },
};
const lookup: HttpTool = { ...crm, name: 'lookup', when: 'before' };

interface World {
  readonly tool?: HttpTool;
  /** Of the tool's server. */
  readonly status?: number;
  /** Of the language model; null: there is none. */
  readonly says?: string | null;
  readonly tries?: number;
}

async function run({ tool = crm, status = 200, says = null, tries = 0 }: World) {
  const clock = new VirtualClock();
  const ids = createIdSource(clock, seededRandom(2));
  const call = {
    ...{ id: ids.next(), organizationId: ids.next(), direction: 'outbound', to: '+34600111222' },
    ...{ plan: { config: { tools: [lookup, tool] }, variables: {} }, outcome: endWith('busy', 'ringing') },
    ...{ answeredAt: 1, endedAt: 2, turns: [] },
  } as unknown as Call;
  const owed: DueTool[] = [];
  const dueTools = { owe: async (runs: readonly DueTool[]) => void owed.push(...runs) };
  await oweTools({ dueTools } as never, call, ids, clock.now());
  const [due] = owed.splice(0).map((one) => ({ ...one, tries }));
  const waiting = [due!];
  const asked: HttpRequest[] = [];
  const told: NewEvent[] = [];
  const postponed: [number, number][] = [];
  const store = {
    calls: {
      get: async () => call,
      events: async () => [],
      append: async (_id: string, _node: null, events: readonly NewEvent[]) => told.push(...events),
    },
    dueTools: {
      claimDue: async () => waiting.splice(0),
      nextDueAt: async () => null,
      finish: async () => true,
      postpone: async (_due: DueTool, at: number, count: number) => postponed.push([at - clock.now(), count]),
    },
    transaction: async (work: (tx: unknown) => Promise<unknown>) => work(store),
    notify: () => {},
  };
  const llm = says === null ? null : { chat: () => answering(says) };
  const http = {
    request: async (request: HttpRequest) => {
      asked.push(request);
      return { status, body: '{"noted":true}', headers: {} };
    },
  };
  const models = { forCall: async () => ({ llm, close: async () => {} }) };
  const loop = createToolRunner({ store, http, models, clock, logger: silentLogger } as never);
  loop.wake();
  for (let n = 0; n < 50; n++) await clock.advance(0);
  await loop.stop();
  return { asked, postponed, place: due!.place, told: told.map(({ data }) => data) };
}

async function* answering(text: string): AsyncIterable<ChatEvent> {
  yield { type: 'text-delta', text };
  yield { type: 'finish', reason: 'stop' };
}

test('what runs after a call is owed alone, and runs with what came of the call', async () => {
  const { asked, told, place } = await run({});
  assert.equal(place, 1, 'the one before the call is not owed');
  assert.deepEqual(JSON.parse(asked[0]!.body as string), { outcome: 'busy' });
  assert.deepEqual(told, [
    { tool: 'crm', when: 'after', ok: true, detail: told[0]!['detail'], result: { noted: true } },
  ]);
});

test('a server that is not well is asked again after 5, 30 and 120 s; a refusal is final', async () => {
  for (const [tries, wait] of [5_000, 30_000, 120_000].entries()) {
    const { postponed, told } = await run({ status: 503, tries });
    assert.deepEqual([postponed, told], [[[wait, tries + 1]], []]);
  }
  for (const world of [{ status: 503, tries: 3 }, { status: 422 }]) {
    const { postponed, told } = await run(world);
    assert.deepEqual([postponed, told[0]!['ok']], [[], false]);
    assert.match(String(told[0]!['detail']), new RegExp(`HTTP ${world.status}`));
  }
});

test('a condition that is not met is as it should be; no answer to it is a failure; neither asks the server', async () => {
  const tool = { ...crm, condition: 'They want a note.' };
  for (const [says, ok, detail] of [
    ['{"run":false}', true, 'condition-not-met'],
    ['{"run":"perhaps"}', false, 'condition-not-met'],
    ['I am sorry.', false, 'the language model gave no answer that can be read'],
    [null, false, 'no-language-model'],
  ] as const) {
    const { asked, told } = await run({ tool, says });
    assert.deepEqual([asked, told[0]!['ok'], told[0]!['detail']], [[], ok, detail], String(says));
  }
  assert.equal((await run({ tool, says: '{"run":true}' })).asked.length, 1);
});
