/** What the other rows leave: fields of calls, numbers and logs, and what is asked of them by query. */
import assert from 'node:assert/strict';
import { parseId } from '#kernel';
import { api, ask, call, configOf, create, detail, item, number, read, table, type Json } from './world.ts';

export const [restRows, row] = table();

const whole = async (one: Json) =>
  (await ask('GET', `/logs/${String(one['webhook_log_id'])}?workspace_id=w`))['response'] as Json;

for (const [shape, custom_variables] of [
  [
    'a list of pairs',
    [
      { key: 'Company', value: 'Acme' },
      { key: 'n', value: 7 },
    ],
  ],
  ['an object', { Company: 'Acme', n: 7 }],
  ['texts', ['Company: Acme', 'n: 7']],
] as const)
  row(`custom_variables as ${shape}`, async () => {
    await call(await create(), { custom_variables });
    const { Company, n } = api.calls.created.at(-1)!.variables;
    assert.deepEqual([Company, n], ['Acme', '7']);
  });

row('prompt, greeting, lead_email and lead_timezone are of this call alone', async () => {
  const model = await create({}, { prompt: 'Own.', greeting_message: 'Hello.' });
  await call(model, {
    ...{ prompt: 'Ask {name}.', greeting: 'Hi {name}.', lead_email: 'a@example.org' },
    lead_timezone: 'America/New_York',
  });
  const { overrides, person } = api.calls.created.at(-1)!;
  assert.deepEqual([overrides.prompt, overrides.greeting], ['Ask {{name}}.', 'Hi {{name}}.']);
  assert.deepEqual([person.email, person.time_zone], ['a@example.org', 'America/New_York']);
  const { prompt, greeting } = await configOf(model);
  assert.deepEqual([prompt, greeting], ['Own.', 'Hello.']);
});

row('above CAPS: 429 under detail, with Retry-After; a moment later it is taken', async () => {
  const model = await create();
  const { id } = api.organization;
  const { callsPerSecond } = (await api.store.organizations.get(id))!;
  await api.store.organizations.update(id, { callsPerSecond: 1 });
  await api.clock.advance(1_000);
  for (let n = 0; n < 10; n++) await call(model);
  const body = { model_id: model, phone: '+15550100002', name: 'one more' };
  const refused = await api.ask('POST', '/synthflow/v2/calls', { body });
  assert.deepEqual([refused.statusCode, refused.headers['retry-after']], [429, '1']);
  assert.match(String(detail(refused.json<Json>())['description']), /call attempts in a second/);
  await api.clock.advance(1_000);
  await call(model);
  await api.store.organizations.update(id, { callsPerSecond });
});

row('calls by offset; a recorded one of a version', async () => {
  const model = await create();
  const [first] = [await call(model), await call(model)];
  const { plan } = await api.calls.get({ organizationId: api.organization.id } as never, first);
  const at = api.clock.now();
  api.calls.append(
    first,
    { at, type: 'callee-rang', data: { status: 180 } },
    { at: at + 4000, type: 'call-answered', data: {} },
  );
  api.calls.change(first, {
    plan: { ...plan, versionId: api.ids.next() },
    recording: { path: 'a.wav', bytes: 10, durationMs: 4000 } as never,
    ...{ status: 'in_progress', answeredAt: at + 4000 },
  });
  const { response } = (await ask('GET', `/calls?model_id=${model}&limit=1&offset=1`)) as {
    response: { calls: Json[] };
  };
  const [shown] = response.calls;
  assert.deepEqual(
    [shown!['call_id'], shown!['recording_duration'], shown!['telephony_ringing_duration']],
    [first, '4', 4000],
  );
  assert.match(String(shown!['recording_url']), /^http/);
  assert.equal(typeof (await item(first))['assistant_version'], 'string');
});

row('numbers: every field of an import, and of a change', async () => {
  const phone_number = '+34600200300';
  const account = { trunk_username: 'u', trunk_pwd: 'p', sip_auth_username: 'u' };
  const uac = { uac_enabled: true, uac_register_expires: 600 };
  await ask('POST', '/custom-numbers', {
    ...{ workspace_id: 'w', phone_number, provider_name: 'telnyx', friendly_name: 'Desk' },
    ...{ sip_term_uri: 'sip:a.example.com', sip_outbound_proxy: 'sip:p.example.com', ...account, ...uac },
  });
  const trunk = async () => {
    const kept = await api.store.numbers.findByE164(api.organization.id, phone_number);
    return (await api.store.trunks.get(api.organization.id, kept!.trunkId!))!;
  };
  const { uri, username, password } = await trunk();
  assert.deepEqual([uri, username, password], ['sip:p.example.com', 'u', 'p']);
  const slug = phone_number.slice(1);
  const model = await create({ type: 'inbound' });
  await ask('PUT', `/assistants/${model}/phone_numbers`, { phone_number_slugs: [slug] });
  const shown = await ask('GET', `/numbers/${slug}?workspace=w`);
  assert.deepEqual(
    ['friendly_name', 'provider_name', 'sip_term_uri', 'sip_outbound_proxy'].map((name) => shown[name]),
    ['Desk', 'telnyx', 'sip:a.example.com', 'sip:p.example.com'],
  );
  assert.deepEqual(
    [shown['uac_enabled'], shown['uac_register_expires'], shown['assistants']],
    [true, 600, [{ model_id: model, name: 'Kim' }]],
  );
  await ask('PATCH', `/numbers/${slug}`, {
    ...{ provider_name: 'custom', termination_uri: 'sip:b.example.com', sip_auth_username: 'v' },
    ...{ uac_enabled: false, uac_register_expires: 60 },
  });
  assert.deepEqual([(await trunk()).uri, (await trunk()).username], ['sip:b.example.com', 'v']);
  const moved = { sip_term_uri: 'sip:c.example.com', sip_outbound_proxy: 'sip:q.example.com' };
  await ask('PATCH', `/numbers/${slug}`, moved);
  assert.equal((await trunk()).uri, 'sip:q.example.com');
  const page = (await ask('GET', '/numbers?workspace=w&limit=1&offset=1'))['response'] as Json;
  assert.equal((page['phone_numbers'] as Json[]).length, 1);
});

