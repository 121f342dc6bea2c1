import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestApi } from '../../testing.ts';

test('a trunk: what is set is shown, the rest as is usual; each fault names its field', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const gateways = [{ uri: 'sip:a.example;transport=tls' }, { uri: 'sip:b.example', priority: 1, weight: 5 }];
  const body = {
    name: 'C',
    gateways,
    codecs: ['G722', 'PCMA'],
    srtp: 'required',
    caller_id: { header: 'both' },
  };
  const created = (await server.post('/v1/trunks', body)).json();
  assert.deepEqual(
    [created.uri, created.gateways[0], created.codecs, created.ptime_ms, created.caller_id],
    [
      'sip:a.example;transport=tls',
      { uri: 'sip:a.example;transport=tls', priority: 0, weight: 1 },
      ['G722', 'PCMA'],
      20,
      { format: 'e164', header: 'both', privacy: 'off', diversion: false },
    ],
  );
  const path = `/v1/trunks/${created.id}`;
  const moved = (await server.patch(path, { uri: 'sip:c.example' })).json();
  assert.deepEqual(
    moved.gateways.map((gateway: { uri: string }) => gateway.uri),
    ['sip:c.example', 'sip:b.example'],
    'the first gateway alone',
  );
  const changed = (await server.patch(path, { gateways: [{ uri: 'sips:d.example' }], redirects: 2 })).json();
  assert.deepEqual(
    [changed.uri, changed.gateways, changed.redirects, changed.srtp],
    ['sips:d.example', [{ uri: 'sips:d.example', priority: 0, weight: 1 }], 2, 'required'],
  );
  for (const [patch, param] of [
    [{ uri: 'sips:x;transport=udp' }, 'uri'],
    [{ gateways: [] }, 'gateways'],
    [{ codecs: ['PCMU', 'PCMU'] }, 'codecs'],
    [{ codecs: ['AMR'] }, 'codecs[0]'],
    [{ ptime_ms: 25 }, 'ptime_ms'],
    [{ headers: [{ name: 'Subject', value: 'x' }] }, 'headers[0].name'],
    [{ headers: [{ name: 'X-A', value: 'a\r\nVia: b' }] }, 'headers[0].value'],
    [{ registration: { enabled: true } }, 'registration.username'],
    [{ addresses: ['10.0.0.256'] }, 'addresses[0]'],
    [{ session_expires_s: 30 }, 'session_expires_s'],
    [{ number_translation: { called: [{ match: 'a' }] } }, 'number_translation.called[0].match'],
    [{ srtps: 'off' }, 'srtps'],
  ] as const) {
    const answer = await server.patch(path, patch);
    assert.deepEqual([answer.statusCode, answer.json().param], [400, param], JSON.stringify(patch));
  }
  assert.equal((await server.post('/v1/trunks', { name: 'C' })).json().param, 'uri');
});

test('a look at a trunk is shown step by step; a test call is a call of its own through it', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const trunk = (await server.post('/v1/trunks', { name: 'C', uri: 'sip:a.example' })).json();
  await server.post('/v1/numbers', { e164: '+34910000001', trunk_id: trunk.id });
  const report = await server.post(`/v1/trunks/${trunk.id}/diagnose`);
  assert.deepEqual(
    [report.statusCode, report.json().ok, report.json().steps[0].target],
    [200, true, 'sip:a.example'],
  );
  const call = await server.post(`/v1/trunks/${trunk.id}/test-calls`, { to: '+34600000001' });
  assert.equal(call.statusCode, 201, call.body);
  assert.deepEqual([call.json().agent.name, call.json().metadata], ['Test call', { test_call: true }]);
  const tester = { key: server.testKey };
  const refused = await server.post(`/v1/trunks/${trunk.id}/test-calls`, { to: '+34600000001' }, tester);
  assert.equal(refused.json().code, 'live-key-needed', 'a test key rings nobody');
  const nobody = `/v1/trunks/ffffffffffffffffffffffff`;
  for (const [path, body] of [
    [`${nobody}/diagnose`, undefined],
    [`${nobody}/test-calls`, { to: '+34600000001' }],
  ] as const)
    assert.equal((await server.post(path, body)).json().code, 'trunk-unknown');
});
