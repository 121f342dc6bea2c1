/** Errors and limits (sections 1 and 8), and what is not there (10). */
import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import { openRig, type Body, type Rig } from './rig.ts';

const PHONE = '+34600000002';

function isError(
  { status, body }: { status: number; body: Body },
  wanted: number,
  code: string,
  told = /./,
): void {
  assert.equal(status, wanted, JSON.stringify(body));
  const { message } = body;
  assert.deepEqual(body, { success: false, message, error: { code, message } });
  assert.match(message, told);
}

export const errorRows: readonly Row<Rig>[] = [
  [
    '§11.8 no token, a wrong one: 401 with the body of section 8',
    async (rig) => {
      for (const bearer of [null, 'nobody', 'x'.repeat(60)])
        for (const url of ['/meetzy/calls', '/meetzy/call/x', '/meetzy/playbook'])
          isError(await rig.get(url, bearer), 401, 'unauthorized');
      isError(await rig.post('/meetzy/campaign', {}, null), 401, 'unauthorized');
    },
  ],
  [
    'a token without the right: 403',
    async (rig) => {
      const made = await rig.post('/v1/keys', { name: 'reads', scopes: ['calls:read'] });
      const { key } = made.body;
      assert.equal((await rig.get('/meetzy/calls', key)).status, 200);
      isError(await rig.post('/meetzy/campaign', {}, key), 403, 'forbidden');
      isError(await rig.post('/meetzy/call', {}, key), 403, 'forbidden');
      isError(await rig.get('/meetzy/playbook', key), 403, 'forbidden');
      isError(await rig.ask('PUT', '/meetzy/settings', { calls: 'older' }, key), 403, 'forbidden');
    },
  ],
  [
    'several tokens of one account are valid at once and see the same',
    async (rig) => {
      assert.ok(rig.key.length > 40, 'as long as the dashboard expects');
      const { id } = await rig.call({ playbook_id: await rig.playbook() });
      assert.equal((await rig.get(`/meetzy/call/${id}`, await rig.newKey())).status, 200);
    },
  ],
  [
    'a field that is missing: 400 missing_field, naming it; message on top, too',
    async (rig) => {
      const playbook_id = await rig.playbook();
      isError(await rig.post('/meetzy/call', { playbook_id }), 400, 'missing_field', /phone/);
      isError(await rig.post('/meetzy/call', { phone: PHONE }), 400, 'missing_field', /playbook_id/);
    },
  ],
  [
    'a phone that cannot be read: 400 invalid_phone, no call',
    async (rig) => {
      const playbook_id = await rig.playbook();
      for (const phone of ['600000002', '+34', 'Luis', 34600000002])
        isError(await rig.post('/meetzy/call', { playbook_id, phone }), 400, 'invalid_phone', /phone/);
      assert.deepEqual(await rig.callsOf(playbook_id), []);
    },
  ],
  [
    'denied by the dial authority: 400 with the rule, no call',
    async (rig) => {
      const playbook_id = await rig.playbook();
      await rig.post('/v1/suppressions', { e164: '+34600999999', reason: 'asked' });
      const asked = { playbook_id, phone: '+34600999999' };
      isError(await rig.post('/meetzy/call', asked), 400, 'invalid_request', /suppress/);
      assert.deepEqual(await rig.callsOf(playbook_id), []);
    },
  ],
  [
    'what is not there, or not theirs: 404',
    async (rig) => {
      const unknown = '0194e2f0-0000-7000-8000-000000000001';
      for (const playbook_id of ['pb_abc123', unknown])
        isError(await rig.post('/meetzy/call', { phone: PHONE, playbook_id }), 404, 'not_found', /playbook/);
      isError(await rig.get('/meetzy/call/call_xyz789'), 404, 'not_found');
      isError(await rig.get(`/meetzy/call/${unknown}`), 404, 'not_found');
      const contacts = [{ phone: PHONE }];
      isError(
        await rig.post('/meetzy/campaign', { playbook_id: unknown, contacts }),
        404,
        'not_found',
        /playbook/,
      );
    },
  ],
  [
    'the id of something else is no call, and no playbook',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const { id } = await rig.call({ playbook_id });
      isError(await rig.get(`/meetzy/call/${playbook_id}`), 404, 'not_found');
      isError(await rig.post('/meetzy/call', { phone: PHONE, playbook_id: id }), 404, 'not_found');
    },
  ],
  [
    'another account finds, lists and changes nothing of it',
    async (rig) => {
      const playbook_id = await rig.playbook();
      const call = await rig.call({ playbook_id });
      const contacts = [{ phone: PHONE }, { phone: 'no number' }];
      await rig.post('/meetzy/campaign', { playbook_id, contacts });
      const other = (await rig.post('/v1/organizations', { name: 'Other', create_key: true })).body[
        'api_key'
      ];
      for (const { id } of [call, ...(await rig.listed({ playbook_id }))])
        isError(await rig.get(`/meetzy/call/${id}`, other), 404, 'not_found');
      assert.deepEqual((await rig.get('/meetzy/calls', other)).body, { calls: [] });
      assert.deepEqual((await rig.get('/meetzy/playbook', other)).body, { playbooks: [] });
      const theirs = { phone: PHONE, playbook_id, contacts };
      isError(await rig.post('/meetzy/call', theirs, other), 404, 'not_found', /playbook/);
      isError(await rig.post('/meetzy/campaign', theirs, other), 404, 'not_found', /playbook/);
      await rig.ask('PUT', '/meetzy/settings', { for: 'organization', calls: 'older' }, other);
      assert.equal((await rig.get('/meetzy/settings')).body['calls'], 'newer');
    },
  ],
  [
    '§10 no endpoint to hang up, cancel, delete, or read numbers, voices, contacts and campaigns: 404',
    async (rig) => {
      const { id } = await rig.call({ playbook_id: await rig.playbook() });
      isError(await rig.ask('DELETE', `/meetzy/call/${id}`), 404, 'not_found');
      isError(await rig.post(`/meetzy/call/${id}/hangup`, {}), 404, 'not_found');
      for (const path of ['campaign', 'campaign/x', 'numbers', 'voices', 'contacts', 'call'])
        isError(await rig.get(`/meetzy/${path}`), 404, 'not_found');
    },
  ],
  [
    'a body that is no JSON object: 400',
    async (rig) => {
      for (const path of ['call', 'campaign'])
        for (const body of [[], [1], [{}]])
          isError(await rig.post(`/meetzy/${path}`, body), 400, 'invalid_request');
    },
  ],
  [
    'over 10 in a second, or 100 in a minute: 429 with Retry-After',
    async () => {
      const rig = await openRig({ rates: { perKey: 600, perOrganization: 0 } });
      try {
        const get = () => rig.get('/meetzy/playbook');
        for (let n = 0; n < 10; n++) assert.equal((await get()).status, 200);
        const burst = await get();
        isError(burst, 429, 'rate_limited');
        assert.equal(burst.headers['retry-after'], '1');
        for (let n = 10; n < 100; n++) {
          if (n % 10 === 0) await rig.advance(1_000);
          assert.equal((await get()).status, 200, `request ${n}`);
        }
        await rig.advance(1_000);
        let answer = await get();
        // The minute's tokens come back one by one meanwhile.
        for (let n = 0; n < 20 && answer.status === 200; n++) {
          await rig.advance(100);
          answer = await get();
        }
        isError(answer, 429, 'rate_limited', /100 requests in 60 s/);
        assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/);
      } finally {
        await rig.close();
      }
    },
  ],
];
