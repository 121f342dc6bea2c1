/** §6, §7: numbers and SIP trunks. */
import assert from 'node:assert/strict';
import { parseId } from '#kernel';
import { refusal, type Body, type Check, type FlireoWorld } from './world.ts';

let line = 100;
const fresh = (): string => `+312000${String(10_000 + line++)}`;
const number = async (world: FlireoWorld, more: Body = {}): Promise<Body> => {
  const answer = await world.post('/numbers', { phone_number: fresh(), ...more });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json<Body>()['number'] as Body;
};
const trunk = async (world: FlireoWorld, body: Body): Promise<Body> => {
  const answer = await world.post('/sip-trunks', { name: 'T', ...body });
  assert.equal(answer.statusCode, 201, answer.body);
  const made = answer.json<Body>();
  assert.deepEqual(made['trunk'], made['sip_trunk']);
  return made['trunk'] as Body;
};
const native = async (world: FlireoWorld, { id }: Body) =>
  (await world.api.store.trunks.get(world.api.organization.id, parseId(id)!))!;

const shapes: readonly (readonly [string, Body, unknown])[] = [
  [
    'the guide’s',
    { host: 'sip.example.org', port: 5070, username: 'u', password: 'p4ss' },
    ['sip:sip.example.org:5070', 'u', 'p4ss'],
  ],
  [
    'the API’s',
    {
      provider: 'twilio',
      address: 'sip.example.org',
      transport: 'udp',
      auth_username: 'u',
      auth_password: 'p4ss',
    },
    ['sip:sip.example.org:5060', 'u', 'p4ss'],
  ],
  [
    'over TLS',
    { host: 'sip.example.org', transport: 'tls' },
    ['sip:sip.example.org:5061;transport=tls', null, null],
  ],
  ['an address with a port', { address: 'sip.example.org:5080' }, ['sip:sip.example.org:5080', null, null]],
  [
    'the first SDK’s',
    {
      inbound_addresses: ['10.0.0.1'],
      outbound_address: 'out.example.org',
      outbound_number: '+31209998877',
      auth_username: 'u',
      auth_password: 'p4ss',
    },
    ['sip:out.example.org:5060', 'u', 'p4ss'],
  ],
];

