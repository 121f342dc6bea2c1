import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, spellHex } from '#kernel';
import { endWith } from '#domain';
import { createRig, fixture, TEST_NOW, type Rig } from '../shared/testing.ts';
import { statusWord, toCall } from './map-response.ts';
import { flireo } from './routes.ts';

const post = (rig: Rig, payload: object | string, url = '/flireo/api/v1/calls/outbound') =>
  rig.app.inject({
    method: 'POST',
    url,
    headers: { ...rig.headers, 'content-type': 'application/json' },
    payload,
  });
const get = (rig: Rig, id: string) => rig.app.inject({ url: `/flireo/calls/${id}`, headers: rig.headers });
interface Failure {
  error: string;
  message: string;
  code: string;
  type: string;
  param?: string;
  details?: string[];
}

test('flireo: a call is created and read, by its id and its other names', async () => {
  const rig = await createRig(flireo);
  const agent = rig.addAgent();
  const number = rig.addNumber('+31200000001');
  const created = await post(
    rig,
    { destination: '+31600000002', agent_id: agent.id, number_id: number.id },
    '/flireo/calls/outbound',
  );
  const call = [...rig.calls.values()][0]!;
  const room = call.id.slice(-8);
  assert.equal(created.statusCode, 200);
  assert.deepEqual(created.json(), {
    success: true,
    call_id: call.id,
    room_name: `outbound-${room}`,
    status: 'dialing',
  });
  rig.change(call.id, {
    status: 'ended',
    answeredAt: TEST_NOW + 5_000,
    endedAt: TEST_NOW + 89_000,
    outcome: endWith('callee-hung-up', 'conversation'),
    recording: { path: 'a.wav', bytes: 44, durationMs: 84_000 },
    turns: [
      { who: 'agent', text: 'Hello, this is Acme.', startMs: 0, endMs: 900, interrupted: false },
      { who: 'callee', text: 'Hi.', startMs: 1000, endMs: 1400, interrupted: false },
    ],
  });
  const wanted: unknown = JSON.parse(
    JSON.stringify(fixture(import.meta.url, 'call.read'))
      .replaceAll('CALL', call.id)
      .replaceAll('AGENT', agent.id)
      .replaceAll('NUMBER', number.id)
      .replaceAll('ROOM', room)
      .replaceAll('LINK', rig.link(call.id)),
  );
  const names = [
    call.id,
    spellHex(call.id),
    `call-${call.id}`,
    `outbound-${room}`,
    `call-outbound-${room.slice(0, 6)}`,
  ];
  for (const name of names) {
    const read = await get(rig, name);
    assert.equal(read.statusCode, 200, name);
    assert.deepEqual(read.json(), wanted);
  }
});

test('flireo: a room is found behind many later calls', async () => {
  const rig = await createRig(flireo);
  const agent_id = rig.addAgent().id;
  const { room_name, call_id } = (await post(rig, { destination: '+31600000002', agent_id })).json<
    Record<string, string>
  >();
  const first = [...rig.calls.values()][0]!;
  for (let i = 0; i < 450; i++) {
    const id = rig.newId();
    rig.calls.set(id, { ...first, id });
  }
  assert.equal((await get(rig, room_name!)).json<{ id: string }>().id, call_id);
});

test('flireo: the same request within 120 s is one call; a refused one is asked again', async () => {
  const rig = await createRig(flireo);
  const body = { destination: '+31600000002', agent_id: rig.addAgent().id };
  rig.refusal = new AppError({ code: 'internal', status: 500, message: 'Logged.' });
  assert.equal((await post(rig, body)).statusCode, 500);
  rig.refusal = null;
  const first = await post(rig, body);
  assert.deepEqual((await post(rig, body)).json(), first.json());
  assert.equal(rig.calls.size, 1);
  await rig.clock.advance(120_000);
  await post(rig, body);
  assert.equal(rig.calls.size, 2);
});

test('flireo: before the end everything not yet known is null', async () => {
  const rig = await createRig(flireo);
  const { call_id } = (await post(rig, { destination: '+31600000002', agent_id: rig.addAgent().id })).json<{
    call_id: string;
  }>();
  const call = (await get(rig, call_id)).json<Record<string, unknown>>();
  assert.equal(call['status'], 'connecting');
  for (const name of [
    'end_reason',
    'error',
    'started_at',
    'ended_at',
    'duration_seconds',
    'summary',
    'analysis_result',
    'messages',
    'recording_url',
    'phone_number',
  ])
    assert.equal(call[name], null, name);
});

