import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseId, type Id } from '#kernel';
import { flowAgent, openTestApi } from '../../../testing.ts';

test('a call asks for its capture; on the line 202, ended 409; the file as pcap, in part, 404 without', async (t) => {
  const { api, post, get, calls } = await openTestApi();
  t.after(() => api.close());
  const folder = mkdtempSync(join(tmpdir(), 'parley-pcap-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const asked = await post('/v1/calls', { agent: flowAgent, to: '+34600111220', capture: true });
  assert.equal(asked.statusCode, 201);
  assert.equal(calls.created.at(-1)?.capture, true);
  const plain = await post('/v1/calls', { agent: flowAgent, to: '+34600111221', capture: false });
  assert.equal(calls.created.at(-1)?.capture, undefined);
  const [first, second] = [asked.json().id as string, plain.json().id as string];
  const inner = parseId(second) as Id;
  const begun = await post(`/v1/calls/${second}/capture`);
  assert.deepEqual([begun.statusCode, begun.json()], [202, { call_id: second }]);
  assert.deepEqual(calls.captured, [inner]);
  calls.change(inner, { status: 'ended', capture: { path: 'x.pcap', bytes: 10, leftOut: 0 } });
  assert.equal((await post(`/v1/calls/${second}/capture`)).json().code, 'call-not-in-progress');
  writeFileSync(join(folder, 'x.pcap'), '0123456789');
  calls.recordings.set(inner, join(folder, 'x.pcap'));
  const file = await get(`/v1/calls/${second}/capture`);
  assert.deepEqual(
    [file.statusCode, file.body, file.headers['content-type']],
    [200, '0123456789', 'application/vnd.tcpdump.pcap'],
  );
  assert.equal(file.headers['content-disposition'], `inline; filename="${second}.pcap"`);
  const part = await get(`/v1/calls/${second}/capture`, { headers: { range: 'bytes=2-4' } });
  assert.deepEqual([part.statusCode, part.body], [206, '234']);
  const none = await get(`/v1/calls/${first}/capture`);
  assert.deepEqual([none.statusCode, none.json().code], [404, 'capture-unknown']);
  for (const request of [get, post])
    assert.equal((await request('/v1/calls/call_00000000000000000000/capture')).statusCode, 404);
  const wrong = await post('/v1/calls', { agent: flowAgent, to: '+34600111222', capture: 'yes' });
  assert.equal(wrong.statusCode, 400);
});
