import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, spellEpoch, spellHex } from '#kernel';
import { endWith, type Call } from '#domain';
import { createRig, fixture, TEST_NOW, type Rig } from '../shared/testing.ts';
import { disconnectReason, endCallReason, hangupParty, statusWord } from './vocabulary.ts';
import { synthflow } from './routes.ts';

const post = (rig: Rig, payload: object | string, url = '/synthflow/v2/calls') =>
  rig.app.inject({
    method: 'POST',
    url,
    headers: { ...rig.headers, 'content-type': 'application/json' },
    payload,
  });
interface Failure {
  detail: { status: string; description: string; timestamp: string; request_id: string; category: string };
}

test('synthflow: a call is created and read, with and without /v2', async () => {
  const rig = await createRig(synthflow);
  const agent = rig.addAgent();
  rig.addNumber('+15550100001');
  const request = { ...fixture(import.meta.url, 'calls.request'), model_id: agent.id };
  const created = await post(rig, request, '/synthflow/calls');
  const call = [...rig.calls.values()][0]!;
  assert.equal(created.statusCode, 200);
  assert.deepEqual(created.json(), {
    status: 'success',
    response: { answer: 'ok', call_id: call.id },
    eta: 1,
  });
  rig.change(call.id, {
    status: 'ended',
    answeredAt: TEST_NOW + 6_000,
    endedAt: TEST_NOW + 49_120,
    outcome: endWith('callee-hung-up', 'conversation'),
    recording: { path: 'a.wav', bytes: 44, durationMs: 43_120 },
    turns: [
      { who: 'agent', text: 'Hi Ada!', startMs: 0, endMs: 900, interrupted: false },
      { who: 'callee', text: 'Hello.', startMs: 1000, endMs: 1400, interrupted: false },
    ],
  });
  rig.events.set(call.id, [{ callId: call.id, seq: 3, at: TEST_NOW + 900, type: 'callee-rang', data: {} }]);
  const wanted: unknown = JSON.parse(
    JSON.stringify(fixture(import.meta.url, 'calls.read'))
      .replaceAll('CALL', call.id)
      .replaceAll('AGENT', agent.id)
      .replaceAll('LINK', rig.link(call.id)),
  );
  for (const path of [call.id, spellHex(call.id), spellEpoch(call.id)])
    for (const base of ['/synthflow', '/synthflow/v2']) {
      const read = await rig.app.inject({ url: `${base}/calls/${path}`, headers: rig.headers });
      assert.equal(read.statusCode, 200);
      assert.deepEqual(read.json(), wanted);
    }
});

test('synthflow: the same request within 120 s is one call', async () => {
  const rig = await createRig(synthflow);
  const request = { model_id: rig.addAgent().id, phone: '+15550100002', name: '' };
  const first = await post(rig, request);
  await rig.clock.advance(119_000);
  assert.deepEqual((await post(rig, request)).json(), first.json());
  assert.equal(rig.calls.size, 1);
  await rig.clock.advance(1_000);
  assert.notDeepEqual((await post(rig, request)).json(), first.json());
});

test('synthflow: eta grows with the queue', async () => {
  const rig = await createRig(synthflow);
  const model_id = rig.addAgent().id;
  const etas: number[] = [];
  for (let i = 0; i < 4; i++)
    etas.push(
      (await post(rig, { model_id, phone: `+1555010000${i}`, name: 'A' })).json<{ eta: number }>().eta,
    );
  // Two live calls, one a second; calls of unknown length are taken for a minute.
  assert.deepEqual(etas, [1, 2, 31, 61]);
});

