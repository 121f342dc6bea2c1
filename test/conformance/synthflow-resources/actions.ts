/** Synthflow's actions: each line of its page by its effect, over PostgreSQL. */
import assert from 'node:assert/strict';
import { parseId } from '#kernel';
import { config, newAgent, ok, refused, rig, type Body, table } from './rig.ts';

export const [actionRows, check] = table();

const CUSTOM = {
  ...{ http_mode: 'POST', url: 'https://shop.example/orders/{order}', name: 'Find order' },
  run_action_before_call_start: false,
};
async function newAction(body: Body): Promise<string> {
  return (await ok('POST', '/actions', body))['response'].action_id;
}
async function toolOf(id: string): Promise<Body> {
  return (await rig.ask('GET', `/v1/tools/${id}`)).body['config'];
}

const extractors: readonly (readonly [string, Body, Body])[] = [
  [
    'YES_NO',
    { identifier: 'is happy', description: 'Are they?' },
    { type: 'boolean', description: 'Are they?' },
  ],
  ['SINGLE_CHOICE', { identifier: 'size', choices: ['S', 'XL'] }, { type: 'string', enum: ['S', 'XL'] }],
  ['OPEN_QUESTION', { identifier: 'why', examples: ['rain'] }, { type: 'string', examples: ['rain'] }],
];
for (const [type, body, wanted] of extractors)
  check(`INFORMATION_EXTRACTOR ${type} asks the analysis for its identifier`, async () => {
    const made = await ok('POST', '/actions', { INFORMATION_EXTRACTOR: { [type]: body } });
    assert.deepEqual([made['status'], made['response'].action_type], ['success', 'Information Extractor']);
    const id = made['response'].action_id;
    const [read] = (await ok('GET', `/actions/${id}`))['response'].actions;
    assert.deepEqual(
      [read.action_type, read.name],
      ['INFORMATION_EXTRACTOR', `info_extractor_${body['identifier']}`],
    );
    assert.deepEqual(
      [read.parameters_hard_coded.type, read.parameters_hard_coded.identifier],
      [type, body['identifier']],
    );
    const agent = await newAgent();
    await ok('POST', '/actions/attach', { model_id: agent, actions: [id] });
    const properties = (await config(agent)).analysis!.schema!['properties'] as Body;
    const { title: _, ...schema } = properties[body['identifier']];
    assert.deepEqual(schema, wanted);
    await ok('POST', '/actions/detach', { model_id: agent, actions: [id] });
    assert.equal((await config(agent)).analysis?.schema, undefined);
  });

check('PUT of an extractor is flat, and reaches the agents that have it', async () => {
  const id = await newAction({
    INFORMATION_EXTRACTOR: { SINGLE_CHOICE: { identifier: 'tier', choices: ['a'] } },
  });
  const agent = await newAgent();
  await ok('POST', '/actions/attach', { model_id: agent, actions: [id] });
  await ok('PUT', `/actions/${id}`, { identifier: 'level', choices: ['b', 'c'] });
  const properties = (await config(agent)).analysis!.schema!['properties'] as Body;
  assert.deepEqual([Object.keys(properties), properties['level'].enum], [['level'], ['b', 'c']]);
});

for (const [category, type] of [
  ['pass_fail', 'boolean'],
  ['numeric', 'number'],
  ['descriptive', 'string'],
  ['likert_scale', 'integer'],
])
  check(`CUSTOM_EVAL ${category} asks the analysis for a ${type}`, async () => {
    const question = { identifier: 'polite', text: 'Was it polite?', category, expected_result: 'yes' };
    const id = await newAction({ CUSTOM_EVAL: { question } });
    const agent = await newAgent();
    await ok('POST', '/actions/attach', { model_id: agent, items: [{ action_id: id }] });
    const property = ((await config(agent)).analysis!.schema!['properties'] as Body)['polite'];
    assert.equal(property.type, type);
    assert.match(property.description, /Was it polite\? Expected: "yes"/);
  });

