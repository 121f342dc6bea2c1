/** What is made of a call after its end, by a language model's server or without one, and what the call cost. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, test, type TestContext } from 'node:test';
import { startLlm, type ChatCompletionRequest, type ChatReply, type LlmServer } from '../peers/llm-server.ts';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import { asker, connect, runParley, type Client } from './parley.ts';
import { eventsOf } from './recorded.ts';
import { createKey, serve } from './served.ts';

const END = { name: 'end_call', arguments: {} };
const LIMIT = { timeout: 150_000 };

const analysis = {
  schema: {
    type: 'object',
    properties: { day: { type: 'string' }, parcels: { type: 'integer', minimum: 1 } },
    required: ['day'],
    additionalProperties: false,
  },
  tags: [{ name: 'reachable' }, { name: 'angry', description: 'The callee is upset.' }],
  success: 'the day was agreed',
};
const told = {
  summary: 'Tuesday was agreed.',
  data: { day: 'Tuesday', parcels: 2 },
  tags: ['reachable'],
  success: { value: true, reason: 'The callee said yes.' },
};

const prompter = (more: Record<string, unknown> = {}) => ({
  name: 'Prompter',
  language: 'en-US',
  voice: { id: 'rms' },
  prompt: 'Agree on Tuesday.',
  greeting: 'Does Tuesday work for you?',
  tools: [{ type: 'end_call' }],
  analysis,
  ...more,
});

/** Is this the question about a call that has ended? */
const isAnalysis = ({ messages }: ChatCompletionRequest) => /has ended/.test(messages[0]!.content ?? '');

/** A model that ends the conversation politely, and answers the n-th question about it so. */
function modelOf(answers: (index: number) => ChatReply | Promise<ChatReply>) {
  let asked = 0;
  return (request: ChatCompletionRequest): ChatReply =>
    isAnalysis(request) ? (answers(asked++) as ChatReply) : { text: 'Thank you. Goodbye.', calls: [END] };
}

const questions = (llm: LlmServer) => llm.requests.filter(isAnalysis);

async function stage(context: TestContext, answers: (index: number) => ChatReply) {
  const llm = await startLlm(modelOf(answers));
  context.after(() => llm.stop());
  const running = await runParley({ llm: { url: llm.url, key: 'sk-journey', model: 'small' } });
  context.after(() => running.close());
  return { llm, client: running.tester };
}

