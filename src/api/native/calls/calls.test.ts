import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { parseId, type Id } from '#kernel';
import { flowAgent, openTestApi } from '../../testing.ts';

async function withCalls(t: TestContext, count: number) {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const answer = await server.post('/v1/calls', { agent: flowAgent, to: `+3460011122${n}` });
    ids.push(answer.json().id);
  }
  return { ...server, callIds: ids, inner: ids.map((id) => parseId(id) as Id) };
}

test('GET /v1/calls/{id} 200 in every spelling, with an outcome once ended', async (t) => {
  const { get, calls, callIds, inner, clock } = await withCalls(t, 1);
  const end_reason = {
    code: 'callee-busy',
    phase: 'ringing',
    party: 'callee',
    fault: 'none',
    retryable: true,
    sip: { status: 486, reason: 'Busy Here' },
    detail: 'The callee is busy.',
    doc: 'docs/outcomes/callee-busy.md',
  } as const;
  const now = clock.now();
  calls.change(inner[0]!, {
    status: 'ended',
    outcome: { code: 'busy', end_reason },
    answeredAt: now,
    endedAt: now + 1500,
    turns: [{ who: 'agent', text: 'Hello.', startMs: 20, endMs: 600, interrupted: false }],
    latencies: [{ turn: 0, endpointMs: 700, sttMs: 20, mindMs: 1, ttsMs: 30, totalMs: 751 }],
    recording: { path: 'x.wav', bytes: 44, durationMs: 1500 },
    media: {
      ...{
        codec: 'PCMU',
        srtp: null,
        mos: 4.3,
        rFactor: 90,
        packetsSent: 5,
        packetsReceived: 5,
        packetsLost: 0,
      },
      ...{
        packetsLate: 0,
        concealedMs: 0,
        jitterMs: 1.5,
        bufferMeanMs: 2,
        bufferMaxMs: 20,
        roundTripMs: null,
      },
    },
  });
  const call = (await get(`/v1/calls/${callIds[0]}`)).json();
  assert.deepEqual(call.outcome, { code: 'busy', end_reason });
  assert.equal(call.duration_ms, 1500);
  assert.equal(call.turns[0].end_ms, 600);
  assert.equal(call.latencies[0].total_ms, 751);
  assert.deepEqual([call.media.mos, call.media.buffer_max_ms, call.media.round_trip_ms], [4.3, 20, null]);
  assert.equal(call.recording.url, `/v1/calls/${callIds[0]}/recording`);
  for (const alias of Object.values<string>(call.aliases))
    assert.equal((await get(`/v1/calls/${alias}`)).json().id, callIds[0]);
});

test('GET /v1/calls/{id} 404 for no id, an unknown one, and hang-up of it', async (t) => {
  const { get, post } = await withCalls(t, 0);
  for (const id of ['x', 'call_00000000000000000000', 'ffffffffffffffffffffffff']) {
    const answer = await get(`/v1/calls/${id}`);
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'call-unknown']);
    assert.equal((await post(`/v1/calls/${id}/hangup`)).statusCode, 404);
  }
});

test('GET /v1/calls 200: pages newest first and filters', async (t) => {
  const { get, calls, callIds, inner } = await withCalls(t, 5);
  const seen: string[] = [];
  let cursor = '';
  for (let pages = 1; ; pages++) {
    const page = (await get(`/v1/calls?limit=2${cursor}`)).json();
    seen.push(...page.data.map((call: { id: string }) => call.id));
    if (!page.has_more) {
      assert.equal(page.next_cursor, null);
      assert.equal(pages, 3);
      break;
    }
    cursor = `&cursor=${page.next_cursor}`;
  }
  assert.deepEqual(seen, callIds.toReversed());
  calls.change(inner[2]!, { status: 'ended' });
  const ended = (await get('/v1/calls?status=ended,ringing')).json();
  assert.deepEqual(
    ended.data.map((call: { id: string }) => call.id),
    [callIds[2]],
  );
});

test('GET /v1/calls 400: bad query fields are named', async (t) => {
  const { get } = await withCalls(t, 0);
  for (const [query, param] of [
    ['limit=0', 'limit'],
    ['limit=ten', 'limit'],
    ['cursor=zzz', 'cursor'],
    ['status=done', 'status'],
    ['created_from=now', 'created_from'],
    ['satus=ended', 'satus'],
  ] as const) {
    const answer = await get(`/v1/calls?${query}`);
    assert.deepEqual([answer.statusCode, answer.json().param], [400, param], answer.body);
  }
});

test('POST /v1/calls/{id}/hangup 200, then 409', async (t) => {
  const { post, callIds } = await withCalls(t, 1);
  assert.equal((await post(`/v1/calls/${callIds[0]}/hangup`)).json().status, 'ended');
  const again = await post(`/v1/calls/${callIds[0]}/hangup`);
  assert.deepEqual([again.statusCode, again.json().code], [409, 'call-ended']);
});

