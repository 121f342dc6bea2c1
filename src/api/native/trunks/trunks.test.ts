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
