import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../testing.ts';

let api: TestApi;
before(async () => void (api = await openTestApi()));
after(() => api.api.close());

/** Beyond the second that a key is believed. */
const settle = () => api.clock.advance(1001);
const code = (answer: { json(): { code?: string } }) => answer.json().code;

test('a key does what its scopes say; it makes none that may do more', async () => {
  const made = await api.post('/v1/keys', { name: 'reader', scopes: ['agents:read', 'keys:write'] });
  assert.equal(made.statusCode, 201, made.body);
  const { key, id, ...shown } = made.json();
  assert.equal(shown.hint, key.slice(-4));
  assert.equal((await api.get('/v1/agents', { key })).statusCode, 200);
  const refused = await api.get('/v1/numbers', { key });
  assert.deepEqual(
    [refused.statusCode, code(refused), refused.json().scope],
    [403, 'scope-missing', 'numbers:read'],
  );
  assert.equal((await api.post('/v1/keys', { name: 'more' }, { key })).statusCode, 403);
  assert.equal(
    (await api.post('/v1/keys', { name: 'less', scopes: ['agents:read'] }, { key })).statusCode,
    201,
  );
  assert.equal((await api.get(`/v1/keys/${id}`)).json().key, undefined);
  await api.delete(`/v1/keys/${id}`);
  await settle();
  assert.equal((await api.get('/v1/agents', { key })).statusCode, 401);
  assert.equal(code(await api.patch(`/v1/keys/${id}`, { name: 'x' })), 'key-revoked');
});

test('rotation: both secrets work for the overlap, then the new one alone; expiry ends a key', async () => {
  const first = (await api.post('/v1/keys', { name: 'turning' })).json();
  const second = (await api.post(`/v1/keys/${first.id}/rotate`, { overlap_s: 60 })).json();
  assert.notEqual(second.key, first.key);
  for (const { key } of [first, second]) assert.equal((await api.get('/v1/agents', { key })).statusCode, 200);
  await api.clock.advance(60_000);
  assert.equal((await api.get('/v1/agents', { key: first.key })).json().reason, 'replaced');
  assert.equal((await api.get('/v1/agents', { key: second.key })).statusCode, 200);
  const past = await api.patch(`/v1/keys/${first.id}`, { expires_at: '2020-01-01T00:00:00Z' });
  assert.equal(past.statusCode, 400);
  const expires_at = new Date(api.clock.now() + 5000).toISOString();
  await api.patch(`/v1/keys/${first.id}`, { expires_at });
  await api.clock.advance(5001);
  assert.equal((await api.get('/v1/agents', { key: second.key })).json().reason, 'expired');
});

test('a test key makes test keys only, and nothing that reaches the telephone network', async () => {
  const options = { key: api.testKey };
  assert.equal(code(await api.post('/v1/keys', { name: 'x' }, options)), 'live-key-needed');
  assert.equal((await api.post('/v1/keys', { name: 'x', mode: 'test' }, options)).statusCode, 201);
  for (const [path, body] of [
    ['/v1/members', { email: 'a@example.com', role: 'owner' }],
    ['/v1/organizations', { name: 'x' }],
    ['/v1/minutes/top-ups', { minutes: 5 }],
  ] as const)
    assert.equal(code(await api.post(path, body, options)), 'live-key-needed', path);
});

test('a child is its parent’s alone; its own key raises none of its limits', async () => {
  const made = (await api.post('/v1/organizations', { name: 'Shop', create_key: true })).json();
  assert.equal(made.parent_id.startsWith('org_'), true);
  const key = made.api_key;
  await api.post('/v1/suppressions', { e164: '+34600111222' }, { key });
  assert.equal((await api.get('/v1/organization', { key })).json().id, made.id);
  const acting = { headers: { 'parley-organization': made.id } };
  assert.equal((await api.get('/v1/organization', acting)).json().id, made.id);
  assert.equal(
    code(await api.get('/v1/organization', { headers: { 'parley-organization': 'org_nobody' } })),
    'organization-unknown',
  );
  const upwards = { key, headers: { 'parley-organization': made.parent_id } };
  assert.equal((await api.get('/v1/organization', upwards)).statusCode, 404, 'a child acts for nobody');
  assert.equal(code(await api.patch('/v1/organization', { concurrency: 9 }, { key })), 'parent-only');
  assert.equal(code(await api.post('/v1/minutes/top-ups', { minutes: 5 }, { key })), 'parent-only');
  assert.equal(code(await api.post('/v1/organizations', { name: 'x' }, { key })), 'organization-nested');
  const topped = await api.post('/v1/minutes/top-ups', { minutes: 2.5 }, acting);
  assert.deepEqual([topped.statusCode, topped.json().balance_s], [201, 150]);
  const patched = await api.patch(`/v1/organizations/${made.id}`, { quotas: { agents: 2 } });
  assert.deepEqual(patched.json().quotas, { agents: 2, numbers: null, calls_per_day: null });
  assert.deepEqual((await api.delete(`/v1/organizations/${made.id}`)).json(), { result: 'deleted' });
  await settle();
  assert.equal((await api.get('/v1/organization', { key })).statusCode, 401);
});

