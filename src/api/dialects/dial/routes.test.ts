import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, spellHex, type Id } from '#kernel';
import { endWith } from '#domain';
import { createRig, fixture, TEST_NOW, type Rig } from '../shared/testing.ts';
import { END_WAIT_MS } from './end-call.ts';
import { derivedId, modelId } from './ids.ts';
import { statusWord } from './map-response.ts';
import { dial } from './routes.ts';

const post = (rig: Rig, payload: object | string, url = '/dial/dial/outbound') =>
  rig.app.inject({
    method: 'POST',
    url,
    headers: { ...rig.headers, 'content-type': 'application/json' },
    payload,
  });
const get = (rig: Rig, path: string) => rig.app.inject({ url: `/dial/api/v1${path}`, headers: rig.headers });

/** A rig with a use case on a number, and a body that names only number and phone. */
async function ready() {
  const rig = await createRig(dial);
  const useCase = rig.addAgent({ name: 'Order reminder' });
  const number = rig.addNumber('+40310000001', useCase.id);
  return { rig, useCase, number, body: { number_id: spellHex(number.id), phone_number: '+40720000002' } };
}

test('dial: a call is created at both bases, with 200 and the use case in full', async () => {
  const { rig, useCase, number } = await ready();
  const fill = (name: string, call = ''): object =>
    JSON.parse(
      JSON.stringify(fixture(import.meta.url, name))
        .replaceAll('NUMBER', spellHex(number.id))
        .replaceAll('USECASE', spellHex(useCase.id))
        .replaceAll('ORG', spellHex(rig.organization.id))
        .replaceAll('SID', `CA${derivedId('call', call)}`)
        .replaceAll('CALL', call === '' ? '' : spellHex(call as Id)),
    ) as object;
  for (const url of ['/dial/dial/outbound', '/dial/api/v1/dial/outbound']) {
    const created = await post(rig, fill('outbound.request'), url);
    assert.equal(created.statusCode, 200);
    const call = [...rig.calls.values()].at(-1)!;
    assert.deepEqual(created.json(), fill('outbound.answer', call.id));
  }
  assert.deepEqual(rig.asked[0]!.variables, { first_name: 'Ana', slot: { day: 'Monday' } });
  assert.deepEqual(rig.asked[0]!.overrides, { language: 'ro-RO', maxDurationS: 180 });
  assert.equal(rig.asked[0]!.numberId, number.id);
});

test("dial: number and phone alone run the number's use case; without one it is a 400", async () => {
  const { rig, useCase, body } = await ready();
  const created = await post(rig, body);
  assert.equal(created.statusCode, 200);
  assert.deepEqual(Object.keys(created.json<object>()), [
    'id',
    'organization_id',
    'metadata',
    'use_case',
    'created',
  ]);
  assert.equal(created.json<{ use_case: { id: string } }>().use_case.id, spellHex(useCase.id));
  const lonely = rig.addNumber('+40310000009');
  const refused = await post(rig, { ...body, number_id: spellHex(lonely.id) });
  assert.equal(refused.statusCode, 400);
  assert.deepEqual(refused.json<{ details: unknown }>().details, [{ path: ['use_case_id'] }]);
});

test('dial: the read has every required member, and keys only for what is known', async () => {
  const { rig, body } = await ready();
  const { id } = (await post(rig, { ...body, params: ['x'] })).json<{ id: string }>();
  const call = [...rig.calls.values()][0]!;
  const before = (await get(rig, `/calls/${id}`)).json<Record<string, unknown>>();
  assert.deepEqual(Object.keys(before).toSorted(), [
    'agent',
    'created',
    'id',
    'language',
    'metadata',
    'notes',
    'organization_id',
    'params',
    'provider',
    'ratings',
    'samples',
    'status',
    'type',
    'use_case',
    'viewed_by',
  ]);
  assert.deepEqual(
    [before['type'], before['status'], before['provider'], before['params']],
    ['Outbound', 'Queued', 'Twilio', ['x']],
  );
  assert.deepEqual(rig.asked[0]!.variables, {});
  rig.change(call.id, {
    status: 'ended',
    answeredAt: TEST_NOW + 2_000,
    endedAt: TEST_NOW + 76_500,
    outcome: endWith('agent-hung-up', 'conversation'),
    turns: [
      { who: 'agent', text: 'Buna ziua!', startMs: 200, endMs: 1600, interrupted: false },
      { who: 'callee', text: 'Da.', startMs: 2000, endMs: 2400, interrupted: false },
    ],
  });
  const after = (await get(rig, `/calls/${call.id}`)).json<Record<string, unknown>>();
  assert.deepEqual([after['id'], after['status'], after['duration']], [id, 'Completed', 74.5]);
  const transcript = (await get(rig, `/calls/${id}/transcript`)).json<{ id: string; messages: unknown[] }>();
  assert.match(transcript.id, /^[0-9a-f]{24}$/);
  assert.deepEqual(transcript, {
    id: transcript.id,
    organization_id: spellHex(rig.organization.id),
    call_id: id,
    start_time: 1772443802,
    messages: [
      {
        id: 'm1',
        role: 'assistant',
        content: 'Buna ziua!',
        start: 1772443802.2,
        end: 1772443803.6,
        discard: false,
      },
      { id: 'm2', role: 'user', content: 'Da.', start: 1772443804, end: 1772443804.4, discard: false },
    ],
  });
});

