/** A prompt agent with a language model's server, a phone that talks, tools behind the guard, and a model that fails. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { speechLevel } from '../peers/listen.ts';
import { startLlm, type ChatReply, type ChatCompletionRequest, type LlmServer } from '../peers/llm-server.ts';
import { runParley, type Client } from './parley.ts';
import { answerQuestions, eventsOf, recordingOf, until } from './recorded.ts';

const END = { name: 'end_call', arguments: {} };

interface Stage {
  readonly client: Client;
  readonly llm: LlmServer;
  readonly phone: BaresipPeer;
  /** Calls the phone. @returns the call's id */
  call(agent: Record<string, unknown>): Promise<string>;
}

async function stage(
  context: TestContext,
  answer: (request: ChatCompletionRequest, index: number) => ChatReply,
  allowNetworks: readonly string[] = [],
): Promise<Stage> {
  const llm = await startLlm(answer);
  context.after(() => llm.stop());
  const phone = await startBaresip({ codec: 'PCMU' });
  context.after(() => phone.stop());
  const running = await runParley({
    llm: { url: llm.url, key: 'sk-journey', model: 'small' },
    allowNetworks: [...allowNetworks],
  });
  context.after(() => running.close());
  const { client } = running;
  return {
    client,
    llm,
    phone,
    async call(agent) {
      const body = {
        agent: { name: 'Prompt', language: 'en-US', voice: { id: 'rms' }, ...agent },
        to: phone.uri,
      };
      const made = await client.post('/v1/calls', { ...body, variables: { name: 'Anna' } });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      return made.body['id'];
    },
  };
}