const customFields: readonly (readonly [string, Body, Body])[] = [
  ['http_mode', { http_mode: 'GET' }, { method: 'GET' }],
  ['url with {variables}', {}, { url: 'https://shop.example/orders/{{order}}' }],
  ['name', {}, { name: 'Find_order' }],
  [
    'description and prompt',
    { description: 'Finds.', prompt: 'When asked.' },
    { description: 'Finds. When asked.' },
  ],
  ['headers', { headers: [{ key: 'X-A', value: '{tier}' }] }, { headers: { 'X-A': '{{tier}}' } }],
  [
    'query_parameters',
    { query_parameters: [{ key: 'q', value: 'a b {n}' }] },
    { url: 'https://shop.example/orders/{{order}}?q=a%20b%20{{n}}' },
  ],
  [
    'json_body_stringified with {call} and <body> variables',
    { json_body_stringified: '{"a":"{name}","b":["<size>"],"c":1}' },
    { body: { a: '{{name}}', b: ['{{size}}'], c: 1 } },
  ],
  [
    'custom_auth Bearer',
    { custom_auth: { is_needed: true, location: 'header', value: 's3cret' } },
    { auth: { type: 'bearer', token: '***' } },
  ],
  [
    'custom_auth header',
    { custom_auth: { is_needed: true, key: 'X-Key', value: 's3cret' } },
    { auth: { type: 'header', name: 'X-Key', value: '***' } },
  ],
  ['custom_auth not needed', { custom_auth: { is_needed: false, value: 'x' } }, { auth: undefined }],
  [
    'variables_before_the_call',
    { variables_before_the_call: [{ key: 'shop', value: '7' }] },
    { arguments: { shop: '7' } },
  ],
  ['failure_timeout', { failure_timeout: 3.5 }, { timeout_ms: 3500 }],
  ['run_action_before_call_start', { run_action_before_call_start: true }, { when: 'before' }],
  [
    'messages around it',
    {
      ...{ message_before_action_starts: 'One moment.', speech_while_using_the_tool: 'Still looking.' },
      ...{ message_delay: 'It takes long.', message_delay_time: 4, message_error: 'No luck.' },
    },
    {
      speech: {
        ...{ before: 'One moment.', during: ['Still looking.', 'It takes long.'] },
        ...{ during_after_ms: 4000, error: 'No luck.' },
      },
    },
  ],
];
for (const [what, given, wanted] of customFields)
  check(`CUSTOM_ACTION ${what}`, async () => {
    const tool = await toolOf(await newAction({ CUSTOM_ACTION: { ...CUSTOM, ...given } }));
    for (const [name, value] of Object.entries(wanted)) assert.deepEqual(tool[name], value, name);
  });

check('CUSTOM_ACTION agent_speak_naturally: the model words it', async () => {
  const given = { message_before_action_starts: 'Wait.', agent_speak_naturally: true };
  const tool = await toolOf(await newAction({ CUSTOM_ACTION: { ...CUSTOM, ...given } }));
  assert.equal(tool['speech'], undefined);
  assert.match(tool['description'], /in your own words: Wait\./);
});

const types = [
  ...[
    ['string', 'string'],
    ['int', 'integer'],
    ['float', 'number'],
    ['bool', 'boolean'],
    ['list', 'array'],
  ],
  ...[
    ['money', 'number'],
    ['phone_number', 'string'],
    ['email', 'string'],
    ['datetime', 'string'],
    ['utc_datetime', 'string'],
  ],
] as const;
for (const [type, wanted] of types)
  check(`CUSTOM_ACTION variables_during_the_call of type ${type}`, async () => {
    const variables_during_the_call = [{ name: 'v', description: 'A thing.', example: 'x', type }];
    const tool = await toolOf(await newAction({ CUSTOM_ACTION: { ...CUSTOM, variables_during_the_call } }));
    const { v } = tool['parameters'].properties;
    assert.deepEqual([v.type, v.examples, tool['parameters'].required], [wanted, ['x'], ['v']]);
    assert.match(v.description, /^A thing\./);
  });

check('a secret is kept and never shown, and *** keeps it', async () => {
  const custom_auth = { is_needed: true, value: 's3cret' };
  const id = await newAction({ CUSTOM_ACTION: { ...CUSTOM, custom_auth } });
  const shown = JSON.stringify(await ok('GET', `/actions/${id}?include_assistants=true`));
  assert.doesNotMatch(shown, /s3cret/);
  await ok('PUT', `/actions/${id}`, { CUSTOM_ACTION: { name: 'Other' } });
  assert.deepEqual(
    [(await toolOf(id))['name'], (await toolOf(id))['auth']],
    ['Other', { type: 'bearer', token: '***' }],
  );
});

check('LIVE_TRANSFER to a phone, warm with context', async () => {
  const LIVE_TRANSFER = {
    ...{ transfer_mode: 'warm_transfer_with_context', phone: '+34600111222', instructions: 'If asked.' },
    ...{ initiating_msg: 'I connect you.', message_to_transfer_target: 'It is about {order}.' },
    ...{ failed_msg: 'Nobody there.', timeout: 45, screened: true },
  };
  assert.deepEqual(await toolOf(await newAction({ LIVE_TRANSFER })), {
    ...{ type: 'transfer', name: 'live_transfer', description: 'If asked.', to: '+34600111222' },
    ...{ mode: 'attended', announcement: 'I connect you.', briefing: 'It is about {{order}}.' },
    ...{ confirm: true, ring_timeout_s: 45, failed: 'Nobody there.' },
  });
});

check('LIVE_TRANSFER to a phone book, whose entries the model chooses among', async () => {
  const book = (await ok('POST', '/phonebooks', { name: 'Branches' }))['response'].key;
  const entry = { phone_number: '+34600111222', transfer_condition: 'Invoices.' };
  const key = (await ok('POST', `/phonebooks/${book}/entries`, entry))['response'].key;
  const LIVE_TRANSFER = {
    transfer_mode: 'cold_transfer',
    phone_book_id: book,
    instructions: 'x',
    initiating_msg: '',
  };
  const id = await newAction({ LIVE_TRANSFER });
  await ok('PUT', `/actions/${id}`, { LIVE_TRANSFER });
  const tool = await toolOf(id);
  assert.deepEqual([tool['mode'], parseId(tool['phone_book_id'])], ['blind', book]);
  const [shown] = (await ok('GET', '/phonebooks'))['response'].phonebooks;
  assert.deepEqual(
    shown.entries.map((one: Body) => one['transfer_condition']),
    ['Invoices.'],
  );
  assert.deepEqual(await ok('DELETE', `/phonebooks/${book}/entries/${key}`), { status: 'success' });
  assert.deepEqual(await ok('DELETE', `/phonebooks/${book}`), { status: 'success' });
});

