import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Rig } from './rig.ts';

export const domainRows: readonly Row<Rig>[] = [
  [
    'domains: without one every route that needs it is a 404',
    async ({ must }) => {
      assert.equal((await must(404, 'GET', '/domains'))['code'], 'not_found');
      for (const path of ['/domains/verify', '/domains/refresh']) await must(404, 'POST', path);
      await must(404, 'DELETE', '/domains');
    },
  ],
  [
    'domains: POST takes domain_name, answers the bare row in both clients’ words',
    async ({ must, organizationId }) => {
      const made = await must(201, 'POST', '/domains', { domain_name: 'Mail.Example.com' });
      const { id, created_at, updated_at, resend_domain_id, ...rest } = made;
      assert.deepEqual(rest, {
        ...{ org_id: organizationId, domain_name: 'mail.example.com', domain: 'mail.example.com' },
        ...{ status: 'not_started', verified: false, verified_at: null, region: 'us-east-1', records: null },
      });
      assert.deepEqual([typeof id, created_at, resend_domain_id], ['string', updated_at, 'remote-1']);
      assert.deepEqual(await must(200, 'GET', '/domains'), made);
      await must(409, 'POST', '/domains', { domain: 'mail.example.com' });
      const native = await must(200, 'GET', '/v1/mail-domains');
      assert.equal(native['data'][0].name, 'mail.example.com');
    },
  ],
  [
    'domains: verify asks Resend, refresh takes over what it says',
    async ({ must }) => {
      const verified = await must(200, 'POST', '/domains/verify');
      assert.deepEqual([verified['status'], verified['verified']], ['verified', true]);
      assert.match(verified['verified_at'], /Z$/);
      assert.equal((await must(200, 'POST', '/domains/refresh'))['status'], 'verified');
    },
  ],
  [
    'domains/sync: lists the account, and selects by resendDomainId, resend_domain_id or domain_id',
    async ({ must }) => {
      await must(201, 'POST', '/domains', { domain: 'two.example.com', region: 'eu-west-1' });
      const list = await must(200, 'GET', '/domains/sync');
      assert.deepEqual(list, {
        domains: [
          { id: 'remote-1', name: 'mail.example.com', status: 'verified', region: 'us-east-1' },
          { id: 'remote-2', name: 'two.example.com', status: 'not_started', region: 'eu-west-1' },
        ],
        selected_domain_id: 'remote-2',
      });
      for (const [name, id] of [
        ['resendDomainId', 'remote-1'],
        ['resend_domain_id', 'remote-2'],
        ['domain_id', 'remote-1'],
      ] as const) {
        const selected = await must(200, 'POST', '/domains/sync', { [name]: id });
        assert.equal(selected['resend_domain_id'], id, name);
        assert.equal((await must(200, 'GET', '/domains'))['resend_domain_id'], id, name);
      }
      assert.equal((await must(200, 'GET', '/v1/mail-domains'))['data'].length, 2);
      await must(404, 'POST', '/domains/sync', { resendDomainId: 'remote-9' });
      assert.equal((await must(400, 'POST', '/domains/sync', {}))['code'], 'missing_field');
    },
  ],
  [
    'domains: the letter about a call comes from the selected one',
    async ({ store, organizationId, must }) => {
      await must(200, 'POST', '/domains/sync', { resendDomainId: 'remote-1' });
      const [first] = await store.mail.listDomains(organizationId);
      assert.deepEqual([first?.providerId, first?.state], ['remote-1', 'verified']);
    },
  ],
  [
    'domains: DELETE is 200 {"success":true}, at Resend too; names and regions are judged',
    async ({ must }) => {
      assert.deepEqual(await must(200, 'DELETE', '/domains'), { success: true });
      const { domains } = await must(200, 'GET', '/domains/sync');
      assert.deepEqual(
        domains.map(({ id }: { id: string }) => id),
        ['remote-2'],
      );
      assert.equal(
        (await must(400, 'POST', '/domains', { domain_name: 'no domain' }))['param'],
        'domain_name',
      );
      await must(400, 'POST', '/domains', { domain: 'a.example.com', region: 'mars-1' });
    },
  ],
];
