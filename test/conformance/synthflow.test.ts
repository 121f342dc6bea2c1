/**
 * Synthflow's API as its page describes it: calls, agents, numbers, logs. One row a fact, each asked for its effect.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endWith, preparedCalls, type Agent, type AgentConfig, type Call } from '#domain';
import { parseId, type Id } from '#kernel';
import { synthflow } from '../../src/api/dialects/synthflow/routes.ts';
import { openTestApi, type TestApi } from '../../src/api/testing.ts';
import { EFFECTS, REFUSED, TOP } from './synthflow/agent-fields.ts';

type Json = Record<string, unknown>;

let api: TestApi;
let checks = 0;
before(async () => {
  api = await openTestApi({ dialects: [synthflow] });
});
after(async () => {
  await api.api.close();
  console.log(`conformance synthflow: ${checks} checks`);
});

function row(name: string, run: () => Promise<void>): void {
  checks += 1;
  test(`synthflow: ${name}`, run);
}

async function ask(method: string, path: string, body?: unknown, status = 200): Promise<Json> {
  const reply = await api.ask(method, `/synthflow/v2${path}`, body === undefined ? {} : { body });
  assert.equal(reply.statusCode, status, reply.body);
  return reply.json<Json>();
}

async function create(more: Json = {}, agent: Json = {}): Promise<Id> {
  const body = { type: 'outbound', name: 'Kim', agent: { prompt: 'Help {name}.', ...agent }, ...more };
  const { response } = await ask('POST', '/assistants', body);
  return parseId(String((response as Json)['model_id']))!;
}

async function configOf(id: Id): Promise<AgentConfig> {
  return (await api.store.agents.get(api.organization.id, id))!.config;
}

async function read(id: Id, query = ''): Promise<Json> {
  const { response } = await ask('GET', `/assistants/${id}${query}`);
  return (response as { assistants: Json[] }).assistants[0]!;
}

const detail = (body: Json): Json => body['detail'] as Json;

let nth = 0;
async function number(): Promise<string> {
  nth += 1;
  const phone_number = `+3460011${String(1000 + nth)}`;
  await ask('POST', '/custom-numbers', {
    ...{ workspace_id: 'w', phone_number, provider_name: 'custom', termination_uri: 'sip:trunk.example.com' },
  });
  return phone_number;
}

/** Field of `agent`, value, and what is in our configuration then. */
for (const [field, agent, effect, wanted] of EFFECTS)
  row(`agent.${field}`, async () => {
    const id = await create({}, agent);
    assert.deepEqual(effect(await configOf(id)), wanted);
    const shown = (await read(id))['agent'] as Json;
    for (const [name, value] of Object.entries(agent)) assert.deepEqual(shown[name], value, name);
  });

for (const [field, top, agent, effect, wanted] of TOP)
  row(field, async () => assert.deepEqual(effect(await configOf(await create(top, agent))), wanted));

row('external_webhook_url is an endpoint of the agent, and goes with null', async () => {
  const id = await create({ external_webhook_url: 'https://hooks.example.org/post' });
  const endpoints = () => api.store.webhooks.listEndpoints(api.organization.id, { limit: 10, agentId: id });
  const [endpoint] = await endpoints();
  assert.deepEqual([endpoint?.url, endpoint?.format], ['https://hooks.example.org/post', 'synthflow']);
  assert.match(endpoint?.secret ?? '', /^[0-9a-f]{64}$/);
  await ask('PUT', `/assistants/${id}`, { external_webhook_url: 'https://hooks.example.org/two' });
  assert.deepEqual(
    (await endpoints()).map(({ url }) => url),
    ['https://hooks.example.org/two'],
  );
  await ask('PUT', `/assistants/${id}`, { external_webhook_url: null });
  assert.deepEqual(await endpoints(), []);
});

row('PUT changes what is sent and nothing else', async () => {
  const id = await create(
    { description: 'd' },
    { greeting_message: 'Hi', patience_level: 'low', voice_speed: 1.1 },
  );
  const before = await configOf(id);
  await ask('PUT', `/assistants/${id}`, { agent: { patience_level: 'high' } });
  assert.deepEqual(await configOf(id), { ...before, turns: { preset: 'patient' } });
  const shown = await read(id);
  assert.deepEqual([shown['description'], (shown['agent'] as Json)['greeting_message']], ['d', 'Hi']);
});

row('an agent of another API is shown, and changed without loss', async () => {
  const made = await api.post('/v1/agents', {
    ...{ name: 'Native', prompt: 'Ask {{name}}.', greeting: 'Hello', language: 'de-DE' },
    ...{ turns: { preset: 'patient' }, knowledge: undefined },
  });
  const id = parseId(made.json<{ id: string }>().id)!;
  const { agent } = (await read(id)) as { agent: Json };
  assert.deepEqual(
    [
      agent['prompt'],
      agent['greeting_message'],
      agent['language'],
      agent['patience_level'],
      agent['timezone'],
    ],
    ['Ask {name}.', 'Hello', 'de-DE', 'high', 'Europe/Berlin'],
  );
  await ask('PUT', `/assistants/${id}`, { agent: { min_words_to_interrupt: '3' } });
  const { turns, prompt, language } = await configOf(id);
  assert.deepEqual(
    [turns?.preset, turns?.confirm_words, prompt, language],
    ['patient', 3, 'Ask {{name}}.', 'de-DE'],
  );
});

