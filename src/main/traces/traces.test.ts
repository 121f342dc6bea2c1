import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { Call, CallEvent } from '#domain';
import { seededRandom, silentLogger, VirtualClock } from '#kernel';
import { callSpans } from './call-spans.ts';
import { createExporter } from './exporter.ts';
import { exportBody, traceIdOf } from './span.ts';
import { traceRequests } from './tracer.ts';

const call = {
  id: '0190000000000000000000000000000a',
  direction: 'outbound',
  createdAt: 1_000,
  endedAt: 9_000,
  outcome: { code: 'completed', end_reason: { code: 'agent-hung-up', fault: 'none' } },
} as unknown as Call;

const event = (seq: number, at: number, type: string, data: object): CallEvent =>
  ({ callId: call.id, seq, at, type, data }) as unknown as CallEvent;

test('a call as spans: attempts, turns with their waterfall, tools, all below one root', () => {
  const [root, ...rest] = callSpans(call, [
    event(1, 1_100, 'attempt-started', { number: 1 }),
    event(2, 4_000, 'tool-requested', { tool: 'look' }),
    event(3, 4_400, 'tool-finished', { tool: 'look', ok: false }),
    event(4, 6_000, 'turn-measured', {
      ...{
        turn: 1,
        endpoint_ms: 500,
        stt_ms: 80,
        mind_ms: 600,
        tts_ms: 700,
        total_ms: 720,
        heard_end_ms: 2_000,
      },
    }),
    event(5, 9_000, 'attempt-ended', { number: 1 }),
  ]);
  assert.deepEqual([root!.start, root!.end, root!.attributes['parley.outcome']], [1_000, 9_000, 'completed']);
  assert.ok(rest.every(({ traceId }) => traceId === root!.traceId));
  assert.deepEqual(
    rest.map(({ name, start, end, failed }) => [name, start, end, failed ?? false]),
    [
      ['tool look', 4_000, 4_400, true],
      ['turn', 4_000, 4_720, false],
      ['stt', 4_000, 4_080, false],
      ['endpoint', 4_000, 4_500, false],
      ['mind', 4_000, 4_600, false],
      ['tts', 4_000, 4_700, false],
      ['attempt 1', 1_100, 9_000, false],
    ],
  );
  const turn = rest.find(({ name }) => name === 'turn')!;
  assert.equal(rest.find(({ name }) => name === 'stt')!.parentSpanId, turn.spanId);
  assert.equal(new Set([root!, ...rest].map(({ spanId }) => spanId)).size, 8);
});

test('OTLP in JSON: hex ids, nanoseconds as text, typed attributes', () => {
  const span = {
    traceId: traceIdOf('x'),
    spanId: '00',
    name: 'n',
    kind: 'server' as const,
    start: 1.5,
    end: 1,
  };
  const body = exportBody([{ ...span, attributes: { a: 1, b: 1.5, c: 'x', d: null } }], 'parley', '1');
  const [written] = JSON.parse(body).resourceSpans[0].scopeSpans[0].spans;
  assert.match(written.traceId, /^[0-9a-f]{32}$/);
  assert.deepEqual(
    [written.kind, written.startTimeUnixNano, written.endTimeUnixNano],
    [2, '1500000', '1500000'],
  );
  assert.deepEqual(written.attributes, [
    { key: 'a', value: { intValue: '1' } },
    { key: 'b', value: { doubleValue: 1.5 } },
    { key: 'c', value: { stringValue: 'x' } },
  ]);
});

test('requests reach a collector in groups, beneath the caller’s span; a collector that is away loses them', async (t) => {
  const got: { url: string; key: unknown; body: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ url: request.url!, key: request.headers['api-key'], body });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = { url, headers: { 'api-key': 'k' }, service: 'parley' };
  const exporter = createExporter(config, '1', new VirtualClock(), silentLogger);
  const trace = 'a'.repeat(32);
  const request = { method: 'GET', route: '/v1/calls', status: 500, requestId: 'req_1', startedAt: 5, ms: 2 };
  traceRequests(exporter, seededRandom(1))({ ...request, traceparent: `00-${trace}-${'b'.repeat(16)}-01` });
  traceRequests(exporter, seededRandom(2))({ ...request, traceparent: null });
  await exporter.close();
  assert.deepEqual([got.length, got[0]!.url, got[0]!.key], [1, '/v1/traces', 'k']);
  const [below, own] = JSON.parse(got[0]!.body).resourceSpans[0].scopeSpans[0].spans;
  assert.deepEqual([below.traceId, below.parentSpanId, below.status.code], [trace, 'b'.repeat(16), 2]);
  assert.equal(own.parentSpanId, undefined);

  const gone = createExporter(
    { ...config, url: 'http://127.0.0.1:9' },
    '1',
    new VirtualClock(),
    silentLogger,
  );
  traceRequests(gone, seededRandom(3))({ ...request, traceparent: null });
  await gone.close();
});
