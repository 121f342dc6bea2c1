import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestApi } from '../../testing.ts';

const good = { url: 'https://example.com/hooks', event_types: ['call.*'] };

test('an endpoint: made with its secret shown once, read, changed, rotated, tested, removed', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const made = await server.post('/v1/webhook-endpoints', { ...good, headers: { 'X-Key': 'k' } });
  assert.equal(made.statusCode, 201, made.body);
  const { id, secret, ...shown } = made.json();
  assert.match(secret, /^whsec_/);
  assert.match(id, /^hook_/);
  const path = `/v1/webhook-endpoints/${id}`;
  assert.deepEqual((await server.get(path)).json(), { id, ...shown });
  assert.deepEqual(shown.headers, { 'X-Key': '***' });
  const patch = { headers: { 'X-Key': '***', 'X-Other': 'o' }, description: 'ours' };
  const changed = await server.patch(path, patch);
  assert.deepEqual(Object.keys(changed.json().headers), ['X-Key', 'X-Other'], changed.body);
  const rotated = (await server.post(`${path}/rotate-secret`, { overlap_s: 60 })).json();
  assert.notEqual(rotated.secret, secret);
  assert.notEqual(rotated.old_secret_until, null);
  const tested = await server.post(`${path}/test`, {});
  assert.equal(tested.statusCode, 202, tested.body);
  const deliveries = (await server.get(`/v1/webhook-deliveries?endpoint_id=${id}`)).json().data;
  assert.deepEqual(
    deliveries.map((each: { type: string; state: string }) => [each.type, each.state]),
    [['webhook-endpoint.ping', 'due']],
  );
  const delivery = `/v1/webhook-deliveries/${deliveries[0].id}`;
  assert.deepEqual((await server.get(delivery)).json().tries_made, []);
  const event = (await server.get(`/v1/events/${deliveries[0].event_id}`)).json();
  assert.deepEqual([event.type, event.subject], ['webhook-endpoint.ping', id]);
  assert.equal((await server.get('/v1/events?types=call.*')).json().data.length, 0);
  const off = (await server.patch(path, { active: false })).json();
  assert.equal(off.disabled_reason, 'Switched off by you.');
  assert.equal((await server.get(delivery)).json().state, 'dead');
  assert.equal((await server.post(`${path}/test`, {})).json().code, 'webhook-endpoint-off');
  assert.equal((await server.post(`${delivery}/replay`, {})).json().code, 'webhook-endpoint-off');
  assert.equal((await server.patch(path, { active: true })).json().disabled_reason, null);
  assert.equal((await server.post(`${delivery}/replay`, {})).json().state, 'due');
  assert.equal((await server.get('/v1/webhook-endpoints')).json().data.length, 1);
  const removed = await server.api.app.inject({
    method: 'DELETE',
    url: path,
    headers: { authorization: `Bearer ${server.liveKey}` },
  });
  assert.equal(removed.statusCode, 204);
  assert.equal((await server.get(path)).json().code, 'webhook-endpoint-unknown');
});

test('an ed25519 endpoint shows its public key and never its private one', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const made = (await server.post('/v1/webhook-endpoints', { ...good, signing: 'ed25519' })).json();
  assert.match(made.public_key, /^whpk_/);
  assert.equal(made.secret, null);
});

const bad: [string, Record<string, unknown>, string][] = [
  ['no URL', { url: 'nowhere' }, 'url'],
  ['another scheme', { url: 'ftp://example.com/' }, 'url'],
  ['a filter that matches nothing', { ...good, event_types: ['call.*', 'kall.ended'] }, 'event_types[1]'],
  ['a header of ours', { ...good, headers: { Host: 'x' } }, 'headers.Host'],
  ['a line break in a header', { ...good, headers: { 'X-A': 'a\r\nb: c' } }, 'headers.X-A'],
  ['a weak secret', { ...good, secret: 'secret' }, 'secret'],
  ['a secret for ed25519', { ...good, signing: 'ed25519', secret: 'x' }, 'secret'],
  ['ed25519 for a vendor', { ...good, format: 'flireo', signing: 'ed25519' }, 'signing'],
  ['an unknown field', { ...good, urls: [] }, 'urls'],
];
for (const [what, body, param] of bad)
  test(`400: ${what}`, async (t) => {
    const server = await openTestApi();
    t.after(() => server.api.close());
    const answer = await server.post('/v1/webhook-endpoints', body);
    assert.equal(answer.statusCode, 400, answer.body);
    assert.equal(answer.json().errors[0].param, param, answer.body);
  });
