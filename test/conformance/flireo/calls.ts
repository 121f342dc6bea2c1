/** §3: outbound calls, list, read, statuses and control. */
import assert from 'node:assert/strict';
import { endWith, type Call, type EndCode } from '#domain';
import { parseId, type Id } from '#kernel';
import { refusal, type Body, type Check, type FlireoWorld } from './world.ts';

let person = 100;
const to = (): string => `+3160000${1_000 + person++}`;
const outbound = (world: FlireoWorld, body: Body) =>
  world.post('/calls/outbound', { destination: to(), ...body });
const place = async (world: FlireoWorld, body: Body = {}): Promise<Id> => {
  const mode =
    'agent_config' in body || 'agent' in body || 'assistant' in body
      ? {}
      : { agent_id: (await world.agent())['id'] };
  const answer = await outbound(world, { ...mode, ...body });
  assert.equal(answer.statusCode, 200, answer.body);
  return parseId(answer.json<Body>()['call_id'])!;
};
const inline = {
  llm_config: { provider: 'openai', messages: [{ role: 'system', content: 'Be brief.' }] },
  stt_config: { provider: 'deepgram' },
  tts_config: { provider: 'openai', voiceId: 'alloy' },
};
const read = async (world: FlireoWorld, id: string): Promise<Body> =>
  (await world.get(`/calls/${id}`)).json<Body>();
const end = (world: FlireoWorld, id: Id, code: EndCode, more: Partial<Call> = {}): void =>
  world.api.calls.change(id, {
    status: 'ended',
    outcome: endWith(code, 'conversation'),
    endedAt: world.api.clock.now(),
    ...more,
  });

const endings: readonly (readonly [EndCode, string, string])[] = [
  ['callee-hung-up', 'ended', 'user_hangup'],
  ['agent-hung-up', 'ended', 'assistant_hangup'],
  ['max-duration', 'ended', 'max_duration'],
  ['transferred', 'ended', 'transferred'],
  ['callee-silent', 'ended', 'silence_timeout'],
  ['voicemail-reached', 'ended', 'voicemail'],
  ['no-answer', 'failed', 'no_answer'],
  ['busy', 'failed', 'busy'],
  ['declined', 'failed', 'rejected'],
  ['carrier-error', 'failed', 'error'],
];