const denied = new AppError({
  code: 'dial-denied',
  status: 403,
  message: 'Not there.',
  extra: { rule: 'destination' },
});
const failures: readonly (readonly [string, Record<string, unknown>, AppError | null, number, RegExp])[] = [
  ['a field missing', { phone: '+15550100002' }, null, 400, /model_id: Is required/],
  [
    'an unknown agent',
    { model_id: 'ffffffffffffffffffffffff' },
    null,
    400,
    /No agent with this id.*model_id/,
  ],
  [
    'a caller id of nobody',
    { from_phone_number: '+15550999999' },
    null,
    400,
    /from_phone_number: Is not a number attached/,
  ],
  ['a bad phone', { phone: '5550100002' }, null, 400, /address: phone: .*E\.164/],
  ['a denial', {}, denied, 400, /destination: Not there/],
  ['a fault of ours', {}, new AppError({ code: 'internal', status: 500, message: 'Logged.' }), 500, /Logged/],
  ['a limit', {}, new AppError({ code: 'rate-limited', status: 429, message: 'Slow.' }), 429, /Slow/],
];
for (const [what, more, refusal, status, description] of failures)
  test(`synthflow: ${what} is told under detail`, async () => {
    const rig = await createRig(synthflow);
    rig.refusal = refusal;
    const whole = { model_id: rig.addAgent().id, phone: '+15550100002', name: 'A', ...more };
    const answer = await post(rig, what === 'a field missing' ? more : whole);
    const { detail } = answer.json<Failure>();
    assert.equal(answer.statusCode, status);
    assert.equal(detail.status, 'error');
    assert.match(detail.description, description);
    assert.match(detail.request_id, /^[0-9a-f]{32}$/);
    assert.equal(detail.timestamp, '2026-03-02T09:30:00.000Z');
    assert.equal(detail.category, 'important');
    assert.equal(rig.calls.size, 0);
  });

test("synthflow: keys, foreign calls, unknown paths and broken JSON in Synthflow's body", async () => {
  const rig = await createRig(synthflow);
  const missing = await rig.app.inject({ url: '/synthflow/calls/x' });
  assert.equal(missing.statusCode, 401);
  assert.equal(missing.json<Failure>().detail.description, 'Missing or invalid Authorization header');
  const wrong = await rig.app.inject({
    url: '/synthflow/calls/x',
    headers: { authorization: `Bearer pk_live_${'x'.repeat(48)}` },
  });
  assert.equal(wrong.statusCode, 401);
  assert.equal(wrong.json<Failure>().detail.description, 'Unauthorized: Invalid or expired token.');
  const call = rig.newId();
  const unknown = await rig.app.inject({ url: `/synthflow/v2/calls/${call}`, headers: rig.headers });
  assert.equal(unknown.statusCode, 404);
  assert.equal(unknown.json<Failure>().detail.status, 'error');
  const nowhere = await rig.app.inject({ url: '/synthflow/v2/nowhere', headers: rig.headers });
  assert.equal(nowhere.statusCode, 404);
  assert.deepEqual(nowhere.json(), { detail: 'Not Found' });
  assert.equal((await post(rig, '{')).statusCode, 400);
});

test('synthflow: words for how a call stands and ended', async () => {
  const rig = await createRig(synthflow);
  await post(rig, { model_id: rig.addAgent().id, phone: '+15550100002', name: '' });
  const call = [...rig.calls.values()][0]!;
  for (const [status, word] of [
    ['queued', 'pending'],
    ['dialing', 'pending'],
    ['ringing', 'ringing'],
    ['in_progress', 'in-progress'],
  ] as const)
    assert.equal(statusWord({ ...call, status }), word);
  const ended = (code: Parameters<typeof endWith>[0], talk = 5_000): Call => ({
    ...call,
    status: 'ended',
    answeredAt: TEST_NOW,
    endedAt: TEST_NOW + talk,
    outcome: endWith(code, 'conversation'),
  });
  const rows: readonly (readonly [Call, string, string, string | null, string])[] = [
    [ended('callee-hung-up'), 'completed', 'human_goodbye', 'callee', 'callee_hangup'],
    [ended('callee-hung-up', 400), 'user-canceled', 'user_canceled', 'callee', 'callee_hangup'],
    [ended('agent-hung-up', 400), 'completed', 'agent_goodbye', 'caller', 'caller_hangup'],
    [ended('max-duration'), 'completed', 'max_duration', 'caller', 'caller_hangup'],
    [ended('no-answer'), 'no-answer', 'undefined', null, 'unknown'],
    [ended('busy'), 'busy', 'undefined', null, 'unknown'],
    [ended('canceled'), 'canceled', 'undefined', null, 'unknown'],
    [ended('declined'), 'failed', 'undefined', null, 'error'],
    [ended('dial-denied'), 'failed', 'undefined', null, 'forbidden'],
  ];
  for (const [row, ...words] of rows)
    assert.deepEqual([statusWord(row), endCallReason(row), hangupParty(row), disconnectReason(row)], words);
});
