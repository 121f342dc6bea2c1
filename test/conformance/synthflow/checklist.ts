/** Lines of the vendor's checklist that no field stands for. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { endWith, type Call } from '#domain';
import { synthflowWebhook } from '../../../src/api/dialects/synthflow/webhook-format.ts';
import { api, ask, call, create, detail, item, table } from './world.ts';

export const [checklistRows, row] = table();

row('the signature covers the call id only: base64, in both spellings, none without a secret', async () => {
  const given = { callId: 'c-1', secrets: ['s3'], at: 0, body: '{}' };
  const signature = createHmac('sha256', 's3').update('c-1').digest('base64');
  assert.deepEqual(synthflowWebhook.headers(given as never), {
    'Synthflow-Signature': signature,
    HTTP_SYNTHFLOW_SIGNATURE: signature,
  });
  assert.deepEqual(synthflowWebhook.headers({ ...given, secrets: [] } as never), {});
});

row('the transcript is one text of bot: and human: lines', async () => {
  const id = await call(await create());
  const turn = { startMs: 0, endMs: 1, interrupted: false };
  api.calls.change(id, {
    turns: [
      { ...turn, who: 'agent', text: 'Hi Ada.' },
      { ...turn, who: 'callee', text: 'Hello.' },
    ] as never,
  } as Partial<Call>);
  assert.equal((await item(id))['transcript'], 'bot: Hi Ada.\nhuman: Hello.');
});

row('an accepted call that fails later is failed, with an error_message', async () => {
  const id = await call(await create());
  const outcome = endWith('internal', 'dialing', { detail: '429: too many calls at the carrier' });
  api.calls.change(id, { status: 'ended', endedAt: api.clock.now(), outcome });
  const { status, call_status, error_message } = await item(id);
  assert.deepEqual([status, call_status], ['failed', 'failed']);
  assert.match(String(error_message), /429: too many calls/);
});

row('an unknown call is a 404 under detail, with 32 hex digits', async () => {
  const told = detail(await ask('GET', `/calls/${api.ids.next()}`, undefined, 404));
  assert.match(String(told['request_id']), /^[0-9a-f]{32}$/);
  assert.deepEqual([told['status'], told['category']], ['error', 'important']);
});
