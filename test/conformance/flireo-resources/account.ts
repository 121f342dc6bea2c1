import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Rig } from './rig.ts';

const call = { destination: 'sip:a@127.0.0.1' };

export const accountRows: readonly Row<Rig>[] = [
  [
    'account: bare; minutes, numbers, agents and calls are counted',
    async ({ must, agent, talked, organizationId, store, nodeId, clock }) => {
      const before = await must(200, 'GET', '/account');
      assert.deepEqual(before, {
        ...{ id: organizationId, name: before['name'], company_name: before['name'], email: null },
        ...{ minutes_balance: 1_000_000, monthly_usage_minutes: 0 },
        ...{ active_numbers: 0, active_agents: 0, active_calls: 0 },
      });
      const id = await agent();
      await agent({ active: false });
      await must(201, 'POST', '/v1/numbers', { e164: '+31200000001' });
      await must(201, 'POST', '/v1/numbers', { e164: '+31200000002', active: false });
      await store.minutes.charge(organizationId, (await talked(id, 1)).id, 90, clock.now());
      await must(200, 'POST', '/calls/outbound', { ...call, agent_id: id });
      assert.equal((await must(200, 'GET', '/account'))['active_calls'], 0, 'one that waits is on no line');
      const [taken] = await store.calls.claimDue(nodeId, clock.now(), 1);
      await store.calls.append(taken!.id, nodeId, [], { status: 'in_progress' });
      const after = await must(200, 'GET', '/account');
      assert.deepEqual(
        [
          after['active_numbers'],
          after['active_agents'],
          after['active_calls'],
          after['monthly_usage_minutes'],
        ],
        [1, 1, 1, 1.5],
      );
    },
  ],
  [
    'account: e-mail is that of the owner',
    async ({ must }) => {
      await must(201, 'POST', '/v1/members', { email: 'ana@example.com', name: 'Ana', role: 'owner' });
      assert.equal((await must(200, 'GET', '/account'))['email'], 'ana@example.com');
    },
  ],
  [
    'minutes: prepaid ones show; at zero outbound is 402 insufficient_credits, and nothing is dialled',
    async ({ must, agent, store }) => {
      const id = await agent();
      const outbound = () => ({ ...call, agent_id: id });
      await must(200, 'PATCH', '/v1/minutes', { enabled: true });
      const due = await store.calls.countOpen(0);
      const refused = await must(402, 'POST', '/calls/outbound', outbound());
      assert.deepEqual([refused['code'], refused['type']], ['insufficient_credits', 'billing_error']);
      assert.equal(typeof refused['error'], 'string');
      assert.deepEqual((await store.calls.countOpen(0)).byStatus, due.byStatus);
      assert.equal((await must(200, 'GET', '/account'))['minutes_balance'], 0);
      await must(201, 'POST', '/v1/minutes/top-ups', { minutes: 2 });
      assert.equal((await must(200, 'GET', '/account'))['minutes_balance'], 2);
      await must(200, 'POST', '/calls/outbound', outbound());
      await must(200, 'PATCH', '/v1/minutes', { enabled: false });
    },
  ],
  [
    'minutes: who calls in at zero is turned away; the log says rejected',
    async ({ must, agent, talked, incoming }) => {
      const { id } = await incoming(await talked(await agent(), 7), 'minutes-exhausted');
      const read = await must(200, 'GET', `/calls/${id}`);
      assert.deepEqual(
        [read['direction'], read['status'], read['end_reason']],
        ['inbound', 'rejected', 'rejected'],
      );
      const { calls } = await must(200, 'GET', '/calls?status=rejected');
      assert.deepEqual(
        calls.map((one: { id: string }) => one.id),
        [id],
      );
    },
  ],
  [
    'organizations: own one with its parent; children only when asked for',
    async ({ must, organizationId }) => {
      const own = await must(200, 'GET', '/organizations');
      assert.deepEqual([own['id'], own['parent_org_id'], 'children' in own], [organizationId, null, false]);
      const made = await must(201, 'POST', '/organizations', {
        name: 'Branch',
        parent_org_id: organizationId,
      });
      assert.deepEqual([made['name'], made['parent_org_id']], ['Branch', organizationId]);
      const { children } = await must(200, 'GET', '/organizations?include_children=true');
      assert.deepEqual(
        children.map(({ id, parent_org_id }: Record<string, string>) => [id, parent_org_id]),
        [[made['id'], organizationId]],
      );
      assert.equal('api_key' in children[0], false);
    },
  ],
  [
    'organizations: the child’s key is told once, opens the child alone, and that one has no children',
    async ({ must, organizationId }) => {
      const made = await must(201, 'POST', '/organizations', { name: 'Branch 2' });
      const key = made['api_key'];
      assert.match(key, /^pk_live_/);
      const account = await must(200, 'GET', '/account', undefined, key);
      assert.deepEqual(
        [account['id'], account['name'], account['active_agents']],
        [made['id'], 'Branch 2', 0],
      );
      assert.equal(
        (await must(200, 'GET', '/organizations', undefined, key))['parent_org_id'],
        organizationId,
      );
      await must(409, 'POST', '/organizations', { name: 'Deeper' }, key);
      await must(200, 'PATCH', '/organizations', { name: 'Renamed' }, key);
      assert.equal((await must(200, 'GET', '/account', undefined, key))['name'], 'Renamed');
    },
  ],
  [
    'organizations: another parent is a 404, no name a 400, a test key a 403',
    async ({ must, ids, testKey }) => {
      await must(404, 'POST', '/organizations', { name: 'x', parent_org_id: ids.next() });
      assert.equal((await must(400, 'POST', '/organizations', {}))['code'], 'missing_field');
      await must(400, 'POST', '/organizations', { name: 'x'.repeat(201) });
      await must(403, 'POST', '/organizations', { name: 'x' }, testKey);
      await must(400, 'PATCH', '/organizations', { name: ' ' });
    },
  ],
  [
    'every resource asks for a key: 401 in the flat shape',
    async ({ ask }) => {
      for (const path of [
        '/account',
        '/usage',
        '/voices',
        '/byok',
        '/domains',
        '/campaigns',
        '/analysis-templates',
      ]) {
        const { status, body } = await ask('GET', path, undefined, null);
        assert.deepEqual([status, body['error'], body['code']], [401, 'Unauthorized', 'unauthorized'], path);
      }
    },
  ],
];
