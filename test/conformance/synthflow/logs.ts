/** Logs of what was sent to other servers. */
import assert from 'node:assert/strict';
import { api, ask, call, create, table, type Json } from './world.ts';

export const [logRows, row] = table();

row('logs: what was sent to webhooks, by call and state', async () => {
  const id = await create({ external_webhook_url: 'https://hooks.example.org/log' });
  const [endpoint] = await api.store.webhooks.listEndpoints(api.organization.id, { limit: 1, agentId: id });
  const callId = await call(id);
  await api.store.webhooks.emitTo(endpoint!.id, {
    ...{ organizationId: api.organization.id, type: 'call.analyzed', at: api.clock.now(), callId, data: {} },
  } as never);
  const { response } = (await ask('GET', `/logs?workspace_id=w&call_id=${callId}&status=pending`)) as {
    response: { items: Json[]; total: number; page_number: number };
  };
  assert.deepEqual([response.total, response.page_number], [1, 1]);
  assert.equal(response.items[0]!['webhook_url'], 'https://hooks.example.org/log');
  const one = await ask('GET', `/logs/${String(response.items[0]!['webhook_log_id'])}?workspace_id=w`);
  assert.equal((one['response'] as Json)['call_id'], callId);
  const gone = await ask('GET', `/logs/${id}?workspace_id=w`, undefined, 404);
  assert.deepEqual(Object.keys(gone), ['error', 'message']);
});