async function call(client: Client, agent: Record<string, unknown>, isDone = analysed) {
  const made = await client.post('/v1/calls', { agent, to: '+15550100001', variables: { name: 'Ana' } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return client.settled(made.body['id'], 90_000, isDone);
}

const analysed = (call: Record<string, any>) => call['analysis'] !== null;
const text = (answer: unknown): ChatReply => ({ text: JSON.stringify(answer) });

function addsUp({ lines, total, complete }: Record<string, any>): void {
  const sum = lines.reduce((so: number, { amount }: { amount: number | null }) => so + (amount ?? 0), 0);
  assert.ok(Math.abs(total - sum) < 1e-9, JSON.stringify({ total, sum }));
  const unknown = lines.filter(({ amount }: { amount: number | null }) => amount === null);
  assert.equal(complete, unknown.length === 0);
  for (const line of unknown) assert.equal(line.unpriced, true);
}

describe('after the call', { concurrency: 2 }, () => {
  test(
    'broken JSON once, then right; again with other settings; the cost adds up',
    LIMIT,
    async (context) => {
      const { llm, client } = await stage(
        context,
        (index) =>
          [text({ ...told, data: { parcels: 2 } }), text(told), text({ sentiment: 'positive' })][index]!,
      );
      const entry = { stage: 'llm', provider: '*', model: '*', amount: 2, per: 1000 };
      const entries = ['input-tokens', 'output-tokens', 'cached-input-tokens', 'requests'].map((unit) => ({
        ...entry,
        unit,
      }));
      const prices = { date: '2026-01-01', currency: 'EUR', entries };
      assert.equal((await client.put('/v1/prices', prices)).status, 200);
      const ended = await call(client, prompter());
      const { created_at: at, ...made } = ended['analysis'];
      assert.deepEqual(made, {
        by: 'llm',
        model: 'openai-compatible/small',
        summary: 'Tuesday was agreed.',
        data: { day: 'Tuesday', parcels: 2 },
        tags: ['reachable'],
        disposition: null,
        success: true,
        success_reason: 'The callee said yes.',
        sentiment: null,
        fault: null,
      });
      assert.ok(at >= ended['ended_at']);
      const [first, second] = questions(llm);
      const record = JSON.parse(first!.messages[1]!.content!);
      assert.deepEqual(record.variables.name, 'Ana');
      assert.deepEqual(record.transcript[0], { who: 'agent', text: 'Does Tuesday work for you?' });
      assert.match(second!.messages.at(-1)!.content!, /data\.day is missing/);

      const events = await eventsOf(client, ended['id']);
      const order = events.map(({ type }) => type).filter((type) => /^(cost|call-ended|analysis)/.test(type));
      assert.deepEqual(order.slice(0, 3), ['cost-computed', 'call-ended', 'analysis-finished']);
      assert.equal(events.find(({ type }) => type === 'analysis-finished')!.data['summary'], made.summary);
      addsUp(ended['cost']);
      assert.equal(ended['cost'].currency, 'EUR');
      const stages = ended['cost'].lines.map(({ stage }: { stage: string }) => stage);
      assert.ok(stages.includes('tts') && stages.includes('llm'), stages.join());

      const path = `/v1/calls/${ended['id']}/analysis`;
      const bad = await client.post(path, { settings: { schema: { type: 'array' } } });
      assert.deepEqual([bad.status, bad.body['errors'][0].param], [400, 'settings.schema']);
      const again = await client.post(path, { settings: { summary: false, sentiment: true } });
      assert.deepEqual([again.status, again.body['pending']], [202, true]);
      const later = await client.settled(ended['id'], 20_000, ({ analysis }) => analysis.created_at !== at);
      assert.deepEqual([later['analysis'].sentiment, later['analysis'].summary], ['positive', null]);
      const { body } = await client.get(path);
      assert.deepEqual([body['pending'], body['analysis']], [false, later['analysis']]);
      addsUp(later['cost']);
    },
  );

  test('a server that fails is asked again; what it told first stays until then', LIMIT, async (context) => {
    const { llm, client } = await stage(context, (index) => (index < 2 ? { status: 500 } : text(told)));
    const early = await call(client, prompter(), (call) => call['status'] === 'ended');
    assert.equal(early['analysis'], null);
    const path = `/v1/calls/${early['id']}/analysis`;
    const waiting = await client.get(path);
    assert.deepEqual([waiting.status, waiting.body['code']], [409, 'analysis-not-ready']);
    const later = await client.settled(early['id'], 60_000, analysed);
    assert.deepEqual([later['analysis'].by, later['analysis'].fault], ['llm', null]);
    assert.ok(questions(llm).length >= 3);
  });

  test('a model that is away for good: the slots, and the fault', LIMIT, async (context) => {
    const { client } = await stage(context, () => ({ status: 401 }));
    const { analysis: made } = await call(client, asker('Does Tuesday work for you?', { analysis }));
    assert.deepEqual([made.by, made.model, made.success], ['slots', null, true]);
    assert.match(made.summary, /^The call was held; answers: answer: yes/);
    assert.ok(made.fault.length > 10, made.fault);
  });

  test('a flow without a language model: its slots at once, nothing paid for', LIMIT, async (context) => {
    const running = await runParley();
    context.after(() => running.close());
    const client = running.tester;
    const labels = {
      tags: [{ name: 'yes' }, { name: 'no' }],
      dispositions: [{ name: 'NO' }, { name: 'Yes' }],
    };
    const ended = await call(
      client,
      asker('Does Tuesday work for you?', {
        analysis: { ...labels, schema: { properties: { answer: { type: 'boolean' } } } },
      }),
    );
    const { by, data, tags, disposition, success, fault } = ended['analysis'];
    assert.deepEqual(
      [by, data, tags, disposition, success],
      ['slots', { answer: true }, ['yes'], 'Yes', true],
    );
    assert.match(fault, /No language model/);
    const plain = await call(client, asker('Does Tuesday work for you?'));
    assert.deepEqual([plain['analysis'].fault, plain['analysis'].data], [null, { answer: 'yes' }]);
    addsUp(plain['cost']);
    assert.deepEqual([plain['cost'].total, plain['cost'].complete], [0, true], JSON.stringify(plain['cost']));
    const events = await eventsOf(client, plain['id']);
    assert.deepEqual(
      events.slice(-2).map(({ type }) => type),
      ['call-ended', 'analysis-finished'],
    );
    const busy = await call(client, asker('Hello?', { analysis }), (call) => call['status'] === 'ended');
    assert.equal(busy['analysis'].by, 'slots');
  });

  test('a crash between the end and the analysis loses nothing', LIMIT, async (context) => {
    let isBack = false;
    const llm = await startLlm((request) =>
      isAnalysis(request) && !isBack ? { text: 'word '.repeat(2_000) } : modelOf(() => text(told))(request),
    );
    context.after(() => llm.stop());
    const environment = {
      PARLEY_DATA_DIR: freshFolder('analysis-crash'),
      PARLEY_HTTP: '127.0.0.1:0',
      PARLEY_SIP: `127.0.0.1:${await freePorts(1)}`,
      PARLEY_LOG: 'error',
      PARLEY_LLM_URL: llm.url,
      PARLEY_LLM_MODEL: 'small',
    };
    context.after(() => rmSync(environment.PARLEY_DATA_DIR, { recursive: true, force: true }));
    const key = (await createKey(environment, '--test'))['key']!;
    const first = await serve(environment);
    const ended = await call(connect(first.url, key), prompter(), (call) => call['status'] === 'ended');
    assert.equal(ended['analysis'], null);
    await first.kill();
    isBack = true;
    const second = await serve(environment);
    const later = await connect(second.url, key).settled(ended['id'], 30_000, analysed);
    assert.deepEqual([later['analysis'].by, later['analysis'].summary], ['llm', told.summary]);
    assert.deepEqual(later['outcome'], ended['outcome']);
    assert.equal(await second.stop(), 0);
  });
});