test('dial: agent_id lends its voice and its name, prompt_id is a version, model_id the configured model', async () => {
  const { rig, useCase, body } = await ready();
  const speaker = rig.addAgent({ name: 'Ioana', voice: { provider: 'embedded', id: 'rms' } });
  const version = rig.addVersion(useCase, { language: 'en-GB' });
  const created = await post(rig, {
    ...body,
    agent_id: spellHex(speaker.id),
    prompt_id: spellHex(version.id),
    model_id: modelId('small-llm').toUpperCase(),
  });
  assert.equal(created.statusCode, 200);
  const [asked] = rig.asked;
  assert.deepEqual(asked!.overrides, { voice: { provider: 'embedded', id: 'rms' }, llm: SMALL });
  assert.deepEqual(asked!.agent, {
    kind: 'saved',
    agentId: useCase.id,
    versionId: version.id,
    ifVersionUnknown: 'refuse',
  });
  const { id, use_case } = created.json<{ id: string; use_case: { language: string } }>();
  assert.equal(use_case.language, 'en-GB');
  const read = (await get(rig, `/calls/${id}`)).json<Record<string, unknown>>();
  assert.deepEqual(read['agent'], { id: spellHex(speaker.id), name: 'Ioana' });
  assert.equal(read['prompt_id'], spellHex(version.id));
});

const SMALL = { provider: 'openai-compatible', model: 'small-llm' };
const deprecated: readonly (readonly [string, Record<string, unknown>, object, string[]])[] = [
  ['a known voice', { voice_id: 'rms' }, { voice: { provider: 'embedded', id: 'rms' } }, []],
  ['an unknown voice', { voice_id: 'nova' }, {}, ['deprecated-voice-id']],
  ['Fast', { model: 'Fast' }, { llm: SMALL }, []],
  ['the configured model', { model: 'small-llm' }, { llm: SMALL }, []],
  ['an unknown model', { model: 'big-llm' }, {}, ['deprecated-model']],
  ['an empty prompt_id', { prompt_id: '' }, {}, []],
];
for (const [what, more, overrides, pending] of deprecated)
  test(`dial: ${what} still works as it did`, async () => {
    const { rig, body } = await ready();
    assert.equal((await post(rig, { ...body, ...more })).statusCode, 200);
    assert.deepEqual(rig.asked[0]!.overrides, overrides);
    assert.deepEqual(rig.asked[0]!.pendingFeatures, pending);
  });

for (const field of ['number_id', 'use_case_id', 'agent_id', 'model_id', 'prompt_id'])
  test(`dial: an unknown ${field} is a 404 naming it`, async () => {
    const { rig, body } = await ready();
    for (const id of [spellHex(rig.newId()), 'z'.repeat(24)]) {
      const answer = await post(rig, { ...body, [field]: id });
      assert.equal(answer.statusCode, 404);
      assert.deepEqual(answer.json<{ details: unknown }>().details, [{ path: [field] }]);
    }
    assert.equal(rig.calls.size, 0);
  });

test('dial: a persona without a voice of its own speaks with the usual one', async () => {
  const { rig, body } = await ready();
  await post(rig, { ...body, agent_id: spellHex(rig.addAgent({ name: 'Ioana' }).id) });
  assert.deepEqual([rig.asked[0]!.overrides, rig.asked[0]!.pendingFeatures], [{ voice: {} }, []]);
});

