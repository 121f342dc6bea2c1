/** Tools with a service behind them: appointments, tool servers, secrets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSealed, cipherTextOf, type Tool } from '#domain';
import { VirtualClock } from '#kernel';
import { ModelError, type ChatEvent } from '#models';
import { planOf, rig, type RigOptions } from '../rig/testing.ts';
import { ScriptedHttp, ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';
import { ScriptedServices, toolCall } from './testing.ts';

const person = { name: 'Ann', email: 'ann@example.com', time_zone: 'Europe/Madrid', number: '+34600111222' };
const calendar: Tool = {
  ...{ type: 'book_appointment', provider: 'cal_com', key: 'sealed:yek', calendar: '4711' },
  ...{ days: 7, notice_hours: 24, max_slots: 2, timeout_ms: 3000 },
};
const crm: Tool = {
  type: 'mcp',
  name: 'crm',
  url: 'https://mcp.test/',
  auth: { type: 'bearer', token: 'sealed:nekot-pcm' },
  timeout_ms: 2000,
};
const served = {
  name: 'find.it',
  description: 'Finds.',
  parameters: { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] },
};
/** "Sealed" is written backwards here. */
const secrets = { open: (sealed: string) => [...cipherTextOf(sealed)].toReversed().join('') };
const at = (text: string): number => Date.parse(text);
const find = (args: object, id: string): ChatEvent => toolCall('crm_find_it', args, id);

async function talk(
  tools: Tool[],
  replies: readonly ScriptedReply[],
  options: RigOptions & { person?: object } = {},
) {
  const llm = new ScriptedLlm(replies);
  const plan = planOf(
    { prompt: 'Help.', greeting: 'Hi.', tools },
    { variables: { person: options.person ?? person } },
  );
  const call = await rig(plan, {
    llm,
    secrets,
    stt: new ScriptedStt([], { openVocabulary: true }),
    ...options,
  });
  await call.advance(1500);
  const told = () =>
    llm.requests
      .at(-1)!
      .messages.filter(({ role }) => role === 'tool')
      .map(({ content }) => JSON.parse(content) as Record<string, unknown>);
  return { call, llm, told };
}

test("free slots within notice and days, few, in the person's zone; booked with their e-mail", async () => {
  const services = new ScriptedServices();
  // It is Sunday, 15 June 2025, 17:06 in Madrid.
  services.slots = [
    '2025-06-16T09:00Z',
    '2025-06-17T07:00Z',
    '2025-06-17T15:30Z',
    '2025-06-18T08:00Z',
    '2025-06-30T08:00Z',
  ].map(at);
  const slot = '2025-06-17T09:00:00+02:00';
  const replies = [
    [toolCall('book_appointment_slots')],
    [toolCall('book_appointment_book', { slot, notes: 'First' })],
    ['Booked.'],
  ];
  const { call, told, llm } = await talk([calendar], replies, { services });
  await call.say('i need an appointment', 600, 5000);
  const [offered, booked] = told();
  assert.deepEqual(offered, {
    time_zone: 'Europe/Madrid',
    slots: [
      { slot, spoken: 'Tuesday, June 17 at 9:00 AM' },
      { slot: '2025-06-17T17:30:00+02:00', spoken: 'Tuesday, June 17 at 5:30 PM' },
    ],
    more: true,
  });
  assert.deepEqual(booked, {
    booked: { slot, spoken: 'Tuesday, June 17 at 9:00 AM' },
    id: 'b1',
    status: 'accepted',
  });
  assert.deepEqual(services.booked, [
    {
      at: at(slot),
      name: 'Ann',
      email: person.email,
      phone: person.number,
      notes: 'First',
      timeZone: 'Europe/Madrid',
    },
  ]);
  assert.deepEqual(services.keys, ['key', 'key']);
  const { from, to, timeZone } = services.ranges[0]!;
  assert.equal(timeZone, 'Europe/Madrid');
  assert.deepEqual([Math.round((to - from) / 3_600_000)], [6 * 24]);
  assert.deepEqual(llm.requests[0]!.tools[1]!.parameters['required'], ['slot']);
  assert.equal(call.replayed().replayed, call.replayed().logged);
});

test('only what was offered is booked; days are read as days; what is not known must be given', async () => {
  const services = new ScriptedServices();
  services.slots = [at('2025-06-18T08:00Z')];
  services.booking = new ModelError({
    provider: 'Cal.com',
    fault: 'bad-request',
    message: 'Cal.com refused: taken.',
  });
  const slot = '2025-06-18T10:00:00+02:00';
  const first = [
    toolCall('book_appointment_book', { slot, name: 'Bo', email: 'bo@x.test' }, 'a'),
    toolCall('book_appointment_book', { slot }, 'b'),
    toolCall('book_appointment_slots', { from: '2026-01-01' }, 'c'),
    toolCall('book_appointment_slots', { from: 'whenever' }, 'd'),
    toolCall('book_appointment_slots', { from: '2025-06-18', to: '2025-06-18' }, 'e'),
  ];
  const replies = [
    first,
    [toolCall('book_appointment_book', { slot, name: 'Bo', email: 'bo@x.test' }, 'f')],
    ['Sorry.'],
  ];
  const { call, told } = await talk([calendar], replies, {
    services,
    person: { time_zone: 'Europe/Madrid' },
  });
  await call.say('i need an appointment', 600, 6000);
  const [early, incomplete, far, unread, found, taken] = told();
  assert.match(String(early!['error']), /not offered/);
  assert.match(String(incomplete!['error']), /name is missing\. email is missing\./);
  assert.match(String(far!['error']), /can be had from 2025-06-16T17:06:.*only/);
  assert.match(String(unread!['error']), /from is no date/);
  assert.equal((found!['slots'] as unknown[]).length, 1);
  assert.deepEqual(
    [services.ranges[0]!.from, services.ranges[0]!.to],
    [at('2025-06-17T22:00Z'), at('2025-06-18T22:00Z')],
  );
  assert.deepEqual(taken, { error: 'Cal.com refused: taken.' });
});

