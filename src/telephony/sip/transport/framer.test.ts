import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Framer, type Framed } from './framer.ts';

const message = (body: string, length: string | number | null = Buffer.byteLength(body)): string =>
  `OPTIONS sip:a@b SIP/2.0\r\n${length === null ? '' : `Content-Length: ${length}\r\n`}\r\n${body}`;

const text = (framed: Framed): string =>
  framed.type === 'message' ? Buffer.from(framed.bytes).toString() : framed.type;

function read(stream: string, cuts: readonly number[]): string[] {
  const framer = new Framer();
  const bytes = Buffer.from(stream);
  const places = [...new Set([0, ...cuts.map((cut) => cut % bytes.length), bytes.length])].sort(
    (a, b) => a - b,
  );
  return places.slice(1).flatMap((end, index) => framer.push(bytes.subarray(places[index], end)).map(text));
}

test('messages and keep-alives come out as they went in, however the stream is cut', () => {
  const whole = [message('hello'), message(''), message('x'.repeat(9_000))];
  const stream = `\r\n\r\n${whole[0]}\r\n${whole[1]}\r\n\r\n\r\n\r\n${whole[2]}`;
  const expected = ['ping', whole[0]!, whole[1]!, 'ping', 'ping', whole[2]!];
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { maxLength: 40 }), (cuts) => {
      assert.deepEqual(read(stream, cuts), expected);
    }),
    { numRuns: 200 },
  );
});

test('a pong alone is no ping, and no part of a message', () => {
  const framer = new Framer();
  assert.deepEqual(framer.push(Buffer.from('\r\n')), []);
  assert.equal(framer.partial, false);
  assert.deepEqual(framer.push(Buffer.from(message('a'))).map(text), [message('a')]);
  framer.push(Buffer.from('OPTI'));
  assert.equal(framer.partial, true);
});

test('what can not be cut ends the stream: no length, two lengths, too long (18.3)', () => {
  for (const [stream, problem] of [
    [message('a', null), /Content-Length/],
    [message('a', 'x'), /Content-Length/],
    [message('a', '1\r\nl: 2'), /Content-Length/],
    [message('a', 999_999), /too long/],
    [`OPTIONS sip:a@b SIP/2.0\r\nX: ${'y'.repeat(40_000)}`, /head/],
    [`OPTIONS sip:a@b SIP/2.0\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, /too long/],
  ] as const) {
    const framer = new Framer();
    const [fault, ...more] = framer.push(Buffer.from(stream));
    assert.ok(fault?.type === 'fault', stream.slice(0, 80));
    assert.match(fault.problem, problem);
    assert.deepEqual([...more, ...framer.push(Buffer.from(message('b')))], []);
  }
  const compact = 'OPTIONS sip:a@b SIP/2.0\r\nl :  1\r\n\r\na';
  assert.deepEqual(new Framer().push(Buffer.from(compact)).map(text), [compact]);
});

test('byte by byte costs linear time', () => {
  const framer = new Framer();
  const bytes = Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nX: ${'\r\n y'.repeat(7_500)}`);
  const started = process.cpuUsage();
  for (let index = 0; index < bytes.length; index++) framer.push(bytes.subarray(index, index + 1));
  const { user } = process.cpuUsage(started);
  assert.ok(user < 500_000, `${user} µs for ${bytes.length} bytes`);
});