test('dial: scheduled_for ahead waits, in the past it is now', async () => {
  const { rig, body } = await ready();
  const { id } = (await post(rig, { ...body, scheduled_for: '2026-03-02T10:00:00Z' })).json<{ id: string }>();
  const read = (await get(rig, `/calls/${id}`)).json<Record<string, unknown>>();
  assert.deepEqual([read['status'], read['scheduled_for']], ['Scheduled', '2026-03-02T10:00:00Z']);
  await post(rig, { ...body, scheduled_for: '2020-01-01T00:00:00Z' });
  assert.deepEqual(
    rig.asked.map((input) => input.notBefore),
    [TEST_NOW + 1_800_000, null],
  );
});

test('dial: stop and cancel answer the call as it ended; an ended call is 409, cancel in talk too', async () => {
  const { rig, body } = await ready();
  const { id } = (await post(rig, body)).json<{ id: string }>();
  const call = [...rig.calls.values()][0]!;
  const act = async (name: string) => {
    const url = `/dial/api/v1/calls/${id}/${name}`;
    const answer = await rig.app.inject({ method: 'POST', url, headers: rig.headers });
    return [answer.statusCode, answer.json<{ status: string }>().status];
  };
  const endAs = (code: 'canceled' | 'operator-hung-up') => () =>
    void rig.change(call.id, { status: 'ended', endedAt: TEST_NOW, outcome: endWith(code, 'ringing') });
  rig.change(call.id, { status: 'ringing' });
  rig.afterHangUp = endAs('canceled');
  assert.deepEqual(await act('cancel'), [200, 'Canceled']);
  rig.change(call.id, { status: 'in_progress', outcome: null, endedAt: null });
  assert.deepEqual(await act('cancel'), [409, undefined]);
  rig.afterHangUp = endAs('operator-hung-up');
  assert.deepEqual(await act('stop'), [200, 'Completed']);
  assert.deepEqual(rig.hungUp, [call.id, call.id]);
  for (const name of ['stop', 'cancel']) assert.deepEqual(await act(name), [409, undefined]);
});

test('dial: a far end that does not answer the hang-up is waited for 3 s, then the call is shown as it is', async () => {
  const { rig, body } = await ready();
  const { id } = (await post(rig, body)).json<{ id: string }>();
  rig.change([...rig.calls.keys()][0]!, { status: 'in_progress' });
  const stopping = post(rig, {}, `/dial/calls/${id}/stop`);
  while (rig.hungUp.length === 0) await rig.clock.advance(0);
  await rig.clock.advance(END_WAIT_MS);
  assert.equal((await stopping).json<{ status: string }>().status, 'In progress');
});

test('dial: the twelve words', async () => {
  const { rig, body } = await ready();
  await post(rig, body);
  const call = [...rig.calls.values()][0]!;
  const live = ['scheduled', 'queued', 'dialing', 'ringing', 'in_progress'] as const;
  assert.deepEqual(
    live.map((status) => statusWord({ ...call, status })),
    ['Scheduled', 'Queued', 'Initiated', 'Ringing', 'In progress'],
  );
  for (const [code, word] of [
    ['max-duration', 'Completed'],
    ['busy', 'Busy'],
    ['no-answer', 'No answer'],
    ['canceled', 'Canceled'],
    ['declined', 'Failed'],
    ['deferred-too-long', 'Failed'],
    ['node-lost', 'Failed'],
  ] as const)
    assert.equal(statusWord({ ...call, status: 'ended', outcome: endWith(code, 'ringing') }), word);
});

test("dial: every failure in dial's envelope", async () => {
  const { rig, body } = await ready();
  const denial = await (async () => {
    rig.refusal = new AppError({
      code: 'dial-denied',
      status: 403,
      message: 'No.',
      extra: { rule: 'suppression' },
    });
    const answer = await post(rig, body);
    rig.refusal = null;
    return answer;
  })();
  const answers = [
    [denial, 400, 'Bad Request', /suppression/],
    [
      await post(rig, { ...body, number_id: 'short' }),
      400,
      'Bad Request',
      /^number_id must have exactly 24 characters/,
    ],
    [await post(rig, '[1,'), 400, 'Bad Request', /JSON/],
    [await rig.app.inject({ url: '/dial/calls/x' }), 401, 'Unauthorized', /key/],
    [await get(rig, '/calls/short'), 400, 'Bad Request', /24 characters/],
    [await get(rig, `/calls/${spellHex(rig.newId())}`), 404, 'Not Found', /call/],
    [await get(rig, '/nowhere'), 404, 'Not Found', /nowhere/],
  ] as const;
  for (const [answer, status, error, message] of answers) {
    const failure = answer.json<{ error: string; message: string; statusCode: number }>();
    assert.deepEqual([answer.statusCode, failure.statusCode, failure.error], [status, status, error]);
    assert.match(failure.message, message);
  }
});