test('a tool server is asked while it rings; its tools are called by their own names, its errors told', async () => {
  const services = new ScriptedServices();
  services.tools = [served, { ...served, name: 'hidden' }];
  const echo = { token: 'the token is mcp-token', ok: 1 };
  services.results = [
    { ok: true, result: echo },
    { ok: false, result: 'The archive is closed.' },
  ];
  const { call, llm, told } = await talk(
    [{ ...crm, only: ['find.it'] }],
    [[find({ q: 'Ann' }, 'a'), find({}, 'b'), find({ q: 'Bo' }, 'c')], ['Found.']],
    { services },
  );
  await call.say('who am i', 600, 4000);
  assert.deepEqual(
    llm.requests[0]!.tools.map(({ name }) => name),
    ['crm_find_it'],
  );
  assert.deepEqual(
    services.servers.map(({ headers }) => headers),
    [{ authorization: 'Bearer mcp-token' }],
  );
  assert.deepEqual(services.called, [
    { name: 'find.it', args: { q: 'Ann' } },
    { name: 'find.it', args: { q: 'Bo' } },
  ]);
  assert.deepEqual(told(), [
    { token: 'the token is ***', ok: 1 },
    { error: 'q is missing.' },
    { error: 'The archive is closed.' },
  ]);
  assert.doesNotMatch(JSON.stringify(call.log), /mcp-token/);
  assert.equal(call.replayed().replayed, call.replayed().logged);
  call.talk.close('bye');
  assert.equal(services.closed, 1);
});

for (const [what, tools, why] of [
  ['is away', new ModelError({ provider: 'mcp', fault: 'connectivity', message: 'away' }), 'connectivity'],
  ['refuses the token', new ModelError({ provider: 'mcp', fault: 'auth', message: 'no' }), 'auth'],
] as const)
  test(`a tool server that ${what}: the agent begins without its tools`, async () => {
    const services = new ScriptedServices();
    services.tools = tools;
    const { call, llm } = await talk([crm], [['Hello.']], { services });
    await call.say('hello there', 600, 3000);
    assert.deepEqual(llm.requests[0]!.tools, []);
    assert.deepEqual(call.facts('tools-unavailable'), [{ kind: 'fact', tool: 'crm', why }]);
  });

test('a tool server that hangs is given up after its limit; the call does not wait for it', async () => {
  const services = new ScriptedServices();
  services.tools = 'hang';
  const clock = new VirtualClock();
  const plan = planOf({ prompt: 'Help.', greeting: 'Hi.', tools: [crm] });
  const starting = rig(plan, { llm: new ScriptedLlm(), services, secrets, clock });
  await clock.advance(2100);
  const call = await starting;
  await call.advance(1500);
  assert.deepEqual(call.facts('tools-unavailable'), [{ kind: 'fact', tool: 'crm', why: 'timeout' }]);
  assert.deepEqual(call.turns(), ['agent: Hi.']);
});

test('secrets reach the request and nothing else, not even when a server repeats them', async () => {
  const headers = { 'X-Api-Key': asSealed('terces-eht'), 'x-plain': 'plain' };
  const auth = { type: 'basic', username: 'ann', password: asSealed('drowssap-ym') } as const;
  const tool: Tool = {
    type: 'http',
    name: 'look',
    description: '',
    method: 'GET',
    url: 'https://x.test/',
    headers,
    auth,
    timeout_ms: 3000,
  };
  const basic = `Basic ${Buffer.from('ann:my-password').toString('base64')}`;
  const body = JSON.stringify({ saw: ['the-secret', 'my-password', basic] });
  const { call, told } = await talk([tool], [[toolCall('look')], ['Done.']], {
    http: new ScriptedHttp([{ status: 200, body }]),
  });
  await call.say('look it up', 600, 4000);
  assert.deepEqual(call.http.requests[0]!.headers, {
    'x-api-key': 'the-secret',
    'x-plain': 'plain',
    authorization: basic,
  });
  assert.deepEqual(told(), [{ saw: ['***', '***', 'Basic ***'] }]);
  assert.doesNotMatch(JSON.stringify(call.log), /the-secret|my-password|YW5u/);
});

for (const [method, lasts] of [
  ['POST', true],
  ['GET', false],
] as const)
  test(`a ${method} under way when the callee hangs up is ${lasts ? 'finished' : 'given up'}`, async () => {
    const tool: Tool = {
      type: 'http',
      name: 'look',
      description: '',
      method,
      url: 'https://x.test/',
      timeout_ms: 3000,
    };
    const { call } = await talk([tool], [[toolCall('look')], ['Done.']], {
      http: new ScriptedHttp(['hang']),
    });
    await call.say('look it up', 600, 1500);
    const { signal } = call.http.requests[0]!;
    assert.equal(signal!.aborted, false);
    call.talk.close('bye');
    assert.equal(signal!.aborted, !lasts);
  });