test('flireo: four words, and why it ended', async () => {
  const rig = await createRig(flireo);
  await post(rig, { destination: '+31600000002', agent_id: rig.addAgent().id });
  const call = [...rig.calls.values()][0]!;
  for (const [status, word] of [
    ['scheduled', 'connecting'],
    ['queued', 'connecting'],
    ['ringing', 'connecting'],
    ['in_progress', 'in-progress'],
  ] as const)
    assert.equal(statusWord({ ...call, status }), word);
  for (const [code, status, reason] of [
    ['callee-hung-up', 'ended', 'user_hangup'],
    ['agent-hung-up', 'ended', 'assistant_hangup'],
    ['max-duration', 'ended', 'max_duration'],
    ['callee-silent', 'ended', 'silence_timeout'],
    ['transferred', 'ended', 'transferred'],
    ['no-answer', 'failed', 'no_answer'],
    ['busy', 'failed', 'busy'],
    ['declined', 'failed', 'rejected'],
    ['carrier-error', 'failed', 'error'],
    ['dial-denied', 'failed', 'error'],
  ] as const) {
    const read = toCall({ ...call, status: 'ended', outcome: endWith(code, 'ringing') }, null);
    assert.deepEqual([read['status'], read['end_reason']], [status, reason]);
    assert.equal(typeof read['error'], status === 'failed' ? 'string' : 'object');
  }
});

const denied = new AppError({
  code: 'dial-denied',
  status: 403,
  message: 'On the list.',
  extra: { rule: 'suppression' },
});
const unpaid = new AppError({ code: 'no-minutes', status: 402, message: 'Top up.' });
const failures: readonly (readonly [
  string,
  Record<string, unknown>,
  AppError | null,
  number,
  string,
  string,
])[] = [
  ['neither mode', { agent_id: null }, null, 400, 'missing_field', 'invalid_request_error'],
  ['a bad destination', { destination: '1' }, null, 400, 'address', 'invalid_request_error'],
  ['an unknown agent', { agent_id: 'f'.repeat(24) }, null, 404, 'not_found', 'not_found_error'],
  ['a denial', {}, denied, 400, 'suppression', 'invalid_request_error'],
  ['an empty balance', {}, unpaid, 402, 'insufficient_credits', 'billing_error'],
];
for (const [what, more, refusal, status, code, type] of failures)
  test(`flireo: ${what} is told flat, with error as a text`, async () => {
    const rig = await createRig(flireo);
    rig.refusal = refusal;
    const answer = await post(rig, { destination: '+31600000002', agent_id: rig.addAgent().id, ...more });
    const body = answer.json<Failure>();
    assert.deepEqual([answer.statusCode, body.code, body.type], [status, code, type]);
    assert.equal(typeof body.error, 'string');
    assert.equal(typeof body.message, 'string');
    assert.equal(rig.calls.size, 0);
  });

test("flireo: keys, foreign calls, unknown paths and broken JSON in Flireo's body", async () => {
  const rig = await createRig(flireo);
  await post(rig, { destination: '+31600000002', agent_id: rig.addAgent().id });
  const foreign = [...rig.calls.values()][0]!;
  rig.change(foreign.id, { organizationId: rig.newId() });
  const answers = [
    [await rig.app.inject({ url: '/flireo/calls/x' }), 401, 'Unauthorized', 'unauthorized'],
    [await get(rig, foreign.id), 404, 'Not Found', 'not_found'],
    [await get(rig, 'call-_+31600000000_AbC123'), 404, 'Not Found', 'not_found'],
    [await rig.app.inject({ url: '/flireo/nowhere', headers: rig.headers }), 404, 'Not Found', 'not_found'],
    [await post(rig, '{"destination":'), 400, 'Bad Request', 'invalid_request'],
  ] as const;
  for (const [answer, status, error, code] of answers) {
    const body = answer.json<Failure>();
    assert.deepEqual([answer.statusCode, body.error, body.code], [status, error, code]);
  }
});
