/** Each language model against a local server that speaks its vendor's protocol: answers, tools, and every fault. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import { ModelError, type ChatEvent, type ChatMessage, type ChatRequest, type LlmModel } from '#models';
import { createAnthropicLlm, createGeminiLlm, createPresetLlm } from '#providers';
import {
  LLM_KEY,
  LLM_USAGE,
  llmVendors,
  startLlmServer,
  type LlmFault,
  type LlmScript,
  type LlmVendor,
} from './index.ts';

type Factory = (options: Parameters<typeof createAnthropicLlm>[0]) => LlmModel;
const factories: Record<LlmVendor, Factory> = {
  anthropic: createAnthropicLlm,
  gemini: createGeminiLlm,
  openai: (options) => createPresetLlm('openai', options),
};
const tools = [
  {
    name: 'book',
    description: 'Books.',
    parameters: { type: 'object', properties: { day: { type: 'integer' } } },
  },
  { name: 'end_call', description: 'Ends.', parameters: { type: 'object', properties: {} } },
];
const finish = (reason: string) => ({
  type: 'finish',
  reason,
  inputTokens: LLM_USAGE.input,
  cachedTokens: LLM_USAGE.cached,
  outputTokens: LLM_USAGE.output,
});

async function setUp(context: TestContext, vendor: LlmVendor, script: LlmScript, apiKey = LLM_KEY) {
  const server = await startLlmServer(vendor, script);
  context.after(() => server.stop());
  const clock = new VirtualClock();
  const llm = factories[vendor]({ apiKey, url: server.url, clock, logger: silentLogger });
  const chat = async (request: Partial<ChatRequest> = {}, signal = new AbortController().signal) => {
    const events: ChatEvent[] = [];
    const full = { messages: [{ role: 'user' as const, content: 'Hi' }], tools: [], ...request };
    for await (const event of llm.chat(full, signal)) events.push(event);
    return events;
  };
  /** Nothing is left running on either side. */
  const quiet = async (): Promise<void> => {
    await server.idle();
    assert.equal(clock.timers, 0);
  };
  return { server, clock, llm, chat, quiet };
}

const text = (events: readonly ChatEvent[]) =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');

