/** Actions that need somebody else's service, and transfers: each field by what it makes of the tool. */
import assert from 'node:assert/strict';
import { parseId } from '#kernel';
import { api, ask, create, configOf, detail, number, read, table, type Json } from './world.ts';

export const [actionFieldRows, row] = table();

async function made(body: Json): Promise<string> {
  return String(((await ask('POST', '/actions', body))['response'] as Json)['action_id']);
}

async function toolOf(id: string): Promise<Json> {
  return (await api.store.tools.get(api.organization.id, parseId(id)!))!.config as unknown as Json;
}

/** The tool as a create makes it, and as an update with the whole body leaves it. */
async function twice(kind: string, body: Json): Promise<Json> {
  const id = await made({ [kind]: body });
  const tool = await toolOf(id);
  await ask('PUT', `/actions/${id}`, { [kind]: body });
  assert.deepEqual(await toolOf(id), tool);
  return tool;
}

async function connected(provider: string, key: string): Promise<void> {
  const at = api.clock.now();
  const { id: organizationId } = api.organization;
  const all = await api.store.providerKeys.list(organizationId);
  if (all.some((one) => one.provider === provider)) return;
  await api.store.providerKeys.insert({
    ...{ id: api.ids.next(), organizationId, provider, name: provider, key, url: null, state: 'untested' },
    ...{ testedAt: null, createdAt: at, updatedAt: at },
  } as never);
}

const LIVE = { phone: '+34600111222', instructions: 'If asked.', initiating_msg: 'I connect you.' };
const AVAILABLE = {
  ...{ timezone: 'Europe/Berlin', unavailable_message: 'Back at nine, {name}.', active: true },
  schedule: [
    { weekday: 'Monday', interval: [{ from: '9:00', to: '17:30' }] },
    { weekday: 5, interval: [{ from: '10:00', to: '12:00' }] },
  ],
};
const WARM: readonly (readonly [string, Json, Json])[] = [
  ['goodbye_msg', { goodbye_msg: 'Bye {name}.' }, { goodbye: 'Bye {{name}}.' }],
  ['digits', { digits: '12w3' }, { digits: '12w3' }],
  ['preserve_caller_id', { preserve_caller_id: true }, { show_callee: true }],
  ['preserve_caller_id off', { preserve_caller_id: false }, { show_callee: undefined }],
  ['stop_recording_after_transfer', { stop_recording_after_transfer: true }, { stop_recording: true }],
  ['summarization_prompt', { summarization_prompt: 'Only {order}.' }, { briefing_prompt: 'Only {{order}}.' }],
  [
    'message_to_transfer_target',
    { message_to_transfer_target: 'It is {name}.' },
    { briefing: 'It is {{name}}.' },
  ],
  ['failed_msg', { failed_msg: 'Nobody.' }, { failed: 'Nobody.' }],
  ['timeout', { timeout: 45 }, { ring_timeout_s: 45 }],
  ['screened', { screened: true }, { confirm: true }],
  [
    'human_detection, human_detection_timeout_seconds',
    { human_detection: true, human_detection_timeout_seconds: 90 },
    { confirm: true, confirm_timeout_s: 90 },
  ],
  [
    'human_availability',
    { human_availability: AVAILABLE },
    {
      hours: {
        time_zone: 'Europe/Berlin',
        closed: 'Back at nine, {{name}}.',
        windows: [
          { days: ['mon'], from: '09:00', to: '17:30' },
          { days: ['sat'], from: '10:00', to: '12:00' },
        ],
      },
    },
  ],
  [
    'human_availability not active',
    { human_availability: { ...AVAILABLE, active: false } },
    { hours: undefined },
  ],
];
for (const [what, given, wanted] of WARM)
  row(`LIVE_TRANSFER ${what}`, async () => {
    const tool = await twice('LIVE_TRANSFER', { transfer_mode: 'warm_transfer', ...LIVE, ...given });
    for (const [name, value] of Object.entries(wanted)) assert.deepEqual(tool[name], value, name);
  });