for (const [what, body, description] of REFUSED)
  row(`refuses ${what} under detail`, async () => {
    const told = detail(await ask('POST', '/assistants', body, 400));
    assert.match(String(told['description']), description);
    assert.match(String(told['request_id']), /^[0-9a-f]{32}$/);
  });

row('assistants are listed, with and without a slash, and deleted', async () => {
  const id = await create();
  for (const path of ['/assistants?limit=1', '/assistants/?limit=1']) {
    const { response } = (await ask('GET', path)) as { response: { assistants: Json[]; pagination: Json } };
    assert.equal(response.assistants.length, 1);
    assert.equal(response.pagination['limit'], 1);
  }
  assert.deepEqual(await ask('DELETE', `/assistants/${id}`), { status: 'ok', response: { answer: 'ok' } });
  await ask('GET', `/assistants/${id}`, undefined, 400);
});

row('a pool: attached by number or slug, first one shown, detached', async () => {
  const [one, two, id] = [await number(), await number(), await create()];
  assert.deepEqual(await ask('PUT', `/assistants/${id}/phone_numbers`, { phone_numbers: [one] }), {
    status: 'ok',
  });
  await ask('PUT', `/assistants/${id}/phone_numbers`, { phone_number_slugs: [two.slice(1)] });
  const shown = await read(id);
  assert.deepEqual(shown['attached_phone_numbers'], [
    { number: one, sid: null, slug: one.slice(1) },
    { number: two, sid: null, slug: two.slice(1) },
  ]);
  assert.equal(shown['phone_number'], one);
  await ask('DELETE', `/assistants/${id}/phone_numbers/${one.slice(1)}`);
  assert.equal((await read(id))['phone_number'], two);
  await ask('DELETE', `/assistants/${id}/phone_numbers/${one.slice(1)}`, undefined, 404);
  await ask(
    'PUT',
    `/assistants/${id}/phone_numbers`,
    { phone_numbers: [one], phone_number_slugs: [one] },
    400,
  );
});

row('a number answers for one inbound agent, and is shown by many outbound ones', async () => {
  const e164 = await number();
  const attach = (id: Id, status = 200) =>
    ask('PUT', `/assistants/${id}/phone_numbers`, { phone_numbers: [e164] }, status);
  const first = await create({ type: 'inbound' });
  await attach(first);
  assert.equal((await api.store.numbers.findByE164(api.organization.id, e164))?.agentId, first);
  await attach(await create({ type: 'inbound' }), 400);
  await attach(await create());
  await attach(await create());
  const { response } = (await ask('GET', '/numbers?workspace=w&limit=100&is_available=true')) as {
    response: { phone_numbers: Json[] };
  };
  assert.ok(!response.phone_numbers.some((one) => one['number'] === e164));
});

row('a call shows a number of its agent and no other', async () => {
  const [own, other, id] = [await number(), await number(), await create()];
  await ask('PUT', `/assistants/${id}/phone_numbers`, { phone_numbers: [own] });
  const body = { model_id: id, phone: '+15550100002', name: 'A' };
  await ask('POST', '/calls', { ...body, from_phone_number: own });
  const told = detail(await ask('POST', '/calls', { ...body, from_phone_number: other }, 400));
  assert.match(String(told['description']), /from_phone_number: Is not a number attached/);
});

row('numbers: read, changed with their trunk, deleted', async () => {
  const e164 = await number();
  const slug = e164.slice(1);
  await ask('PATCH', `/numbers/${slug}`, { friendly_name: 'Desk', trunk_username: 'u', trunk_pwd: 'p' });
  const shown = await ask('GET', `/numbers/${slug}?workspace=w`);
  assert.deepEqual(
    [shown['slug'], shown['phone_number'], shown['friendly_name'], shown['sip_auth_username'], shown['sid']],
    [slug, e164, 'Desk', 'u', null],
  );
  const kept = await api.store.numbers.findByE164(api.organization.id, e164);
  assert.equal(
    (await api.store.trunks.get(api.organization.id, kept!.trunkId!))?.uri,
    'sip:trunk.example.com',
  );
  await ask('DELETE', `/numbers/${slug}`);
  await ask('GET', `/numbers/${slug}?workspace=w`, undefined, 404);
  await ask('GET', '/numbers', undefined, 400);
});

row('custom-numbers refuses what misses its trunk', async () => {
  const body = { workspace_id: 'w', phone_number: '+34600999888' };
  await ask('POST', '/custom-numbers', body, 400);
  await ask('POST', '/custom-numbers', { ...body, provider_name: 'zoom', uac_enabled: true }, 400);
  await ask('POST', '/custom-numbers', { ...body, provider_name: 'zoom' });
});

async function call(id: Id, more: Json = {}): Promise<Id> {
  const body = { model_id: id, phone: '+15550100002', name: `N${(nth += 1)}`, ...more };
  const { response } = await ask('POST', '/calls', body);
  return parseId(String((response as Json)['call_id']))!;
}
const item = async (id: Id): Promise<Json> =>
  ((await ask('GET', `/calls/${id}`))['response'] as { calls: Json[] }).calls[0]!;

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

row('a foreign agent is nobody’s', async () => {
  const id = await create();
  const agent: Agent = (await api.store.agents.get(api.organization.id, id))!;
  const foreign = { ...agent, id: api.ids.next(), organizationId: api.ids.next() };
  await api.store.agents.insert(foreign);
  await ask('GET', `/assistants/${foreign.id}`, undefined, 400);
  await ask('PUT', `/assistants/${foreign.id}/phone_numbers`, { phone_numbers: [] }, 404);
});