check('SEND_SMS and INCALL_SMS need a connected Twilio, and use its key and a number', async () => {
  const SEND_SMS = { content: 'Hi {name}', instructions: 'After the call.' };
  await refused('POST', '/actions', { SEND_SMS }, 400, /Twilio is not connected.*provider twilio/);
  await rig.ask('POST', '/v1/provider-keys', { provider: 'twilio', key: 'AC1:tok', test: false });
  await rig.ask('POST', '/v1/numbers', { e164: '+15550100001' });
  const made = await rig.ask('POST', '/actions', { SEND_SMS });
  if (made.status !== 200) return; // The models of this rig know no such provider.
  const tool = await toolOf(made.body['response'].action_id);
  assert.deepEqual([tool['type'], tool['text'], tool['account']], ['send_sms', 'Hi {{name}}', 'AC1']);
});

check('attach: when, condition and inputs; null keeps, "" clears', async () => {
  const id = await newAction({ CUSTOM_ACTION: CUSTOM });
  const agent = await newAgent();
  const input_variables_mapping = [
    { variable_name: 'order', source: 'hardcoded', hardcoded_value: '7' },
    {
      variable_name: 'why',
      source: 'llm',
      llm_config: { description: 'The reason', example: 'late', required: true },
    },
  ];
  const item = {
    action_id: id,
    attachment_type: 'after',
    trigger_condition: 'They asked.',
    input_variables_mapping,
  };
  assert.deepEqual(await ok('POST', '/actions/attach', { model_id: agent, items: [item] }), {
    status: 'success',
    response: {},
  });
  const overrides = async () => ((await config(agent)).tools![0] as Body)['overrides'];
  const first = await overrides();
  assert.deepEqual([first.when, first.condition, first.arguments], ['after', 'They asked.', { order: '7' }]);
  assert.match(first.description, /why: The reason, e\.g\. late \(required\)/);
  await ok('POST', '/actions/attach', { model_id: agent, items: [{ slug: id, trigger_condition: null }] });
  assert.equal((await overrides()).condition, 'They asked.');
  await ok('POST', '/actions/attach', { model_id: agent, items: [{ action_id: id, trigger_condition: '' }] });
  assert.deepEqual([(await overrides()).condition, (await overrides()).when], [undefined, 'after']);
  const [read] = (await ok('GET', `/actions/${id}?include_assistants=true`))['response'].actions;
  assert.deepEqual([read.assistants, read.input_variables.assistants[0].attachment_type], [[agent], 'after']);
  await ok('DELETE', `/actions/${id}`);
  assert.equal((await config(agent)).tools, undefined);
});

check('create names the prompt variables, initialize fills them', async () => {
  const made = (await ok('POST', '/actions', { CUSTOM_ACTION: CUSTOM }))['response'];
  assert.deepEqual(made.prompt_variables, ['order']);
  const variables = [{ key: 'order', value: '42' }];
  const answer = await ok('POST', '/actions/initialize', { action_id: made.action_id, variables });
  assert.deepEqual(answer['response'], { answer: 'ok' });
  assert.equal((await toolOf(made.action_id))['url'], 'https://shop.example/orders/42');
});

check('actions are paged by offset, and those of other APIs are among them', async () => {
  const tool = { type: 'http', name: 'foreign', description: 'D', url: 'https://a.example/' };
  await rig.ask('POST', '/v1/tools', { config: tool });
  const { pagination, actions } = (await ok('GET', '/actions?limit=2'))['response'];
  assert.deepEqual([pagination.limit, pagination.offset, actions.length], [2, 0, 2]);
  assert.deepEqual([actions[0].name, actions[0].action_type], ['foreign', 'CUSTOM_ACTION']);
  assert.ok(pagination.total_records > 10);
});

for (const [what, body, says] of [
  ['two types', { SEND_SMS: {}, CUSTOM_EVAL: {} }, /Exactly one of/],
  ['no type', {}, /Exactly one of/],
  ['a missing field', { CUSTOM_ACTION: { http_mode: 'GET' } }, /CUSTOM_ACTION\.name: Is required/],
  ['a strange method', { CUSTOM_ACTION: { ...CUSTOM, http_mode: 'DELETE' } }, /must be one of: GET, POST/],
  ['a body that is no JSON', { CUSTOM_ACTION: { ...CUSTOM, json_body_stringified: '{' } }, /Is no JSON/],
] as const)
  check(`an action with ${what} is refused`, () => refused('POST', '/actions', body, 400, says));