test('every write leaves a row without values, reads and refusals leave none; the chain holds', async () => {
  const before = (await api.get('/v1/audit-log/verify')).json();
  const provider = await api.post('/v1/provider-keys?test=false', { provider: 'openai', key: 'sk-secret' });
  await api.get('/v1/agents');
  await api.post('/v1/keys', { name: '' });
  const log = (await api.get('/v1/audit-log?limit=1')).json();
  const written = provider.statusCode < 400;
  assert.deepEqual((await api.get('/v1/audit-log/verify')).json().rows, before.rows + (written ? 1 : 0));
  assert.equal(JSON.stringify(log).includes('sk-secret'), false);
  await api.post('/v1/suppressions', { e164: '+34600111333' });
  await api.delete('/v1/suppressions/+34600111333');
  const [removal] = (await api.get('/v1/audit-log?limit=1')).json().data;
  assert.deepEqual([removal.action, removal.object, removal.actor.kind], ['deleteSuppression', null, 'key']);
  assert.equal((await api.get('/v1/audit-log/verify')).json().ok, true);
  assert.equal((await api.get('/v1/audit-log?cursor=eA')).statusCode, 400);
});

test('answers tell the limit and what remains; beyond it 429 with Retry-After', async (t) => {
  const limited = await openTestApi({ rates: { perKey: 3, perOrganization: 100 } });
  t.after(() => limited.api.close());
  const first = await limited.get('/v1/agents');
  assert.deepEqual(
    ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'x-ratelimit-remaining'].map(
      (name) => first.headers[name],
    ),
    ['3', '2', '20', '2'],
  );
  const resetAt = Number(first.headers['x-ratelimit-reset']);
  assert.equal(resetAt, Math.ceil((limited.clock.now() + 20_000) / 1000));
  await limited.get('/v1/agents');
  await limited.get('/v1/agents');
  const refused = await limited.get('/v1/agents');
  assert.deepEqual(
    [
      refused.statusCode,
      code(refused),
      refused.headers['retry-after'],
      refused.headers['ratelimit-remaining'],
    ],
    [429, 'rate-limited', '20', '0'],
  );
  assert.equal(
    (await limited.get('/v1/agents', { key: limited.testKey })).statusCode,
    200,
    'each key by itself',
  );
  await limited.clock.advance(20_000);
  assert.equal((await limited.get('/v1/agents')).statusCode, 200);
});

test('keys and members are listed by what they are, page by page in each order', async (t) => {
  const api = await openTestApi();
  t.after(() => api.api.close());
  for (const name of ['delta', 'alpha', 'charlie']) await api.post('/v1/keys', { name, mode: 'test' });
  const { id } = (await api.post('/v1/keys', { name: 'bravo' })).json();
  await api.delete(`/v1/keys/${id}`);
  const walk = async (path: string, field: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const page = (await api.get(`${path}&limit=2${cursor}`)).json();
      found.push(...page.data.map((row: Record<string, string>) => row[field]));
      if (!page.has_more) return found;
      cursor = `&cursor=${page.next_cursor}`;
    }
  };
  const own = ['test', 'test'];
  assert.deepEqual(await walk('/v1/keys?sort=name', 'name'), ['alpha', 'bravo', 'charlie', 'delta', ...own]);
  assert.deepEqual(await walk('/v1/keys?works=false', 'name'), ['bravo']);
  assert.deepEqual(await walk('/v1/keys?works=true&mode=live', 'name'), ['test']);
  assert.deepEqual(await walk('/v1/keys?search=HA', 'name'), ['charlie', 'alpha']);
  for (const [email, role] of [
    ['b@x.test', 'owner'],
    ['c@x.test', 'analyst'],
    ['a@x.test', 'analyst'],
  ])
    assert.equal((await api.post('/v1/members', { email, role })).statusCode, 201);
  assert.deepEqual(await walk('/v1/members?sort=email', 'email'), ['a@x.test', 'b@x.test', 'c@x.test']);
  assert.deepEqual(await walk('/v1/members?role=analyst', 'email'), ['a@x.test', 'c@x.test']);
  assert.deepEqual(await walk('/v1/members?state=active', 'email'), []);
  assert.deepEqual(await walk('/v1/members?search=B%40', 'email'), ['b@x.test']);
  assert.equal(code(await api.get('/v1/members?role=king')), 'invalid-request');
  assert.equal(code(await api.get('/v1/keys?sort=name&cursor=QUJD')), 'invalid-request');
});

test('a key that the server’s owner makes has its row', async (t) => {
  const api = await openTestApi();
  t.after(() => api.api.close());
  const rows = (await api.get('/v1/audit-log?action=createKey')).json().data;
  assert.ok(rows.length >= 1);
  for (const { actor, object, detail } of rows) {
    assert.deepEqual(actor, { kind: 'operator', id: null });
    assert.match(object, /^key_[0-9a-z]{20}$/);
    assert.deepEqual(detail, { fields: ['mode', 'name'] });
  }
  assert.equal((await api.get('/v1/audit-log/verify')).json().ok, true);
});