for (const [what, given, says] of [
  ['a strange key', { digits: 'hello' }, /digits: Must be keys/],
  ['a strange zone', { human_availability: { ...AVAILABLE, timezone: 'Mars' } }, /timezone: Must be an IANA/],
  [
    'two intervals',
    { human_availability: { ...AVAILABLE, schedule: [{ weekday: 'mon', interval: [{}, {}] }] } },
    /exactly one interval/,
  ],
  [
    'a detection of 5 s',
    { human_detection: true, human_detection_timeout_seconds: 5 },
    /human_detection_timeout/,
  ],
] as const)
  row(`LIVE_TRANSFER with ${what} is refused`, async () => {
    const LIVE_TRANSFER = { transfer_mode: 'warm_transfer', ...LIVE, ...given };
    assert.match(String(detail(await ask('POST', '/actions', { LIVE_TRANSFER }, 400))['description']), says);
  });

row('SEND_SMS content, instructions', async () => {
  await connected('twilio', 'AC1:tok');
  await number();
  const tool = await twice('SEND_SMS', { content: 'Hi {name}', instructions: 'Afterwards.' });
  assert.deepEqual(
    [tool['type'], tool['account'], tool['text'], tool['description']],
    ['send_sms', 'AC1', 'Hi {{name}}', 'Afterwards.'],
  );
});

row('INCALL_SMS: every field; a reply is not waited for', async () => {
  await connected('twilio', 'AC1:tok');
  const body = {
    ...{ message_body: 'Hi {name}', wait_for_reply: false, timeout_seconds: 5 },
    ...{ fallback_message: 'It did not work.', message_before_action: 'One moment.' },
  };
  const tool = await twice('INCALL_SMS', body);
  const speech = { before: 'One moment.', error: 'It did not work.', during_after_ms: 2500 };
  assert.deepEqual([tool['text'], tool['timeout_ms'], tool['speech']], ['Hi {{name}}', 5000, speech]);
  const INCALL_SMS = { message_body: 'x', wait_for_reply: true };
  await ask('POST', '/actions', { INCALL_SMS }, 400);
});

row('INCALL_WHATSAPP is refused by name', async () => {
  const told = detail(await ask('POST', '/actions', { INCALL_WHATSAPP: { content_sid: 'HX1' } }, 400));
  assert.match(String(told['description']), /WhatsApp is not sent here/);
});

const BOOKING = {
  ...{ first_appt_date: '2026-03-01', max_time_slots: 2, min_hours_diff: 4, no_of_days: 5 },
  timezone: 'Europe/Madrid',
};
row('REAL_TIME_BOOKING with Cal.com', async () => {
  await connected('cal_com', 'cal_key');
  const CALCOM = {
    ...{ event_id: 77, user_email: 'a@example.org', integration: 'GMeet', sms_boolean: false },
    sms_message: '',
  };
  const tool = await twice('REAL_TIME_BOOKING', { ...BOOKING, CALCOM });
  assert.deepEqual(
    ['provider', 'calendar', 'key', 'max_slots', 'notice_hours', 'days'].map((name) => tool[name]),
    ['cal_com', '77', 'cal_key', 2, 4, 5],
  );
  assert.match(String(tool['description']), /from 2026-03-01 on, in the zone Europe\/Madrid/);
});

row('REAL_TIME_BOOKING with GoHighLevel', async () => {
  await connected('gohighlevel', 'loc:token');
  const GHL = { calendar_id: 'abc', autoconfirm: 'confirmed', booking_title: 'Visit' };
  const tool = await twice('REAL_TIME_BOOKING', { ...BOOKING, GHL });
  assert.deepEqual([tool['provider'], tool['calendar'], tool['location']], ['gohighlevel', 'abc', 'loc']);
});

const CUSTOM = {
  ...{ http_mode: 'POST', url: 'https://shop.example/{order}', name: 'find', description: 'Finds.' },
  ...{ run_action_before_call_start: false, prompt: 'When asked.', failure_timeout: 4 },
  ...{ headers: [{ key: 'X-A', value: '1' }], query_parameters: [{ key: 'q', value: '{n}' }] },
  ...{ variables_before_the_call: [{ key: 'shop', value: '7' }], json_body_stringified: '{"a":"<size>"}' },
  variables_during_the_call: [{ name: 'size', description: 'Which', example: 'XL', type: 'string' }],
  ...{ speech_while_using_the_tool: 'Still.', message_before_action_starts: 'Wait.', message_delay: 'Soon.' },
  ...{ message_delay_time: 3, message_error: 'No luck.', agent_speak_naturally: false },
  ...{ action_sound: 'typing', integration: 'hubspot' },
};
for (const [location, wanted] of [
  ['header', { type: 'header', name: 'X-Key', value: 's3cret' }],
  ['query', { type: 'query', name: 'X-Key', value: 's3cret' }],
  ['body', { type: 'body', name: 'X-Key', value: 's3cret' }],
] as const)
  row(`CUSTOM_ACTION whole, its secret in the ${location}`, async () => {
    const custom_auth = { is_needed: true, location, key: 'X-Key', value: 's3cret' };
    const tool = await twice('CUSTOM_ACTION', { ...CUSTOM, custom_auth });
    assert.deepEqual(tool['auth'], wanted);
    assert.deepEqual(
      [tool['method'], tool['url'], tool['body'], tool['timeout_ms'], tool['arguments']],
      ['POST', 'https://shop.example/{{order}}?q={{n}}', { a: '{{size}}' }, 4000, { shop: '7' }],
    );
    const { action_sound, integration } = CUSTOM;
    const [shown] = ((await ask('GET', '/actions?limit=1'))['response'] as { actions: Json[] }).actions;
    const kept = shown!['parameters_hard_coded'] as Json;
    assert.deepEqual([kept['action_sound'], kept['integration']], [action_sound, integration]);
    assert.doesNotMatch(JSON.stringify(kept), /s3cret/);
  });