/** A tenant's own server. */
async function toolServer(
  context: TestContext,
): Promise<{ url: string; asked: { method: string; body: unknown }[] }> {
  const asked: { method: string; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    asked.push({ method: request.method!, body: JSON.parse(text) });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"shipped"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`, asked };
}

const orderTool = (url: string) => ({
  type: 'http',
  name: 'order_status',
  description: 'Looks up an order.',
  url,
  parameters: { type: 'object', properties: { order: { type: 'string' } } },
});

/** Looks the order up when the callee has spoken, then says what the tool told. */
const looksUp = ({ messages }: ChatCompletionRequest): ChatReply => {
  const last = messages.at(-1)!;
  if (last.role === 'user') return { calls: [{ name: 'order_status', arguments: { order: '7' } }] };
  return /shipped/.test(last.content ?? '')
    ? { text: 'Your order has shipped. Goodbye.', calls: [END] }
    : { text: 'I can not look that up. Goodbye.', calls: [END] };
};

describe('a prompt agent', { concurrency: 2 }, () => {
  test('hears, looks something up, answers and hangs up', { timeout: 60_000 }, async (context) => {
    const tools = await toolServer(context);
    const { client, llm, phone, call } = await stage(context, looksUp, ['127.0.0.0/8']);
    const id = await call({
      prompt: 'You help {{name}} with orders.',
      greeting: 'Hello {{name}}, shall I look up your order?',
      tools: [orderTool(tools.url), { type: 'end_call' }],
    });
    await answerQuestions(client, id, phone, readClip('yes_works_slt'));
    const ended = await client.settled(id);
    assert.equal(ended['outcome'].end_reason.code, 'agent-hung-up', JSON.stringify(ended['outcome']));
    assert.deepEqual(tools.asked, [{ method: 'POST', body: { order: '7' } }]);

    // What was asked ahead in a pause of the sentence, and dropped, comes before them.
    const [first, second] = llm.requests.slice(-2);
    assert.deepEqual([first!.model, first!.headers.authorization], ['small', 'Bearer sk-journey']);
    assert.deepEqual(
      first!.tools?.map((tool) => tool.function.name),
      ['order_status', 'end_call'],
    );
    const [system, ...said] = first!.messages;
    assert.match(system!.content!, /^You help Anna with orders\./);
    const greeting = { role: 'assistant', content: 'Hello Anna, shall I look up your order?' };
    assert.deepEqual(said[0], greeting);
    assert.deepEqual(said.at(-1), { role: 'user', content: 'yes that works for me' });
    const [asked, told] = second!.messages.slice(-2);
    assert.deepEqual(JSON.parse(asked!.tool_calls![0]!.function.arguments), { order: '7' });
    assert.equal(told!.tool_call_id, asked!.tool_calls![0]!.id);
    assert.match(told!.content!, /"status":"shipped"/);
    const turns = ended['turns'] as { who: string; text: string }[];
    assert.deepEqual(turns.at(-1)!.text, 'Your order has shipped. Goodbye.');
  });

  test('a tool in a private network is refused unless it is opened', { timeout: 60_000 }, async (context) => {
    const tools = await toolServer(context);
    const { client, llm, phone, call } = await stage(context, looksUp);
    const id = await call({
      prompt: 'You help with orders.',
      greeting: 'Shall I look up your order?',
      tools: [orderTool(tools.url), { type: 'end_call' }],
    });
    await answerQuestions(client, id, phone, readClip('yes_works_slt'));
    const ended = await client.settled(id);
    assert.deepEqual(tools.asked, [], 'nothing reached the server');
    assert.match(llm.requests.at(-1)!.messages.at(-1)!.content!, /error|refused/i);
    assert.equal(ended['turns'].at(-1).text, 'I can not look that up. Goodbye.');
    const failed = (await eventsOf(client, id)).find(({ type }) => type === 'tool-failed');
    assert.equal(failed?.data['fault'], 'url-refused');
  });

  test('talked over, it stops, and remembers only what was heard', { timeout: 60_000 }, async (context) => {
    const speech =
      'Let me tell you about our offer, which has quite a number of parts that I shall name one after the other until you have heard them all and know each of them by heart.';
    const { client, llm, phone, call } = await stage(context, (_request, index) =>
      index === 0 ? { text: speech } : { text: 'All right. Goodbye.', calls: [END] },
    );
    const id = await call({ prompt: 'Sell.', tools: [{ type: 'end_call' }] });
    await until(async () => (await eventsOf(client, id)).some(({ type }) => type === 'utterance-started'));
    await delay(1_500);
    await phone.say(readClip('no_thanks_slt'));
    const ended = await client.settled(id, 40_000);
    assert.equal(ended['outcome'].end_reason.code, 'agent-hung-up', JSON.stringify(ended['outcome']));

    const [agent, callee] = ended['turns'];
    assert.deepEqual(
      [agent.who, agent.interrupted, callee.who, callee.text],
      ['agent', true, 'callee', 'no thanks'],
    );
    assert.ok(agent.text.length > 10 && agent.text.length < speech.length, agent.text);
    assert.ok(speech.startsWith(agent.text.replace(/[ .…-]+$/, '')), agent.text);
    const [said, answer] = llm.requests.at(-1)!.messages.slice(-2);
    assert.deepEqual([said!.content, answer!.content], [agent.text, 'no thanks']);
    // Where the transcript says that it was cut, the agent's voice stops, within the 20 ms of a packet.
    const { agent: voice } = await recordingOf(client, id);
    const cut = Math.round(agent.end_ms * 8) + 160;
    assert.equal(speechLevel(voice.subarray(cut, cut + 2_400)).activeMs, 0);
    assert.ok(speechLevel(voice.subarray(agent.start_ms * 8, cut)).activeMs > 600);
  });

  test(
    'a model that fails in the middle: a word, a second try, an end with its reason',
    { timeout: 60_000 },
    async (context) => {
      const { client, llm, phone, call } = await stage(context, () => ({ status: 500 }));
      const id = await call({ prompt: 'Help.', greeting: 'Hello, can I help?' });
      await answerQuestions(client, id, phone, readClip('yes_works_slt'));
      const ended = await client.settled(id, 40_000);
      const { code, party, fault, detail } = ended['outcome'].end_reason;
      assert.deepEqual(
        [ended['outcome'].code, code, party, fault],
        ['failed', 'model-failed', 'provider', 'provider'],
      );
      assert.match(detail, /language model/);
      assert.ok(llm.requests.length >= 2);
      const turns = ended['turns'] as { who: string; text: string }[];
      assert.deepEqual(
        turns.slice(0, 2).map(({ who }) => who),
        ['agent', 'callee'],
      );
      assert.ok(turns.length >= 3, `the callee is told: ${JSON.stringify(turns)}`);
    },
  );

  test('an answer that breaks off is spoken as far as it came', { timeout: 60_000 }, async (context) => {
    const { client, llm, phone, call } = await stage(context, ({ messages }) =>
      // By what it is told, not by its place: an answer may be asked for ahead in vain.
      JSON.stringify(messages).includes('This much is certain')
        ? { text: 'Goodbye.', calls: [END] }
        : { text: 'This much is certain. And then', breaksOff: true },
    );
    const id = await call({ prompt: 'Help.', greeting: 'Hello, can I help?', tools: [{ type: 'end_call' }] });
    await answerQuestions(client, id, phone, readClip('yes_works_slt'));
    await until(
      async () => (await eventsOf(client, id)).filter(({ type }) => type === 'agent-said').length >= 2,
    );
    await phone.say(readClip('no_thanks_slt'));
    const ended = await client.settled(id, 40_000);
    assert.equal(ended['outcome'].code, 'completed', JSON.stringify(ended['outcome']));
    assert.match(ended['turns'][2].text, /^This much is certain\./);
    assert.match(JSON.stringify(llm.requests.at(-1)!.messages), /This much is certain\./);
  });
});
