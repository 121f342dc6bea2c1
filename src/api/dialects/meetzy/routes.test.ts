import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, spellNative } from '#kernel';
import { endWith } from '#domain';
import { createRig, fixture, TEST_NOW, type Rig } from '../shared/testing.ts';
import { statusWord } from './status.ts';
import { meetzy } from './routes.ts';

const post = (rig: Rig, payload: object | string) =>
  rig.app.inject({
    method: 'POST',
    url: '/meetzy/call',
    headers: { ...rig.headers, 'content-type': 'application/json' },
    payload,
  });

test('meetzy: a call is created and read', async () => {
  const rig = await createRig(meetzy);
  const agent = rig.addAgent({ name: 'Admissions' });
  const created = await post(rig, { ...fixture(import.meta.url, 'call.request'), playbook_id: agent.id });
  assert.equal(created.statusCode, 200);
  const { id } = created.json<{ id: string }>();
  assert.deepEqual(created.json(), { success: true, id, message: 'Call processing started' });
  const call = [...rig.calls.values()][0]!;
  rig.change(call.id, {
    status: 'ended',
    from: '+34910000001',
    answeredAt: TEST_NOW + 5_000,
    endedAt: TEST_NOW + 100_000,
    outcome: endWith('callee-hung-up', 'conversation'),
    recording: { path: 'a.wav', bytes: 44, durationMs: 95_000 },
    turns: [
      { who: 'agent', text: 'Hola <Luis> & co', startMs: 0, endMs: 900, interrupted: false },
      { who: 'callee', text: 'Dime', startMs: 1000, endMs: 1400, interrupted: false },
    ],
  });
  const wanted = {
    ...fixture(import.meta.url, 'call.read'),
    id,
    playbook_id: agent.id,
    assistant_id: agent.id,
    recording: rig.link(call.id),
  };
  for (const spelling of [id, spellNative('call', call.id)]) {
    const read = await rig.app.inject({ url: `/meetzy/call/${spelling}`, headers: rig.headers });
    assert.equal(read.statusCode, 200);
    assert.deepEqual(read.json(), wanted);
  }
});

test('meetzy: an unknown version falls back to production, no versions give null', async () => {
  const rig = await createRig(meetzy);
  const agent = rig.addAgent();
  const version = rig.addVersion(agent);
  await rig.store.agents.setProduction(rig.organization.id, agent.id, version.id, TEST_NOW);
  const plain = rig.addAgent();
  const body = { phone: '+34600000002', version_id: 'optional-version-uuid' };
  for (const [playbook_id, wanted] of [
    [agent.id, version.id],
    [plain.id, null],
  ]) {
    const { id } = (await post(rig, { ...body, playbook_id })).json<{ id: string }>();
    const read = await rig.app.inject({ url: `/meetzy/call/${id}`, headers: rig.headers });
    assert.equal(read.json<{ version_id: string }>().version_id, wanted);
  }
});

test('meetzy: before the end the call is open, and empty what is not yet known', async () => {
  const rig = await createRig(meetzy);
  const { id } = (await post(rig, { phone: '+34600000002', playbook_id: rig.addAgent().id })).json<{
    id: string;
  }>();
  const call = (await rig.app.inject({ url: `/meetzy/call/${id}`, headers: rig.headers })).json<
    Record<string, unknown>
  >();
  assert.deepEqual(
    [
      call['status'],
      call['duration'],
      call['transcript'],
      call['recording'],
      call['summary'],
      call['success'],
    ],
    ['open', 0, '', null, '', null],
  );
});

test('meetzy: status words', async () => {
  const rig = await createRig(meetzy);
  await post(rig, { phone: '+34600000002', playbook_id: rig.addAgent().id });
  const call = [...rig.calls.values()][0]!;
  for (const [status, word] of [
    ['scheduled', 'open'],
    ['dialing', 'open'],
    ['ringing', 'ringing'],
    ['in_progress', 'open'],
  ] as const)
    assert.equal(statusWord({ ...call, status }), word);
  for (const [code, word] of [
    ['agent-hung-up', 'closed'],
    ['no-answer', 'no-answer'],
    ['busy', 'busy'],
    ['canceled', 'failed'],
    ['dial-denied', 'failed'],
    ['declined', 'failed'],
    ['node-lost', 'failed'],
  ] as const)
    assert.equal(statusWord({ ...call, status: 'ended', outcome: endWith(code, 'ringing') }), word);
  const incomplete = endWith('number-not-found', 'dialing', {
    sip: { status: 484, reason: 'Address Incomplete' },
  });
  assert.equal(statusWord({ ...call, status: 'ended', outcome: incomplete }), 'wrong-phone-format');
});

const denied = new AppError({
  code: 'dial-denied',
  status: 403,
  param: 'to',
  message: 'This number is on your list.',
  extra: { rule: 'suppression' },
});
const errors: readonly (readonly [string, object | string, AppError | null, number, string, RegExp])[] = [
  ['a field missing', { phone: '+34600000002' }, null, 400, 'missing_field', /^playbook_id: Is required/],
  [
    'a bad phone',
    { phone: '600', playbook_id: 'OWN' },
    null,
    400,
    'invalid_phone',
    /address: phone: .*E\.164/,
  ],
  ['a denial', { phone: '+34600000002', playbook_id: 'OWN' }, denied, 400, 'invalid_request', /suppression/],
  ['an unknown playbook', { phone: '+34600000002', playbook_id: 'b3' }, null, 404, 'not_found', /playbook/],
];
for (const [what, payload, refusal, status, code, message] of errors)
  test(`meetzy: ${what} is told in Meetzy's body`, async () => {
    const rig = await createRig(meetzy);
    rig.refusal = refusal;
    const own = rig.addAgent().id;
    const answer = await post(rig, JSON.parse(JSON.stringify(payload).replace('OWN', own)) as object);
    const body = answer.json<{
      success: boolean;
      message: string;
      error: { code: string; message: string };
    }>();
    assert.equal(answer.statusCode, status);
    assert.deepEqual(Object.keys(body).toSorted(), ['error', 'message', 'success']);
    assert.equal(body.success, false);
    assert.equal(body.error.code, code);
    assert.match(body.message, message);
    assert.equal(body.error.message, body.message);
    assert.equal(rig.calls.size, 0);
  });

test("meetzy: missing key, foreign call, unknown path and broken JSON in Meetzy's body", async () => {
  const rig = await createRig(meetzy);
  await post(rig, { phone: '+34600000002', playbook_id: rig.addAgent().id });
  const call = [...rig.calls.values()][0]!;
  rig.change(call.id, { organizationId: rig.newId() });
  const answers = [
    [await rig.app.inject({ method: 'POST', url: '/meetzy/call', payload: {} }), 401, 'unauthorized'],
    [await rig.app.inject({ url: `/meetzy/call/${call.id}`, headers: rig.headers }), 404, 'not_found'],
    [await rig.app.inject({ url: '/meetzy/call/nothing', headers: rig.headers }), 404, 'not_found'],
    [await rig.app.inject({ url: '/meetzy/nowhere', headers: rig.headers }), 404, 'not_found'],
    [await post(rig, '{"phone": '), 400, 'invalid_request'],
  ] as const;
  for (const [answer, status, code] of answers) {
    assert.equal(answer.statusCode, status);
    assert.equal(answer.json<{ error: { code: string } }>().error.code, code);
  }
});