for (const vendor of llmVendors) {
  test(`${vendor}: words as they come, their cost, one connection for all`, async (context) => {
    const { server, llm, chat, quiet } = await setUp(context, vendor, [
      { text: 'Hello there, how are you?' },
    ]);
    await llm.warm!();
    for (const _ of [1, 2, 3]) {
      await new Promise((resolve) => setImmediate(resolve));
      const events = await chat({ temperature: 0.4, maxTokens: 80, tools });
      assert.equal(text(events), 'Hello there, how are you?');
      assert.equal(events.length, 6);
      assert.deepEqual(events.at(-1), finish('stop'));
    }
    assert.equal(server.connections, 1);
    await quiet();
  });

  test(`${vendor}: two tools and their results, over several turns`, async (context) => {
    const { server, chat, quiet } = await setUp(context, vendor, [
      {
        text: 'One moment.',
        calls: [
          { name: 'book', arguments: { day: 2 } },
          { name: 'end_call', arguments: {} },
        ],
      },
      { text: 'It is booked.' },
      { text: 'Bye.' },
    ]);
    const messages: ChatMessage[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'Tuesday, please.' },
    ];
    const first = await chat({ messages, tools });
    assert.equal(text(first), 'One moment.');
    assert.deepEqual(first.at(-1), finish('tool-calls'));
    const toolCalls = first.flatMap((event) => (event.type === 'tool-call' ? [event.call] : []));
    assert.deepEqual(
      toolCalls.map((call) => [call.name, JSON.parse(call.arguments)]),
      [
        ['book', { day: 2 }],
        ['end_call', {}],
      ],
    );
    messages.push(
      { role: 'assistant', content: 'One moment.', toolCalls },
      { role: 'tool', toolCallId: toolCalls[0]!.id, content: 'done' },
      { role: 'tool', toolCallId: toolCalls[1]!.id, content: 'refused' },
    );
    assert.equal(text(await chat({ messages, tools })), 'It is booked.');
    messages.push({ role: 'assistant', content: 'It is booked.' }, { role: 'user', content: 'Thanks.' });
    assert.equal(text(await chat({ messages, tools })), 'Bye.');
    assert.match(JSON.stringify(server.requests[1]!.body), /done.*refused/);
    await quiet();
  });

  test(`${vendor}: an answer by a schema, a cut one, a filtered one`, async (context) => {
    const { server, chat } = await setUp(context, vendor, [
      { text: '{"day":2}' },
      { text: 'And so', reason: 'length' },
      { reason: 'filter' },
    ]);
    const schema = {
      type: 'object',
      properties: { day: { type: ['integer', 'null'], minimum: 1 }, kind: { const: 'visit' } },
      required: ['day'],
    };
    assert.equal(text(await chat({ schema })), '{"day":2}');
    assert.match(JSON.stringify(server.requests[0]!.body), /visit/);
    assert.deepEqual((await chat()).at(-1), finish('length'));
    assert.deepEqual(await chat(), [finish('filter')]);
  });

  test(`${vendor}: every fault is one error of its kind, and leaves nothing open`, async (context) => {
    const faults: readonly (readonly [LlmFault, string, number?])[] = [
      [{ status: 429 }, 'rate-limit', 429],
      [{ status: 403 }, 'auth', 403],
      [{ status: 400 }, 'bad-request', 400],
      [{ status: vendor === 'anthropic' ? 529 : 500 }, 'unavailable', vendor === 'anthropic' ? 529 : 500],
      ['break-off', 'connectivity'],
      ['malformed', 'protocol'],
      ['error-event', 'unavailable'],
    ];
    for (const [fault, kind, status] of faults) {
      const { clock, chat, quiet } = await setUp(context, vendor, [{ text: 'Half of this is told.', fault }]);
      const failure = assert.rejects(chat(), (thrown) => {
        assert.ok(thrown instanceof ModelError, String(thrown));
        assert.deepEqual([thrown.fault, thrown.httpStatus, thrown.provider], [kind, status, vendor]);
        assert.ok(!`${thrown.message}${thrown.stack}`.includes(LLM_KEY));
        return true;
      });
      // Where a second try is made, its wait passes.
      if (status === 429) while (await pending(failure)) await clock.advance(250);
      await failure;
      await quiet();
    }
  });

  test(`${vendor}: a wrong key, a silent server, a stalled answer, an abort`, async (context) => {
    const wrong = await setUp(context, vendor, [{ text: 'Hi' }], 'wrong-key');
    await assert.rejects(wrong.chat(), { fault: 'auth' });

    const silent = await setUp(context, vendor, [{ fault: 'silence' }]);
    const late = assert.rejects(silent.chat(), { fault: 'timeout' });
    await silent.server.asked(1);
    await silent.clock.advance(8000);
    await late;
    await silent.quiet();

    const stalled = await setUp(context, vendor, [{ text: 'One two three four five', stalls: true }]);
    const answer = stalled.llm.chat({ messages: [], tools: [] }, new AbortController().signal);
    const stream = answer[Symbol.asyncIterator]();
    assert.deepEqual((await stream.next()).value, { type: 'text-delta', text: 'One' });
    const rest = assert.rejects(
      async () => {
        while (!(await stream.next()).done);
      },
      { fault: 'timeout' },
    );
    while (await pending(rest)) await stalled.clock.advance(5000);
    await rest;
    await stalled.quiet();

    const stop = new AbortController();
    const aborted = assert.rejects(stalled.chat({}, stop.signal), { fault: 'aborted' });
    await stalled.server.asked(2);
    stop.abort();
    await aborted;
    await stalled.quiet();
    for await (const _ of stalled.llm.chat({ messages: [], tools: [] }, new AbortController().signal)) break;
    await stalled.quiet();
    const closed = assert.rejects(stalled.chat(), { fault: 'aborted' });
    await stalled.server.asked(4);
    await stalled.llm.close();
    await closed;
  });
}

/** Whether it has not ended yet, a turn of the loop from now. */
async function pending(work: Promise<unknown>): Promise<boolean> {
  const turn = new Promise((resolve) => setImmediate(resolve, 'pending'));
  return (await Promise.race([work.catch(() => null), turn])) === 'pending';
}