row('phone_number of an agent is its main number, and told with it', async () => {
  const [one, two] = [await number(), await number()];
  const body = { type: 'outbound', name: 'Kim', phone_number: one, agent: {} };
  const made = await ask('POST', '/assistants', body);
  assert.equal((made['details'] as Json)['phone'], one);
  const id = String((made['response'] as Json)['model_id']);
  await ask('PUT', `/assistants/${id}`, { phone_number: two });
  assert.equal((await read(parseId(id)!))['phone_number'], two);
});

row('default_agent: who answers when the hook does not', async () => {
  const [other, hook] = [await create(), 'https://hooks.example.org/in'];
  const id = await create({ inbound_call_webhook_url: hook, default_agent: other });
  assert.equal((await configOf(id)).inbound_hook?.fallback_agent_id, other);
  assert.equal((await read(id))['default_agent'], other);
  const third = await create();
  await ask('PUT', `/assistants/${id}`, { default_agent: third });
  assert.equal((await configOf(id)).inbound_hook?.fallback_agent_id, third);
  await ask('PUT', `/assistants/${id}`, { default_agent: String(api.ids.next()) }, 400);
  const { assistants } = (await ask('GET', '/assistants?offset=1&limit=2'))['response'] as {
    assistants: Json[];
  };
  assert.equal(assistants.length, 2);
});

row('logs: hooks and actions of calls, by every filter', async () => {
  const hook = 'https://hooks.example.org/in';
  const model = await create({ inbound_call_webhook_url: hook });
  const id = await call(model);
  const { plan } = await api.calls.get({ organizationId: api.organization.id } as never, id);
  const tool = { type: 'http', name: 'look', method: 'GET', url: 'https://a.example/{{x}}', timeout_ms: 100 };
  api.calls.change(id, {
    plan: { ...plan, config: { ...plan.config, tools: [tool], inbound_hook: { url: hook } } } as never,
  });
  const at = api.clock.now();
  api.calls.append(
    id,
    {
      at,
      type: 'inbound-hook-asked',
      data: { answer: 'default', tries: 4, status: 500, fault: 'late', ms: 9 },
    },
    { at: at + 5, type: 'tool-run', data: { run: 'r', tool: 'look', arguments: { x: 1 } } },
    { at: at + 9, type: 'tool-answered', data: { run: 'r', ok: true, detail: 'HTTP 200', result: { y: 2 } } },
    { at: at + 10, type: 'tool-run', data: { run: 's', tool: 'look', arguments: {} } },
  );
  const found = async (more: string) =>
    ((await ask('GET', `/logs?workspace_id=w&call_id=${id}${more}`))['response'] as { items: Json[] }).items;
  assert.deepEqual(
    (await found('')).map((one) => [one['webhook_url'], one['status'], one['response_status_code']]),
    [
      [tool.url, 'pending', null],
      [tool.url, 'success', 200],
      [hook, 'failed', 500],
    ],
  );
  for (const [more, count] of [
    ['&webhook_type=inbound_webhook', 1],
    ['&webhook_type=custom_action&http_method=GET', 2],
    ['&http_method=POST', 1],
    ['&status=success', 1],
    ['&search=a.example', 2],
    [`&assistant_id=${model}`, 3],
    [`&from_date=${at + 6}`, 1],
    [`&to_date=${at + 5}`, 1],
    ['&page_size=2&page_number=2', 1],
  ] as const)
    assert.equal((await found(more)).length, count, more);
  const [, action, asked] = await found('');
  const told = await whole(action!);
  assert.deepEqual(
    [told['webhook_type'], told['request_payload'], told['response_payload'], told['duration_ms']],
    ['custom_action', { x: 1 }, { y: 2 }, 4],
  );
  const failed = await whole(asked!);
  assert.deepEqual([failed['error_message'], failed['attempt_number']], ['late', 4]);
  await ask('GET', `/logs/${id}.99?workspace_id=w`, undefined, 404);
});

row('a change of zone, kind and description; a fade of 20 ms frames is kept', async () => {
  const id = await create({}, { interruption_fade_out: 5 });
  await ask('PUT', `/assistants/${id}`, {
    type: 'inbound',
    description: 'Desk',
    agent: { timezone: 'Europe/Madrid' },
  });
  await ask('PUT', `/assistants/${id}`, { agent: { interruption_fade_out: 7 } });
  const shown = await read(id);
  const { interruption_fade_out: fade, timezone } = shown['agent'] as Json;
  assert.deepEqual(
    [shown['type'], shown['description'], fade, timezone],
    ['inbound', 'Desk', 7, 'Europe/Madrid'],
  );
  const e164 = await number();
  await ask('PUT', `/assistants/${id}/phone_numbers`, { phone_numbers: [e164] });
  assert.equal((await api.store.numbers.findByE164(api.organization.id, e164))?.agentId, id);
  await call(id);
  assert.equal(api.calls.created.at(-1)!.person.time_zone, 'Europe/Madrid');
});
