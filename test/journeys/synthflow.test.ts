/** A customer's code against Synthflow's API: plain `fetch`, a base URL and a key; real SIP, signed webhooks. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip } from '../peers/baresip.ts';
import { startLlm, type ChatCompletionRequest, type ChatReply } from '../peers/llm-server.ts';
import { startWebhookReceiver } from '../peers/webhook-receiver.ts';
import { startSttServer, words } from '../vendors/stt/index.ts';
import { runParley } from './parley.ts';
import { answerQuestions } from './recorded.ts';

const SECRET = 'the secret of the workspace';
/** Takes its leave at the first answer; asked about the call, it knows the size. */
function answers({ messages }: ChatCompletionRequest): ChatReply {
  const isAnalysis = /has ended/.test(messages[0]!.content ?? '');
  return isAnalysis
    ? { text: JSON.stringify({ summary: 'XL was ordered.', data: { size: 'XL' } }) }
    : { text: 'XL it is. Goodbye.', calls: [{ name: 'end_call', arguments: {} }] };
}

test('Synthflow: agent, number, action, call, signed webhook', { timeout: 60_000 }, async (context) => {
  const [stt, llm, phone, receiver] = await Promise.all([
    startSttServer('deepgram', { utterances: [words('XL please')] }),
    startLlm(answers),
    startBaresip({ codec: 'PCMU' }),
    startWebhookReceiver(),
  ]);
  const running = await runParley({
    allowNetworks: ['127.0.0.0/8'],
    vendors: { deepgram: { key: stt.key, url: stt.url } },
    llm: { url: llm.url, model: 'm', key: null },
  });
  context.after(async () => {
    await running.close();
    await Promise.all([stt.stop(), llm.stop(), phone.stop(), receiver.close()]);
  });
  // The workspace's webhook secret, which its owner has set once.
  const workspace = { url: `${receiver.url}/200/all`, format: 'synthflow', secret: SECRET };
  assert.equal((await running.client.post('/v1/webhook-endpoints', workspace)).status, 201);

  const base = `${running.parley.url}/synthflow/v2`;
  const { key } = await running.parley.createKey('live', 'customer');
  const ask = async (method: string, path: string, body?: unknown): Promise<any> => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.equal(response.status, 200, `${method} ${path}: ${text}`);
    return JSON.parse(text);
  };
  const { model_id } = (
    await ask('POST', '/assistants', {
      ...{ type: 'outbound', name: 'Kim', external_webhook_url: `${receiver.url}/200/post` },
      ...{ max_duration: { duration_seconds: 40, is_enabled: true } },
      agent: {
        prompt: 'Help {name}.',
        greeting_message: 'Hello {name}, which size at {Company}?',
        voice_id: 'slt',
      },
    })
  ).response;
  const from = '+34910000077';
  await ask('POST', '/custom-numbers', {
    ...{ workspace_id: 'w', phone_number: from, provider_name: 'custom' },
    termination_uri: `sip:${new URL(phone.uri.replace('sip:', 'http://')).host}`,
  });
  await ask('PUT', `/assistants/${model_id}/phone_numbers`, { phone_numbers: [from] });
  const { action_id } = (
    await ask('POST', '/actions', {
      INFORMATION_EXTRACTOR: { OPEN_QUESTION: { identifier: 'size', description: 'Which size?' } },
    })
  ).response;
  await ask('POST', '/actions/attach', { model_id, actions: [action_id] });

  const placed = await ask('POST', '/calls', {
    ...{ model_id, phone: phone.uri, name: 'Ada', from_phone_number: from },
    ...{ custom_variables: [{ key: 'Company', value: 'Acme' }], external_id: 'order-7' },
  });
  assert.deepEqual([placed.status, placed.response.answer], ['success', 'ok']);
  const { call_id } = placed.response;
  const poll = async (): Promise<any> => (await ask('GET', `/calls/${call_id}`)).response.calls[0];
  await answerQuestions(running.client, call_id, phone, readClip('yes_works_slt'));
  let call = await poll();
  for (let looks = 0; looks < 150 && call.status !== 'completed'; looks++, call = await poll())
    await delay(100);
  await receiver.until((all) => all.some(({ path, body }) => path.endsWith('/post') && body !== ''));
  call = await poll();
  assert.deepEqual(
    [call.status, call.call_status, call.end_call_reason, call.model_id, call.lead_name],
    ['completed', 'completed', 'agent_goodbye', model_id, 'Ada'],
  );
  assert.match(call.transcript, /^bot: Hello Ada, which size at Acme\?\nhuman: XL please/);
  assert.equal(call.phone_number_from, from);
  assert.deepEqual(call.prompt_variables, { ...call.prompt_variables, Company: 'Acme' });
  const recording = await fetch(call.recording_url);
  assert.equal(recording.status, 200);
  assert.ok((await recording.bytes()).length > 44);
  assert.equal(call.executed_actions.info_extractor_size.return_value, '{"size":"XL"}');

  const told = receiver.received.find(({ path, body }) => path.endsWith('/post') && body !== '')!;
  const signature = createHmac('sha256', SECRET).update(call_id).digest('base64');
  assert.equal(told.headers['synthflow-signature'], signature);
  assert.equal(told.headers['http_synthflow_signature'], signature);
  const report = JSON.parse(told.body);
  assert.deepEqual(
    [report.status, report.call.call_id, report.call.end_call_reason, report.call.external_id],
    ['completed', call_id, 'agent_goodbye', 'order-7'],
  );
  assert.deepEqual(report.lead, { name: 'Ada', phone_number: call.lead_phone_number });
  assert.equal(report.call.transcript.trim(), call.transcript.trim());
  assert.deepEqual(report.collected_variables.size, { value: 'XL', collected: true });
});