test('GET /v1/calls/{id}/events 200: polled on from a sequence', async (t) => {
  const { get, calls, callIds, inner, clock } = await withCalls(t, 1);
  calls.append(inner[0]!, ...['a', 'b', 'c'].map((type) => ({ at: clock.now(), type, data: { type } })));
  const first = (await get(`/v1/calls/${callIds[0]}/events?limit=3`)).json();
  assert.deepEqual(
    first.data.map((event: { seq: number }) => event.seq),
    [1, 2, 3],
  );
  assert.deepEqual([first.has_more, first.next_cursor], [true, '3']);
  const rest = (await get(`/v1/calls/${callIds[0]}/events?after=3`)).json();
  assert.deepEqual(rest.data, [{ seq: 4, at: '2025-06-15T15:06:40.000Z', type: 'c', data: { type: 'c' } }]);
  const none = (await get(`/v1/calls/${callIds[0]}/events?after=4`)).json();
  assert.deepEqual(none, { data: [], has_more: false, next_cursor: '4' });
});

test('GET /v1/calls/{id}/events streams, resumes by Last-Event-ID, and ends with the call', async (t) => {
  const { get, calls, callIds, inner, clock } = await withCalls(t, 1);
  calls.append(inner[0]!, { at: clock.now(), type: 'call-answered', data: { n: 1 } });
  calls.change(inner[0]!, { status: 'ended' });
  const accept = { accept: 'text/event-stream' };
  const all = await get(`/v1/calls/${callIds[0]}/events`, { headers: accept });
  assert.match(String(all.headers['content-type']), /^text\/event-stream/);
  const event = '{"seq":2,"at":"2025-06-15T15:06:40.000Z","type":"call-answered","data":{"n":1}}';
  assert.match(all.body, /id: 1\nevent: call-created\n/);
  assert.ok(all.body.endsWith(`id: 2\nevent: call-answered\ndata: ${event}\n\n`), all.body);
  const rest = await get(`/v1/calls/${callIds[0]}/events`, { headers: { ...accept, 'last-event-id': '1' } });
  assert.doesNotMatch(rest.body, /id: 1\n/);
  assert.match(rest.body, /id: 2\n/);
  const bad = await get(`/v1/calls/${callIds[0]}/events`, { headers: { ...accept, 'last-event-id': 'x' } });
  assert.deepEqual([bad.statusCode, bad.json().param], [400, 'Last-Event-ID']);
});

test('a live stream beats while quiet, tells what happens, and closes with the server', async (t) => {
  const { api, calls, callIds, inner, clock, liveKey } = await withCalls(t, 1);
  const { url } = await api.listen({ host: '127.0.0.1', port: 0 });
  const answer = await fetch(`${url}/v1/calls/${callIds[0]}/events?after=1`, {
    headers: { authorization: `Bearer ${liveKey}`, accept: 'text/event-stream' },
  });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await reader.read()).value, ': parley\n\n');
  await clock.advance(15_000);
  assert.equal((await reader.read()).value, ': quiet\n\n');
  calls.append(inner[0]!, { at: clock.now(), type: 'call-ringing', data: {} });
  assert.match((await reader.read()).value!, /^id: 2\nevent: call-ringing\n/);
  await api.close();
  assert.equal((await reader.read()).done, true);
  assert.equal(clock.timers, 0, 'no timer is left behind');
});

test('GET /v1/calls/{id}/recording: 200 whole, 206 part, 416 beyond, 404 none', async (t) => {
  const { get, ask, calls, callIds, inner } = await withCalls(t, 2);
  const folder = mkdtempSync(join(tmpdir(), 'parley-wav-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'a.wav'), '0123456789');
  calls.recordings.set(inner[0]!, join(folder, 'a.wav'));
  const path = `/v1/calls/${callIds[0]}/recording`;
  const part = (range: string) => get(path, { headers: { range } });
  const whole = await get(path);
  assert.deepEqual(
    [whole.statusCode, whole.body, whole.headers['content-type'], whole.headers['content-length']],
    [200, '0123456789', 'audio/wav', '10'],
  );
  assert.equal(whole.headers['content-disposition'], `inline; filename="${callIds[0]}.wav"`);
  const middle = await part('bytes=2-4');
  assert.deepEqual(
    [middle.statusCode, middle.body, middle.headers['content-range']],
    [206, '234', 'bytes 2-4/10'],
  );
  assert.equal((await part('bytes=-3')).body, '789');
  assert.equal((await part('bytes=7-')).body, '789');
  assert.equal((await part('bytes=7-99')).body, '789');
  assert.equal((await part('bytes=4-2')).statusCode, 200, 'an invalid range is ignored');
  const beyond = await part('bytes=10-');
  assert.deepEqual([beyond.statusCode, beyond.json().code], [416, 'range-not-satisfiable']);
  assert.equal(beyond.headers['content-range'], 'bytes */10');
  const head = await ask('HEAD', path);
  assert.deepEqual([head.statusCode, head.body, head.headers['content-length']], [200, '', '10']);
  const none = await get(`/v1/calls/${callIds[1]}/recording`);
  assert.deepEqual([none.statusCode, none.json().code], [404, 'recording-unknown']);
});
