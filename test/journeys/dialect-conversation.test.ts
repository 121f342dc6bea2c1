/** What the dialects' fields do in a call: Meetzy's voices by their pitch, Flireo's models, tools, control and silence. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { startBaresip } from '../peers/baresip.ts';
import { LLM_KEY, startLlmServer, type LlmReply } from '../vendors/llm/index.ts';
import { startSttServer, words } from '../vendors/stt/index.ts';
import { json, serveTools } from '../vendors/tools/server.ts';
import { DEFAULT_KEY, startTtsServer } from '../vendors/tts/index.ts';
import { runParley, sayer, type Running } from './parley.ts';
import { eventsOf, recordingOf, until } from './recorded.ts';

const RATE = 8000;
const SECRET = 'flireo-secret-0123456789';
const VOICE = 'EXAVITQu4vr4xnSDxMaL';

async function start(context: TestContext, more: Parameters<typeof runParley>[0] = {}): Promise<Running> {
  const running = await runParley({ allowNetworks: ['127.0.0.0/8'], ...more });
  context.after(() => running.close());
  return running;
}

async function phoneOf(context: TestContext) {
  const phone = await startBaresip({ codec: 'PCMU' });
  context.after(() => phone.stop());
  return phone;
}

/** The median pitch of voiced pieces of 40 ms, Hz, by autocorrelation. */
function pitchOf(audio: Int16Array): number {
  const found: number[] = [];
  for (let at = 0; at + 640 <= audio.length; at += 160) {
    const piece = Float64Array.from(audio.subarray(at, at + 640));
    const sum = (lag: number): number => {
      let total = 0;
      for (let i = 0; i + 130 < 640; i++) total += piece[i]! * piece[i + lag]!;
      return total;
    };
    const power = sum(0);
    if (power < 510 * 1000 ** 2) continue;
    let best = { lag: 0, value: 0 };
    for (let lag = 27; lag <= 123; lag++) {
      const value = sum(lag) / power;
      if (value > best.value + 0.02) best = { lag, value };
    }
    if (best.value > 0.6) found.push(RATE / best.lag);
  }
  return found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)] ?? 0;
}

