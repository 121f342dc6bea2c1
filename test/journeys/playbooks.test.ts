/**
 * The three kinds of playbook over real calls, side by side: a flow in Spanish through the protocols of two vendors, a
 * flow by keypad alone, and a prompt with a tool and a transfer. (A flow in English without any key is the demo.)
 */
import assert from 'node:assert/strict';
import { after, before, describe, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import { throughLine } from '../../fixtures/speech/line.ts';
import { speakWith } from '../../fixtures/speech/voices.ts';
import { resample } from '../../src/audio/index.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { startLlm, type ChatCompletionRequest, type ChatReply, type LlmServer } from '../peers/llm-server.ts';
import { startSttServer, words, type SttServer } from '../vendors/stt/index.ts';
import { json, serveTools } from '../vendors/tools/server.ts';
import { DEFAULT_KEY, startTtsServer, type TtsServer } from '../vendors/tts/index.ts';
import { runParley, type Running } from './parley.ts';
import { answerQuestions, eventsOf, findPieces, spoken, until } from './recorded.ts';

const SPANISH_VOICE = 'EXAVITQu4vr4xnSDxMaL';
const QUESTIONS = ['Buenos días, Ana. ¿Le viene bien el jueves?', '¿Por la mañana o por la tarde?'];
const BYE = 'Hasta el jueves por la tarde. Adiós.';
/** Said without a pause: what comes after one may talk over the goodbye. */
const ANSWERS = ['Sí que me viene bien', 'Por la tarde'];
const speak = (text: string): Int16Array => speakWith('espeak-es', text);

const spanish = {
  ...{ name: 'Recordatorio', language: 'es-ES', voice: { provider: 'elevenlabs', id: SPANISH_VOICE } },
  stt: { provider: 'deepgram' },
  flow: {
    start: 'cita',
    nodes: [
      {
        ...{ id: 'cita', type: 'ask', slot: { type: 'yes_no', name: 'viene' } },
        text: 'Buenos días, {{name}}. ¿Le viene bien el jueves?',
      },
      {
        ...{ id: 'hora', type: 'ask', text: QUESTIONS[1] },
        slot: {
          ...{ type: 'choice', name: 'parte' },
          options: [
            { value: 'mañana', phrases: ['por la mañana', 'mañana'] },
            { value: 'tarde', phrases: ['por la tarde', 'tarde'] },
          ],
        },
      },
      { id: 'fin', type: 'end', text: 'Hasta el jueves por la {{parte}}. Adiós.' },
      { id: 'no', type: 'end', text: 'De acuerdo. Adiós.' },
    ],
    edges: [
      { from: 'cita', to: 'hora', when: { variable: 'viene', op: 'equals', value: 'yes' } },
      { from: 'cita', to: 'no' },
      { from: 'hora', to: 'fin' },
    ],
  },
};

/** What is pressed at each question, and what is stored. */
const STEPS = [
  { slot: { type: 'yes_no', name: 'speaks' }, text: 'Press 1 for yes, 2 for no.', keys: '1', value: 'yes' },
  {
    slot: {
      ...{ type: 'choice', name: 'topic' },
      options: [
        { value: 'sales', phrases: ['sales'] },
        { value: 'billing', phrases: ['billing'] },
        { value: 'desk', phrases: ['desk'], key: '0' },
      ],
    },
    ...{ text: 'Sales, billing, or zero for the desk?', keys: '0', value: 'desk' },
  },
  {
    slot: { type: 'digits', name: 'code', min: 3, max: 8 },
    ...{ text: 'Your code, then the hash key.', keys: '2580#', value: '2580' },
  },
  {
    slot: { type: 'number', name: 'guests', min: 1, max: 30 },
    ...{ text: 'How many guests?', keys: '12#', value: '12' },
  },
] as const;

const keypad = {
  ...{ name: 'Keys', language: 'en-US', voice: { id: 'rms' }, stt: { provider: 'embedded' } },
  flow: {
    start: STEPS[0].slot.name,
    nodes: [
      ...STEPS.map(({ slot, text }) => ({ id: slot.name, type: 'ask', text, slot, retries: 1 })),
      { id: 'bye', type: 'end', text: 'You chose {{topic}} for {{guests}} guests.' },
      { id: 'lost', type: 'end', text: 'Sorry. Goodbye.' },
    ],
    edges: STEPS.flatMap(({ slot: { name: from } }, index) => [
      { from, to: STEPS[index + 1]?.slot.name ?? 'bye' },
      { from, to: 'lost', on: 'no_match' },
      { from, to: 'lost', on: 'no_input' },
    ]),
  },
};

const FOUND = 'Your order has shipped, and our desk tells you more.';

/** Looks up; tells what it found, which announces the transfer. */
const decides = ({ messages }: ChatCompletionRequest): ChatReply =>
  messages.at(-1)!.role !== 'tool'
    ? { calls: [{ name: 'order_status', arguments: { order: '7' } }] }
    : messages.at(-1)!.content?.includes('shipped')
      ? { text: FOUND, calls: [{ name: 'transfer', arguments: {} }] }
      : { text: 'Something else happened.' };

let stt: SttServer;
let tts: TtsServer;
let llm: LlmServer;
let running: Running;

before(async () => {
  [stt, tts, llm] = await Promise.all([
    startSttServer('deepgram', { utterances: ANSWERS.map((text) => words(text)) }),
    startTtsServer('elevenlabs', { voice: (text, rate) => resample(speak(text), 8000, rate) }),
    startLlm(decides),
  ]);
  running = await runParley({
    vendors: { deepgram: { key: stt.key, url: stt.url } },
    llm: { url: llm.url, key: 'sk-journey', model: 'small' },
    allowNetworks: ['127.0.0.0/8'],
  });
});

after(async () => {
  await running?.close();
  for (const server of [stt, tts, llm]) await server?.stop();
});

async function phoneFor(context: TestContext, codec: 'PCMU' | 'PCMA', user = 'phone'): Promise<BaresipPeer> {
  const phone = await startBaresip({ codec, user });
  context.after(() => phone.stop());
  return phone;
}

describe('playbooks', { concurrency: 3 }, () => {
  test('a flow in Spanish through the protocols of two vendors', { timeout: 90_000 }, async (context) => {
    const phone = await phoneFor(context, 'PCMA');
    const { client } = running;
    const own = { provider: 'elevenlabs', key: DEFAULT_KEY, url: tts.url };
    const brought = await client.post('/v1/provider-keys?test=false', own);
    assert.equal(brought.status, 201, JSON.stringify(brought.body));

    const made = await client.post('/v1/calls', {
      agent: spanish,
      to: phone.uri,
      variables: { name: 'Ana' },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const id = made.body['id'] as string;
    const count = async (type: string): Promise<number> =>
      (await eventsOf(client, id)).filter((event) => event.type === type).length;
    for (const [index, answer] of ANSWERS.entries()) {
      await until(async () => (await count('agent-said')) > index, 30_000);
      await phone.say(throughLine(speak(answer)));
      await until(async () => (await count('callee-said')) > index, 30_000);
    }
    const { outcome, turns } = await client.settled(id, 40_000);
    assert.deepEqual(
      [outcome.code, outcome.end_reason.code],
      ['completed', 'agent-hung-up'],
      JSON.stringify(outcome),
    );
    assert.deepEqual(
      turns.map(({ who, text }: Record<string, string>) => `${who}: ${text}`),
      [
        ...QUESTIONS.flatMap((question, index) => [`agent: ${question}`, `callee: ${ANSWERS[index]}`]),
        `agent: ${BYE}`,
      ],
    );

    // The phone heard what the vendor's server said.
    await phone.event('CALL_CLOSED');
    const heard = phone.heard();
    for (const text of [QUESTIONS[1]!, 'Hasta el jueves por la tarde.']) {
      assert.ok(
        tts.requests.some((request) => request.text === text),
        text,
      );
      const { correlation } = findPieces(speak(text), heard);
      assert.ok(correlation > 0.9, `"${text}" was heard with ${correlation}`);
    }
    assert.ok(tts.requests.every(({ voice }) => voice === SPANISH_VOICE));
    const [listening] = stt.received;
    assert.match(listening!.query['language']!, /^es/);
    assert.ok(listening!.audioMs > 3000, `${listening!.audioMs} ms heard`);
    assert.deepEqual(listening!.violations, []);

    const events = await eventsOf(client, id);
    assert.deepEqual(
      events.filter(({ type }) => type === 'model-switched' || type === 'language-unavailable'),
      [],
    );
    const { usage } = events.find(({ type }) => type === 'usage-metered')!.data;
    const used = usage.map(({ stage, provider }: Record<string, string>) => `${stage} ${provider}`);
    assert.ok(used.includes('stt deepgram') && used.includes('tts elevenlabs'), used.join(', '));
    await until(() => stt.connections === 0);
  });

  test('a flow by keypad alone', { timeout: 90_000 }, async (context) => {
    const phone = await phoneFor(context, 'PCMU');
    const { client } = running;
    const made = await client.post('/v1/calls', { agent: keypad, to: phone.uri });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const id = made.body['id'] as string;
    for (const [index, { keys }] of STEPS.entries()) {
      await until(async () => {
        const said = (await eventsOf(client, id)).filter(({ type }) => type === 'agent-said');
        return said.length > index;
      }, 30_000);
      await phone.press(keys);
    }
    const { outcome, turns } = await client.settled(id, 40_000);
    assert.deepEqual(
      [outcome.code, outcome.end_reason.code],
      ['completed', 'agent-hung-up'],
      JSON.stringify(outcome),
    );
    const bye = 'You chose desk for 12 guests.';
    assert.equal(turns.at(-1).text, bye, JSON.stringify(turns));
    const events = await eventsOf(client, id);
    assert.deepEqual(
      events
        .filter(({ type }) => type === 'slot-filled')
        .map(({ data }) => [data['slot'], String(data['value'])]),
      STEPS.map(({ slot, value }) => [slot.name, value]),
    );
    assert.deepEqual(
      events.filter(({ type }) => type === 'speech-started' || type === 'recognition-request'),
      [],
    );
    await phone.event('CALL_CLOSED');
    assert.ok(findPieces(await spoken(bye, 'rms'), phone.heard()).correlation > 0.9);
  });

  test(
    'a tool, its answer in words, then a transfer to a second phone; both phones hear each other',
    { timeout: 90_000 },
    async (context) => {
      const orders = await serveTools(
        (_asked, response) => json(response, 200, { status: 'shipped' }),
        '/orders',
      );
      context.after(() => orders.stop());
      const { client } = running;
      const [phone, desk] = await Promise.all([phoneFor(context, 'PCMU'), phoneFor(context, 'PCMA', 'desk')]);
      const made = await client.post('/v1/calls', {
        to: phone.uri,
        agent: {
          ...{
            name: 'Desk',
            language: 'en-US',
            voice: { id: 'rms' },
            stt: { provider: 'embedded' },
            prompt: 'You help with orders.',
          },
          greeting: 'Hello, shall I look up your order?',
          tools: [
            {
              ...{ type: 'http', name: 'order_status', description: 'Looks up an order.', url: orders.url },
              parameters: { type: 'object', properties: { order: { type: 'string' } } },
            },
            { type: 'transfer', to: desk.uri },
          ],
        },
      });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const id = made.body['id'] as string;
      await answerQuestions(client, id, phone, readClip('yes_works_slt'));
      await until(
        async () => (await eventsOf(client, id)).some(({ type }) => type === 'call-transferred'),
        40_000,
      );
      const question = readClip('who_is_this_slt');
      await desk.say(question);
      await delay(question.length / 8 + 500);
      await desk.hangUp();
      const { outcome, turns } = await client.settled(id, 40_000);
      assert.deepEqual(
        [outcome.code, outcome.end_reason.code],
        ['completed', 'transferred'],
        JSON.stringify(outcome),
      );
      assert.equal(orders.asked.length, 1);
      const said = (turns as { who: string; text: string }[])
        .filter(({ who }) => who === 'agent')
        .map(({ text }) => text);
      assert.ok(said.join(' ').includes(FOUND), said.join(' | '));
      await phone.event('CALL_CLOSED');
      for (const [what, clip] of [
        ['what was found', await spoken(FOUND, 'rms')],
        ['the desk', question],
      ] as const) {
        const { correlation } = findPieces(clip, phone.heard());
        assert.ok(correlation > 0.9, `the callee heard ${what} with ${correlation}`);
      }
    },
  );
});
