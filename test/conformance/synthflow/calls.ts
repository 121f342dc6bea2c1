/** Calls: placed, listed, read, announced. */
import assert from 'node:assert/strict';
import { endWith, preparedCalls, type AgentConfig, type Call } from '#domain';
import { parseId } from '#kernel';
import { api, ask, call, create, detail, item, table, type Json } from './world.ts';

export const [callRows, row] = table();

row('a call may bring its webhook, its external id and its agent’s zone', async () => {
  const id = await create({}, { timezone: 'Europe/Madrid' });
  await call(id, { external_webhook_url: 'https://hooks.example.org/one', external_id: 'x-1' });
  const { webhook, source, person, pendingFeatures } = api.calls.created.at(-1)!;
  assert.deepEqual([webhook?.url, webhook?.format], ['https://hooks.example.org/one', 'synthflow']);
  assert.deepEqual(
    [source.data['external_id'], person.time_zone, pendingFeatures],
    ['x-1', 'Europe/Madrid', []],
  );
});

row('list: the fields of get and list on both, newest first, by page', async () => {
  const id = await create();
  const [first, second] = [await call(id), await call(id)];
  const { response } = (await ask('GET', `/calls?model_id=${id}&limit=2&start_date=x`)) as {
    response: { calls: Json[]; pagination: Json };
  };
  assert.deepEqual(
    response.calls.map((one) => one['call_id']),
    [second, first],
  );
  assert.deepEqual(response.pagination, { total_records: 2, limit: 2, offset: 0 });
  assert.deepEqual(response.calls[1], await item(first));
  for (const name of ['status', 'call_status', 'lead_name', 'lead_phone_number'])
    assert.ok(name in response.calls[0]!);
});

const BAD_LISTS = [
  'limit=0',
  'limit=101',
  'limit=x',
  'call_status=gone',
  'from_date=tomorrow',
  'end_call_reason=x',
];
for (const query of BAD_LISTS)
  row(`list refuses ${query}`, async () => {
    const told = detail(await ask('GET', `/calls?model_id=${await create()}&${query}`, undefined, 400));
    if (query === 'limit=0') assert.equal(told['description'], 'Limit must be between 1 and 100.');
  });
row('list needs model_id', async () => void (await ask('GET', '/calls', undefined, 400)));

row('list: what its filters ask of the engine', async () => {
  const id = await create();
  const seen: unknown[] = [];
  const { list } = api.calls;
  api.calls.list = async (tenant, query) => (seen.push(query), list(tenant, query));
  const day = Date.parse('2026-03-02');
  await ask('GET', `/calls?model_id=${id}&from_date=${day}&to_date=2026-03-03&call_status=left_voicemail`);
  await ask('GET', `/calls?model_id=${id}&duration_min=5&duration_max=9&lead_phone_number=%2B15550100002`);
  await ask('GET', `/calls?model_id=${id}&end_call_reason=voicemail_message_left`);
  api.calls.list = list;
  const [dates, lengths, reasons] = seen as Json[];
  assert.deepEqual([dates!['createdFrom'], dates!['createdTo']], [day, day + 86_400_000 - 1]);
  assert.deepEqual(dates!['states'], [
    { status: ['ended'], outcome: ['voicemail'], endCodes: ['voicemail-left'] },
  ]);
  assert.deepEqual(
    [lengths!['durationMin'], lengths!['durationMax'], lengths!['party']],
    [5000, 9999, '+15550100002'],
  );
  assert.deepEqual(reasons!['endCodes'], ['voicemail-left']);
});

row('a custom end: its word and its reason', async () => {
  const id = await call(await create());
  const at = api.clock.now();
  const outcome = endWith('agent-hung-up', 'conversation', { stated: 'not interested' });
  api.calls.change(id, {
    status: 'ended',
    answeredAt: at,
    endedAt: at + 5000,
    outcome,
  } satisfies Partial<Call>);
  const shown = await item(id);
  assert.deepEqual(
    [
      shown['end_call_reason'],
      shown['custom_end_call_reason'],
      shown['duration'],
      shown['telephony_duration'],
    ],
    ['custom_end_call', 'not interested', 5, 5000],
  );
  assert.equal(typeof shown['start_time'], 'string');
});

row('executed actions: leaf JSON and truths as text', async () => {
  const schema = { type: 'object', properties: { size: { type: 'string', description: 'Which size' } } };
  const id = await call(await create());
  const { plan } = await api.calls.get({ organizationId: api.organization.id } as never, id);
  const tools = [{ type: 'http', name: 'look_up', method: 'GET', url: 'https://a.example', timeout_ms: 100 }];
  api.calls.append(
    id,
    { at: 5, type: 'tool-run', data: { run: 'm1.1', tool: 'look_up', arguments: { q: 1 } } },
    { at: 7, type: 'tool-answered', data: { run: 'm1.1', ok: true, result: { found: 2 } } },
  );
  api.calls.change(id, {
    plan: { ...plan, config: { ...plan.config, analysis: { schema }, tools } as AgentConfig },
    analysis: {
      ...{ by: 'llm', model: 'a/b', summary: null, data: { size: 'XL' }, tags: [], disposition: null },
      ...{ success: false, success_reason: 'No.', sentiment: 'neutral', fault: null, created_at: 9 },
    },
  });
  const shown = await item(id);
  const { info_extractor_size: size, look_up } = shown['executed_actions'] as Record<string, Json>;
  assert.equal(size!['return_value'], '{"size":"XL"}');
  assert.equal(size!['is_relevant_action'], 'true');
  assert.deepEqual(
    [look_up!['action_type'], look_up!['return_value'], look_up!['parameters_from_llm']],
    ['custom_function_action_type', '{"found":2}', '{"q":1}'],
  );
  const judged = shown['judge_results'] as Record<string, unknown>;
  assert.ok(
    Object.keys(judged).length >= 35 && Object.values(judged).every((one) => typeof one === 'string'),
  );
  assert.deepEqual(
    [judged['goal'], judged['goal_feedback'], judged['user_sentiment']],
    ['false', 'No.', 'partial'],
  );
});

row('prepare_inbound: registered until it comes in', async () => {
  const model = await create({ type: 'inbound' });
  const told = await ask('POST', '/prepare_inbound', {
    ...{ from_number: '+15550100002', to_number: '+34600111222', model_id: model, workspace_id: 'w' },
    custom_variables: { tier: 'gold' },
  });
  const id = parseId(String(told['synthflow_call_id']))!;
  assert.deepEqual(told, {
    ...{ call_status: 'registered', synthflow_call_id: id, direction: 'inbound', model_id: model },
    ...{ workspace_id: 'w', custom_variables: { tier: 'gold' } },
  });
  assert.equal((await item(id))['call_status'], 'registered');
  const calls = preparedCalls(api.store.dialectData);
  const kept = await calls.get(api.organization.id, id, api.clock.now());
  assert.deepEqual([kept?.agentId, kept?.variables], [model, { tier: 'gold' }]);
  assert.equal(await calls.get(api.organization.id, id, api.clock.now() + 3_600_001), null);
});

row('media over a WebSocket is refused plainly', async () => {
  const body = { modelId: await create(), fromPhoneNumber: '+15550100001', toPhoneNumber: '+15550100002' };
  const told = detail(await ask('POST', '/calls/outbound-test-ws-media', body, 503));
  assert.match(String(told['description']), /WebSocket.*sip:/);
  await ask('GET', '/calls/outbound-test-ws-media/base-url', undefined, 503);
});
