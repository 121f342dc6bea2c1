import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../testing.ts';

let api: TestApi;
before(async () => void (api = await openTestApi()));
after(() => api.api.close());

const PASSWORD = 'correct horse battery';
const OURS = { origin: 'http://parley.test' };

const attempt = (email: string) =>
  api.post('/v1/sessions', { email, password: 'wrong wrong wrong' }, { key: null });

async function signedIn(email: string, role: string) {
  const invited = (await api.post('/v1/members', { email, role })).json();
  const token = invited.invitation.token;
  const accepted = await api.post('/v1/invitations/accept', { token, password: PASSWORD }, { key: null });
  assert.equal(accepted.statusCode, 200, accepted.body);
  const again = await api.post('/v1/invitations/accept', { token, password: PASSWORD }, { key: null });
  assert.equal(again.json().code, 'invitation-invalid', 'a token works once');
  const made = await api.post(
    '/v1/sessions',
    { email: email.toUpperCase(), password: PASSWORD },
    { key: null },
  );
  assert.equal(made.statusCode, 201, made.body);
  const cookie = String(made.headers['set-cookie']);
  return { member: invited.id, token: made.json().token, cookie, pair: cookie.split(';')[0]! };
}

test('invited, a password, signed in: the role decides; writes by cookie need our origin', async () => {
  const { cookie, pair, token } = await signedIn('builder@example.com', 'builder');
  assert.match(cookie, /; HttpOnly; SameSite=Lax; Max-Age=\d+$/, 'no Secure over plain http');
  const byCookie = { key: null, headers: { cookie: pair } };
  const current = (await api.get('/v1/sessions/current', byCookie)).json();
  assert.deepEqual([current.member.role, current.scopes.includes('agents:write')], ['builder', true]);
  assert.equal((await api.get('/v1/keys', byCookie)).json().code, 'scope-missing');
  const body = { provider: 'openai', key: 'sk-1' };
  for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }]) {
    const forged = await api.post('/v1/provider-keys?test=false', body, {
      key: null,
      headers: { cookie: pair, ...headers },
    });
    assert.equal(forged.json().code, 'origin-refused');
  }
  const ours = { key: null, headers: { cookie: pair, ...OURS } };
  assert.equal((await api.post('/v1/provider-keys?test=false', body, ours)).statusCode, 201);
  const [row] = (await api.get('/v1/audit-log?limit=1')).json().data;
  assert.deepEqual([row.action, row.actor.kind], ['createProviderKey', 'member']);
  assert.equal((await api.get('/v1/agents', { key: token })).statusCode, 200, 'as a bearer token too');
  assert.equal((await api.delete('/v1/sessions/current', { key: token })).statusCode, 204);
  await api.clock.advance(1001);
  assert.equal((await api.get('/v1/agents', byCookie)).statusCode, 401);
});

test('a session slides with use and ends without; a changed role and a disabled member are in effect', async () => {
  const { member, token } = await signedIn('owner@example.com', 'owner');
  for (let hours = 0; hours < 3; hours++) {
    await api.clock.advance(11 * 3_600_000);
    assert.equal((await api.get('/v1/agents', { key: token })).statusCode, 200, `after ${hours} times 11 h`);
  }
  assert.equal((await api.patch(`/v1/members/${member}`, { role: 'billing' })).json().code, 'last-owner');
  await signedIn('second@example.com', 'owner');
  await api.patch(`/v1/members/${member}`, { role: 'billing' });
  await api.clock.advance(1001);
  assert.equal((await api.get('/v1/agents', { key: token })).statusCode, 403);
  await api.patch(`/v1/members/${member}`, { disabled: true });
  await api.clock.advance(1001);
  assert.equal((await api.get('/v1/minutes', { key: token })).statusCode, 401);
  const other = await signedIn('third@example.com', 'analyst');
  await api.clock.advance(12 * 3_600_000 + 1);
  assert.equal((await api.get('/v1/agents', { key: other.token })).statusCode, 401);
});

test('a wrong password and an unknown address look the same; tries are limited', async () => {
  await signedIn('guessed@example.com', 'analyst');
  const [known, unknown] = [await attempt('guessed@example.com'), await attempt('nobody@example.com')];
  assert.deepEqual([known.statusCode, known.json().code], [401, 'sign-in-failed']);
  assert.equal(unknown.json().detail, known.json().detail);
  const codes: unknown[] = [];
  for (let n = 0; n < 10; n++) codes.push((await attempt('guessed@example.com')).statusCode);
  assert.deepEqual(codes.slice(-2), [429, 429]);
});