for (const [type, own, change, wanted] of [
  ['YES_NO', {}, { description: 'Or not?' }, 'Or not?'],
  ['SINGLE_CHOICE', { choices: ['a'] }, { description: 'Which?', choices: ['b'] }, 'Which?'],
  ['OPEN_QUESTION', { examples: ['x'] }, { description: 'Why?', examples: ['y'] }, 'Why?'],
] as const)
  row(`INFORMATION_EXTRACTOR ${type} changed by its nested body`, async () => {
    const body = { identifier: 'it', description: 'What?', ...own };
    const id = await made({ INFORMATION_EXTRACTOR: { [type]: body } });
    const agent = await create();
    await ask('POST', '/actions/attach', { model_id: agent, actions: [id] });
    await ask('PUT', `/actions/${id}`, {
      INFORMATION_EXTRACTOR: { [type]: { identifier: 'it', ...change } },
    });
    const properties = (await configOf(agent)).analysis?.schema?.['properties'] as Record<string, Json>;
    assert.equal(properties['it']!['description'], wanted);
    assert.deepEqual((await read(agent, '?include_actions=true'))['actions'], [id]);
  });

row('CUSTOM_EVAL changed', async () => {
  const question = { identifier: 'polite', text: 'Was it?', category: 'numeric', expected_result: 5 };
  const id = await made({ CUSTOM_EVAL: { question } });
  await ask('PUT', `/actions/${id}`, { CUSTOM_EVAL: { question: { ...question, text: 'Is it?' } } });
  const { actions } = (await ask('GET', `/actions/${id}`))['response'] as { actions: Json[] };
  assert.match(JSON.stringify(actions[0]!['parameters_hard_coded']), /Is it\?/);
});

row('actions written into an agent are made, changed by their name, and taken with []', async () => {
  const one = { type: 'CUSTOM_ACTION', name: 'find', CUSTOM_ACTION: CUSTOM };
  const size = {
    type: 'INFORMATION_EXTRACTOR',
    INFORMATION_EXTRACTOR: { OPEN_QUESTION: { identifier: 'size' } },
  };
  const agent = await create({ actions: [one, size] });
  const before = (await read(agent, '?include_actions=true'))['actions'] as string[];
  assert.equal(before.length, 2);
  const { tools, analysis } = await configOf(agent);
  assert.deepEqual(
    tools!.map(({ type }) => type),
    ['end_call', 'saved'],
  );
  assert.ok('size' in (analysis!.schema!['properties'] as Json));
  await ask('PUT', `/assistants/${agent}`, {
    actions: [{ ...one, CUSTOM_ACTION: { ...CUSTOM, http_mode: 'GET' } }],
  });
  const after = (await read(agent, '?include_actions=true'))['actions'] as string[];
  assert.ok(after.length === 1 && before.includes(after[0]!));
  assert.equal((await toolOf(after[0]!))['method'], 'GET');
  assert.equal((await configOf(agent)).analysis?.schema, undefined);
  await ask('PUT', `/assistants/${agent}`, { actions: [] });
  assert.deepEqual((await read(agent, '?include_actions=true'))['actions'], []);
  const bad = { type: 'outbound', name: 'x', agent: {}, actions: [{ SEND_SMS: {} }] };
  assert.match(
    String(detail(await ask('POST', '/assistants', bad, 400))['description']),
    /content: Is required/,
  );
});