test('Meetzy: slots 1 and 2 are voices that anybody tells apart', { timeout: 90_000 }, async (context) => {
  const [running, phone] = await Promise.all([start(context), phoneOf(context)]);
  const { client } = running;
  const saved = await client.post(
    '/v1/agents',
    sayer('Hello, I am calling about your appointment tomorrow.'),
  );
  const heard: { voice: string; pitch: number }[] = [];
  for (const voice_id of ['1', '2']) {
    const playbook_id = saved.body['aliases'].meetzy;
    const made = await client.post('/meetzy/call', {
      ...{ phone: phone.uri, playbook_id, voice_id, voice_model: 'fast', language: 'EN' },
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { id } = made.body;
    await client.settled(id);
    const accepted = (await eventsOf(client, id)).find(({ type }) => type === 'call-accepted')!;
    const pitch = pitchOf((await recordingOf(client, id)).agent);
    heard.push({ voice: accepted.data['plan'].models.tts[0].voice, pitch });
  }
  const [one, two] = heard as [(typeof heard)[0], (typeof heard)[0]];
  assert.notEqual(one.voice, two.voice);
  assert.ok(one.pitch > 60 && two.pitch > 60, JSON.stringify(heard));
  const ratio = Math.max(one.pitch, two.pitch) / Math.min(one.pitch, two.pitch);
  assert.ok(ratio > 1.25, JSON.stringify(heard));
});

const ANSWERS: readonly LlmReply[] = [
  { calls: [{ name: 'lookup', arguments: { order: '7' } }] },
  { text: 'It ships on Friday. Goodbye.', calls: [{ name: 'end_call', arguments: {} }] },
];

test(
  'Flireo: an inline agent runs on the vendors that it names, is told things, and its tool is called as the page says',
  { timeout: 90_000 },
  async (context) => {
    const [stt, tts, llm, tool, phone] = await Promise.all([
      startSttServer('deepgram', { utterances: [words('hello')] }),
      startTtsServer('elevenlabs'),
      startLlmServer('openai', (_asked, index) => ANSWERS[index] ?? { text: 'Yes.' }),
      serveTools((asked, response) => {
        const { toolCallList } = JSON.parse(asked.body).message;
        json(response, 200, { results: [{ toolCallId: toolCallList[0].id, result: 'Friday' }] });
      }, '/hook'),
      phoneOf(context),
    ]);
    for (const server of [stt, tts, llm, tool]) context.after(() => server.stop());
    const { client } = await start(context, {
      vendors: {
        deepgram: { key: stt.key, url: stt.url },
        elevenlabs: { key: DEFAULT_KEY, url: tts.url },
        openai: { key: LLM_KEY, url: llm.url },
      },
    });
    const made = await client.post('/flireo/api/v1/calls/outbound', {
      destination: phone.uri,
      agent_config: {
        first_message: 'Hello from Acme.',
        stt_config: { provider: 'deepgram', model: 'nova-3-general', language: 'en-US', keyterms: ['Acme'] },
        tts_config: { provider: '11labs', voiceId: VOICE, stability: 0.3, speed: 1.1 },
        llm_config: {
          provider: 'openai',
          model: 'gpt-4o-mini',
          temperature: 0.2,
          messages: [
            { role: 'system', content: 'You look up orders.' },
            { role: 'user', content: 'Where is it?' },
            { role: 'assistant', content: 'Let me see.' },
          ],
          tools: [
            {
              name: 'lookup',
              description: 'Finds an order.',
              url: tool.url,
              parameters: { type: 'object', properties: { order: { type: 'string' } } },
            },
            { type: 'endCall' },
          ],
        },
        webhook_secret: SECRET,
        metadata: { crm: 7 },
      },
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const id = made.body['call_id'] as string;
    const control = (body: object) => client.post(`/flireo/api/v1/calls/${id}/control`, body);
    const said = async (text: string): Promise<void> =>
      until(async () => {
        const events = await eventsOf(client, id);
        return events.some(({ type, data }) => type === 'agent-said' && data['text'] === text);
      });
    await said('Hello from Acme.');
    const sent = await control({ type: 'say', content: 'One more thing.' });
    assert.deepEqual([sent.status, sent.body], [200, { success: true, message: 'Command sent' }]);
    await said('One more thing.');
    await control({ type: 'inject-context', content: 'The order is 7.', trigger_response: true });
    const ended = await client.settled(id, 60_000);
    assert.equal(ended['outcome'].end_reason.code, 'agent-hung-up', JSON.stringify(ended['outcome']));
    assert.equal((await control({ type: 'say', content: 'Hi.' })).status, 400);

    const { query } = stt.received[0]!;
    assert.deepEqual(
      [query['model'], query['keyterm'], query['language']],
      ['nova-3-general', 'Acme', 'en-US'],
    );
    assert.deepEqual(
      [...new Set(tts.requests.map(({ voice, speed }) => `${voice} ${speed}`))],
      [`${VOICE} 1.1`],
    );
    const { messages, model, temperature } = llm.requests[0]!.body as Record<string, any>;
    assert.deepEqual([model, temperature], ['gpt-4o-mini', 0.2]);
    assert.match(messages[0].content, /^You look up orders\./);
    assert.deepEqual(
      messages.slice(1, 3).map(({ content }: any) => content),
      ['Where is it?', 'Let me see.'],
    );

    const [asked] = tool.asked;
    assert.equal(tool.asked.length, 1);
    const { headers, body } = asked!;
    const { message } = JSON.parse(body);
    assert.equal(headers['x-webhook-event'], 'tool-calls');
    const signed = createHmac('sha256', SECRET)
      .update(`${headers['x-webhook-timestamp']}.${body}`)
      .digest('hex');
    assert.equal(headers['x-webhook-signature'], `sha256=${signed}`);
    assert.ok(Math.abs(Date.now() / 1000 - Number(headers['x-webhook-timestamp'])) < 60);
    assert.deepEqual([message.type, message.call.id, message.customer.number], ['tool-calls', id, phone.uri]);
    assert.deepEqual(message.toolCallList[0].function, { name: 'lookup', arguments: { order: '7' } });
    assert.deepEqual(
      [message.assistant, message.tool_call_list],
      [{ metadata: { crm: 7 } }, message.toolCallList],
    );
    const last = llm.requests.map((request) => (request.body as Record<string, any>)['messages'].at(-1));
    const result = last.find(({ role }) => role === 'tool');
    assert.match(result.content, /Friday/);
    assert.doesNotMatch(JSON.stringify([ended, await eventsOf(client, id)]), new RegExp(SECRET));

    const silent = await client.post('/flireo/calls/outbound', {
      destination: phone.uri,
      agent: {
        first_message: 'Anybody there?',
        stt_config: { provider: 'deepgram' },
        tts_config: { provider: 'elevenlabs', voice_id: VOICE },
        llm_config: { provider: 'openai', messages: [{ role: 'system', content: 'Be brief.' }] },
        silence_timeout_seconds: 2,
      },
    });
    await client.settled(silent.body['call_id'], 40_000);
    const read = await client.get(`/flireo/calls/${silent.body['call_id']}`);
    assert.deepEqual([read.body['status'], read.body['end_reason']], ['ended', 'silence_timeout']);
    const reminders = (await eventsOf(client, silent.body['call_id'])).filter(
      ({ type }) => type === 'reminder-given',
    );
    assert.deepEqual(reminders, []);
  },
);

test(
  "Synthflow: the engine's own facts in the agent's words, spelled as its answers spell them",
  { timeout: 60_000 },
  async (context) => {
    const { tester } = await start(context);
    const text = 'Call {{call_id}} from {{from_phone_number}} to {{user_phone_number}}, {{name}}.';
    const saved = await tester.post('/v1/agents', sayer(text));
    const made = await tester.post('/synthflow/v2/calls', {
      ...{ model_id: saved.body['aliases'].synthflow, phone: '+15550100001', name: 'Ada' },
      custom_variables: [{ key: 'call_id', value: 'mine' }],
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const id = made.body['response'].call_id as string;
    const ended = await tester.settled(id);
    const said = ended['turns'].map((turn: { text: string }) => turn.text).join(' ');
    assert.match(said, new RegExp(`^Call ${id} from( \\S+)? to \\+15550100001, Ada\\.`), said);
  },
);