export const numberChecks: readonly Check[] = [
  [
    '§6 create, with every member told',
    async (world) => {
      const agent = await world.agent({ name: 'Desk', business_name: 'Acme' });
      const line = await trunk(world, { host: 'sip.example.org' });
      const made = await number(world, {
        name: 'Main',
        agent_id: agent['id'],
        transfer_trunk_id: line['id'],
        is_active: true,
      });
      const { id, phone_number, created_at, updated_at, number: same, ...rest } = made;
      assert.match(phone_number, /^\+31/);
      assert.deepEqual([same, created_at], [phone_number, updated_at]);
      assert.deepEqual(rest, {
        ...{
          name: 'Main',
          agent_id: agent['id'],
          assistant_id: agent['id'],
          agent_name: 'Desk',
          assistant_name: 'Desk',
        },
        ...{
          business_name: 'Acme',
          transfer_trunk_id: line['id'],
          transfer_trunk_name: 'T',
          source: 'sip',
          is_active: true,
        },
      });
      assert.deepEqual((await world.get(`/numbers/${id}`)).json<Body>()['number'], made);
      const kept = await world.api.store.numbers.get(world.api.organization.id, parseId(id)!);
      assert.equal(kept?.trunkId, line['id'], 'calls and transfers of this number go through the trunk');
      assert.ok(
        ((await world.get('/numbers')).json<Body>()['numbers'] as Body[]).some((one) => one['id'] === id),
      );
    },
  ],
  [
    '§6 the quickstart’s field `number`, and assistant_id',
    async (world) => {
      const agent = await world.agent();
      const made = await number(world, {
        phone_number: undefined,
        number: '+31207770001',
        assistant_id: agent['id'],
      });
      assert.deepEqual([made['phone_number'], made['agent_id']], ['+31207770001', agent['id']]);
    },
  ],
  [
    '§6 PATCH changes what is sent; null unbinds',
    async (world) => {
      const agent = await world.agent();
      const { id } = await number(world, { agent_id: agent['id'] });
      const off = (await world.patch(`/numbers/${id}`, { is_active: false, name: 'Off' })).json<Body>()[
        'number'
      ];
      assert.deepEqual([off.is_active, off.name, off.agent_id], [false, 'Off', agent['id']]);
      const free = (await world.patch(`/numbers/${id}`, { agent_id: null })).json<Body>()['number'];
      assert.deepEqual([free.agent_id, free.is_active], [null, false]);
    },
  ],
  [
    '§6 delete, then 404',
    async (world) => {
      const { id } = await number(world);
      assert.deepEqual((await world.delete(`/numbers/${id}`)).json(), { success: true });
      for (const method of ['get', 'delete'] as const)
        assert.equal((await world[method](`/numbers/${id}`)).statusCode, 404);
    },
  ],
  refusal(
    '§6 a duplicate is a 409',
    async (w) => w.post('/numbers', { phone_number: (await number(w))['phone_number'] }),
    409,
    /already/,
  ),
  refusal('§6 no number', (w) => w.post('/numbers', {}), 400, /phone_number: Is required/),
  refusal('§6 no E.164', (w) => w.post('/numbers', { phone_number: '020' }), 400, /E\.164/),
  refusal(
    '§6 an agent that is not there',
    (w) => w.post('/numbers', { phone_number: fresh(), agent_id: 'zzz' }),
    404,
    /No agent/,
  ),
  refusal(
    '§6 a trunk that is not there',
    (w) => w.post('/numbers', { phone_number: fresh(), transfer_trunk_id: 'zzz' }),
    404,
    /No SIP trunk/,
  ),
  ...shapes.map(([what, body, wanted]): Check => [
    `§7 a trunk in ${what} shape`,
    async (world) => {
      const made = await trunk(world, body);
      const { uri, username, password } = await native(world, made);
      assert.deepEqual([uri, username, password], wanted);
      assert.doesNotMatch(JSON.stringify(made), /p4ss/);
      const read = (await world.get(`/sip-trunks/${made['id']}`)).json<Body>();
      assert.deepEqual([read['trunk'], read['sip_trunk']], [made, made]);
      assert.equal(made['auth_username'], made['username']);
      assert.equal(made['org_id'], world.api.organization.id);
      assert.deepEqual([made['transport'], made['is_active']], [body['transport'] ?? 'udp', true]);
      if (body['provider']) assert.equal(made['provider'], body['provider']);
      if (body['outbound_number']) {
        assert.deepEqual(
          [made['outbound_number'], made['inbound_addresses']],
          [body['outbound_number'], ['10.0.0.1']],
        );
        const added = await world.api.store.numbers.findByE164(
          world.api.organization.id,
          body['outbound_number'],
        );
        assert.equal(added?.trunkId, made['id']);
      }
      const list = (await world.get('/sip-trunks')).json<Body>();
      assert.deepEqual(list['trunks'], list['sip_trunks']);
    },
  ]),
  [
    '§7 delete leaves its numbers without one',
    async (world) => {
      const made = await trunk(world, { host: 'x.example.org' });
      const { id } = await number(world, { transfer_trunk_id: made['id'] });
      assert.deepEqual((await world.delete(`/sip-trunks/${made['id']}`)).json(), { success: true });
      assert.equal((await world.get(`/numbers/${id}`)).json<Body>()['number'].transfer_trunk_id, null);
      assert.equal((await world.get(`/sip-trunks/${made['id']}`)).statusCode, 404);
    },
  ],
  [
    '§2 a trunk has no update',
    async (world) => {
      const made = await trunk(world, { host: 'x.example.org' });
      assert.equal((await world.patch(`/sip-trunks/${made['id']}`, { name: 'x' })).statusCode, 404);
    },
  ],
  refusal(
    '§7 no name of a trunk',
    (w) => w.post('/sip-trunks', { host: 'x.example.org' }),
    400,
    /name: Is required/,
  ),
  refusal('§7 no address', (w) => w.post('/sip-trunks', { name: 'x' }), 400, /address: Is required/),
  refusal(
    '§7 a port beyond',
    (w) => w.post('/sip-trunks', { name: 'x', host: 'h', port: 70_000 }),
    400,
    /port/,
  ),
  refusal(
    '§7 a transport that is not spoken',
    (w) => w.post('/sip-trunks', { name: 'x', host: 'h', transport: 'sctp' }),
    400,
    /udp, tcp or tls/,
  ),
  refusal(
    '§7 a password for nobody',
    (w) => w.post('/sip-trunks', { name: 'x', host: 'h', password: 'p' }),
    400,
    /auth_username/,
  ),
];