export const callChecks: readonly Check[] = [
  [
    '§15.2 outbound answers 200 with all four members',
    async (world) => {
      const answer = await outbound(world, { agent_id: (await world.agent())['id'] });
      const { call_id, room_name, ...rest } = answer.json<Body>();
      assert.deepEqual([answer.statusCode, rest], [200, { success: true, status: 'dialing' }]);
      assert.equal(room_name, `outbound-${String(call_id).slice(-8)}`);
      for (const name of [call_id, room_name, `call-${call_id}`, `call-${room_name}`])
        assert.equal((await read(world, String(name)))['id'], call_id);
    },
  ],
  ...['agent_id', 'assistant_id'].map((name): Check => [
    `§3.1 ${name}`,
    async (world) => {
      const agent = await world.agent();
      await outbound(world, { [name]: agent['id'] });
      const { agent: choice } = world.asked();
      assert.ok(choice.kind === 'saved' && choice.agentId === agent['id']);
    },
  ]),
  ...['agent_config', 'assistant', 'agent', 'agentConfig'].map((name): Check => [
    `§3.1 inline in ${name}, never stored`,
    async (world) => {
      const before = (await world.get('/agents')).json<Body>()['agents'].length;
      assert.equal((await outbound(world, { [name]: inline })).statusCode, 200);
      const { agent: choice } = world.asked();
      assert.ok(choice.kind === 'inline' && choice.config.prompt === 'Be brief.');
      assert.equal((await world.get('/agents')).json<Body>()['agents'].length, before);
    },
  ]),
  [
    '§3.1 number_id, first_message and context',
    async (world) => {
      const { number } = (await world.post('/numbers', { phone_number: '+31205550001' })).json<Body>();
      await place(world, { number_id: number.id, first_message: 'Hi {name}', context: { name: 'Eva' } });
      const { numberId, overrides, variables } = world.asked();
      assert.deepEqual(
        [numberId, overrides, variables],
        [number.id, { greeting: 'Hi {{name}}', context: '{"name":"Eva"}' }, { name: 'Eva' }],
      );
    },
  ],
  [
    '§3.1 assistant_override replaces whole top-level blocks',
    async (world) => {
      await place(world, {
        assistant_override: {
          tts_config: { provider: 'openai', voiceId: 'nova' },
          firstMessage: 'Hi',
          business_name: 'B',
          metadata: { a: 1 },
        },
      });
      const { overrides, metadata, variables } = world.asked();
      assert.deepEqual(overrides, { greeting: 'Hi', config: { voice: { provider: 'openai', id: 'nova' } } });
      assert.deepEqual([metadata, variables], [{ a: 1 }, { business_name: 'B' }]);
    },
  ],
  [
    '§3.1 an inline agent’s webhook is the call’s own',
    async (world) => {
      await place(world, {
        agent_config: {
          ...inline,
          webhook_url: 'https://h.example.org',
          webhook_secret: 's',
          webhook_events: null,
        },
      });
      const { webhook } = world.asked();
      assert.deepEqual(webhook, {
        url: 'https://h.example.org',
        secret: 's',
        format: 'flireo',
        headers: {},
        eventTypes: ['call.answered', 'call.ended', 'call.analyzed'],
      });
      assert.doesNotMatch(JSON.stringify(world.asked().source), /"s"/);
    },
  ],
  [
    '§3.1 inline notification_email',
    async (world) => {
      await place(world, { agent_config: { ...inline, notification_email: 'a@b.nl' } });
      const { agent: choice } = world.asked();
      assert.deepEqual(choice.kind === 'inline' && choice.config.notification?.emails, ['a@b.nl']);
    },
  ],
  [
    '§3.3 business_name of the agent is told with its calls',
    async (world) => {
      const id = await place(world, { agent_config: { ...inline, business_name: 'Acme' } });
      assert.equal((await read(world, id))['business_name'], 'Acme');
    },
  ],
  [
    '§1 the same outbound request twice is one call',
    async (world) => {
      const body = { destination: to(), agent_id: (await world.agent())['id'] };
      const [one, two] = [
        await world.post('/calls/outbound', body),
        await world.post('/calls/outbound', body),
      ];
      assert.deepEqual(one.json(), two.json());
    },
  ],
  ...endings.map(([code, status, reason]): Check => [
    `§3.3 ${code} is ${status}, ${reason}`,
    async (world) => {
      const id = await place(world);
      end(world, id, code);
      const call = await read(world, id);
      assert.deepEqual([call['status'], call['end_reason']], [status, reason]);
      assert.equal(call['error'] === null, status === 'ended');
      const listed = (await world.get(`/calls?status=${status}`)).json<Body>()['calls'] as Body[];
      assert.ok(listed.some((one) => one['id'] === id));
      const other = (
        await world.get(`/calls?status=${status === 'ended' ? 'failed' : 'ended'}`)
      ).json<Body>()['calls'] as Body[];
      assert.ok(listed.length > 0 && other.every((one) => one['id'] !== id));
    },
  ]),
  [
    '§3.4 connecting, then in-progress; both as filters',
    async (world) => {
      const id = await place(world);
      const has = async (status: string): Promise<boolean> =>
        ((await world.get(`/calls?status=${status}`)).json<Body>()['calls'] as Body[]).some(
          (one) => one['id'] === id,
        );
      assert.deepEqual(
        [(await read(world, id))['status'], await has('connecting'), await has('in-progress')],
        ['connecting', true, false],
      );
      world.api.calls.change(id, { status: 'in_progress', answeredAt: world.api.clock.now() });
      assert.deepEqual(
        [(await read(world, id))['status'], await has('connecting'), await has('in-progress')],
        ['in-progress', false, true],
      );
    },
  ],
  [
    '§3.3 messages, times and length',
    async (world) => {
      const id = await place(world);
      const at = world.api.clock.now();
      end(world, id, 'callee-hung-up', {
        answeredAt: at - 84_000,
        turns: [
          { who: 'agent', text: 'Hello.', startMs: 0, endMs: 900, interrupted: false },
          { who: 'callee', text: 'Hi.', startMs: 1000, endMs: 1400, interrupted: false },
        ],
      });
      const call = await read(world, id);
      assert.deepEqual(call['messages'], [
        { role: 'assistant', content: 'Hello.' },
        { role: 'user', content: 'Hi.' },
      ]);
      assert.ok(Math.abs(call['duration_seconds'] - 84) <= 2);
      assert.equal(call['assistant_phone'], call['agent_phone']);
    },
  ],
  [
    '§3.2 limit, offset, pagination; newest first',
    async (world) => {
      const ids = [await place(world), await place(world), await place(world)];
      const page = async (query: string): Promise<Body> => (await world.get(`/calls?${query}`)).json<Body>();
      const one = await page('limit=2');
      assert.deepEqual(
        (one['calls'] as Body[]).map((call) => call['id']),
        [ids[2], ids[1]],
      );
      const { total, limit, offset } = one['pagination'];
      assert.deepEqual([limit, offset, total >= 3], [2, 0, true]);
      const two = await page('limit=1&offset=2');
      assert.deepEqual([(two['calls'] as Body[])[0]!['id'], two['pagination'].offset], [ids[0], 2]);
      assert.equal((await page(''))['pagination'].limit, 100);
    },
  ],
  [
    '§3.2 start_date and end_date',
    async (world) => {
      const id = await place(world);
      const at = new Date(world.api.clock.now()).toISOString();
      const has = async (query: string): Promise<boolean> =>
        ((await world.get(`/calls?limit=1000&${query}`)).json<Body>()['calls'] as Body[]).some(
          (one) => one['id'] === id,
        );
      const later = new Date(world.api.clock.now() + 3_600_000).toISOString();
      assert.deepEqual(
        [await has(`end_date=${at}`), await has(`start_date=${later}`), await has('start_date=2020-01-01')],
        [true, false, true],
      );
    },
  ],
  ...['limit=0', 'limit=1001', 'limit=x', 'offset=-1', 'status=dialing', 'start_date=yesterday'].map(
    (query) =>
      refusal(`§3.2 ${query}`, (w) => w.get(`/calls?${query}`), 400, new RegExp(query.split('=')[0]!)),
  ),
  ...(
    [
      ['inject-context', { content: 'VIP', trigger_response: true }],
      ['say', { content: 'Hi.', end_after: false }],
      ['end-call', { message: 'Bye.' }],
      ['transfer', { destination: '+31200000009' }],
    ] as const
  ).map(([type, body]): Check => [
    `§3.5 ${type} while in progress; 400 before`,
    async (world) => {
      const id = await place(world);
      const early = await world.post(`/calls/${id}/control`, { type, ...body });
      assert.equal(early.statusCode, 400);
      world.api.calls.change(id, { status: 'in_progress' });
      const taken = await world.post(`/calls/${id}/control`, { type, ...body });
      assert.deepEqual([taken.statusCode, taken.json()], [200, { success: true, message: 'Command sent' }]);
      assert.equal(world.api.calls.commands.at(-1)?.call, id);
    },
  ]),
  refusal('§3.1 neither mode', (w) => outbound(w, {}), 400, /agent_id: Is required/),
  refusal(
    '§3.1 both modes',
    async (w) => outbound(w, { agent_id: (await w.agent())['id'], agent_config: inline }),
    400,
    /Cannot go together/,
  ),
  refusal(
    '§3.1 no destination',
    async (w) => outbound(w, { destination: '', agent_id: (await w.agent())['id'] }),
    400,
    /destination: Is required/,
  ),
  refusal(
    '§3.1 inline without llm_config',
    (w) => outbound(w, { agent_config: {} }),
    400,
    /llm_config: Is required/,
  ),
  refusal(
    '§3.1 openai without stt_config',
    (w) => outbound(w, { agent_config: { ...inline, stt_config: null } }),
    400,
    /stt_config: Is required/,
  ),
  refusal(
    '§3.1 openai without tts_config',
    (w) => outbound(w, { agent_config: { ...inline, tts_config: null } }),
    400,
    /tts_config: Is required/,
  ),
  refusal('§3.1 an unknown agent', (w) => outbound(w, { agent_id: '17a0zzzz' }), 404, /No agent/),
  refusal(
    '§3.1 an unknown number',
    async (w) => outbound(w, { agent_id: (await w.agent())['id'], number_id: '7f8azzzz' }),
    404,
    /No number/,
  ),
  refusal('§3.3 an unknown call', (w) => w.get('/calls/call-_+31600000000_AbC123'), 404, /./),
];
