import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { levelDbfs } from '../level.ts';
import { sines } from '../tones/generate.ts';
import { ComfortNoise } from './comfort-noise.ts';
import { openCodec } from './open-codec.ts';
import { createOpus, type OpusCodec } from './opus.ts';

/** From 200 Hz to 3200 Hz in two seconds. */
const sweep = Int16Array.from(
  { length: 16_000 },
  (_, n) => 8000 * Math.sin(2 * Math.PI * (0.025 * n + (0.375 * n * n) / 32_000)),
);

function signalToNoise(original: Int16Array, back: Int16Array, from: number): number {
  let [signal, noise] = [0, 0];
  for (let i = from; i < original.length; i++) {
    signal += original[i]! ** 2;
    noise += (original[i]! - back[i]!) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

test('G.722: one octet a sample; a sweep through the telephone band comes back 40 dB above the error', () => {
  const codec = openCodec('G722');
  const payload = new Uint8Array(sweep.length);
  assert.equal(codec.encode(sweep, payload, 0), sweep.length);
  const ratio = signalToNoise(sweep, codec.decode(payload), 160);
  assert.ok(ratio >= 40, `${ratio} dB`);
});

test('G.722: coding in pieces of any size is coding at once, and any octets are decoded', () => {
  const whole = new Uint8Array(1600);
  openCodec('G722').encode(sweep.subarray(0, 1600), whole, 0);
  const codec = openCodec('G722');
  const pieces = new Uint8Array(1600);
  for (let at = 0, size = 80; at < 1600; at += size, size = size === 80 ? 240 : 80)
    codec.encode(sweep.subarray(at, Math.min(1600, at + size)), pieces, at);
  assert.deepEqual(pieces, whole);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 480 }), (octets) => {
      assert.equal(codec.decode(octets).length, octets.length);
    }),
    { numRuns: 100 },
  );
});

test('L16: network byte order, every value', () => {
  const pcm = Int16Array.of(0, 1, -1, 32_767, -32_768, 0x1234);
  const payload = new Uint8Array(12);
  assert.equal(openCodec('L16').encode(pcm, payload, 0), 12);
  assert.deepEqual([...payload.subarray(8)], [0x80, 0x00, 0x12, 0x34]);
  assert.deepEqual(openCodec('L16').decode(payload), pcm);
});

test('comfort noise has the level that was described, with and without a spectrum', () => {
  for (const payload of [[40], [40, 180, 100], [60, 60]]) {
    const noise = new ComfortNoise();
    noise.describe(Uint8Array.from(payload));
    const level = levelDbfs(noise.make(16_000));
    assert.ok(Math.abs(level + payload[0]!) < 1.5, `${payload.join()}: ${level}`);
  }
  const silent = new ComfortNoise();
  silent.describe(new Uint8Array(0));
  assert.equal(levelDbfs(silent.make(160)), -Infinity);
});

/** 20 ms packets of a tone, and what comes back of them. */
function packets(codec: OpusCodec, pcm: Int16Array): Uint8Array[] {
  const out = new Uint8Array(500);
  return Array.from({ length: Math.floor(pcm.length / 160) }, (_, n) => {
    const octets = codec.encode(pcm.subarray(n * 160, (n + 1) * 160), out, 7);
    return out.slice(7, 7 + octets);
  });
}

const power = (pcm: Int16Array): number => pcm.reduce((sum, sample) => sum + sample ** 2, 0) / pcm.length;

test('Opus: 10 to 60 ms, a tone keeps its level, damaged packets are no audio', async () => {
  const codec = await createOpus();
  const pcm = sines([440], 0, 8000);
  for (const size of [80, 160, 320, 480]) {
    const out = new Uint8Array(500);
    assert.ok(codec.encode(pcm.subarray(0, size), out, 0) > 2);
  }
  const heard = packets(codec, pcm).map((packet) => codec.decode(packet));
  assert.ok(heard.every(({ length }) => length === 160));
  assert.ok(Math.abs(10 * Math.log10(power(heard[40]!) / power(pcm))) < 3);
  assert.equal(codec.decode(Uint8Array.of(0xff, 0xff, 0xff)).length, 0);
  codec.close();
  codec.close();
  assert.equal(codec.encode(pcm.subarray(0, 160), new Uint8Array(500), 0), 0);
});

test('Opus: a lost packet is made up from the redundancy of the next one; silence need not be sent', async () => {
  const codec = await createOpus();
  codec.configure({ fec: true, dtx: true });
  // A voice whose pitch glides: what was before does not tell what comes.
  const pcm = Int16Array.from({ length: 16_000 }, (_, n) =>
    n < 8000 ? 9000 * Math.sin((n * n) / 40_000) * Math.sin(n / 300) ** 2 : 0,
  );
  const coded = packets(codec, pcm);
  assert.ok(
    coded.slice(80).some(({ length }) => length === 0),
    'silence is left out',
  );
  for (const packet of coded.slice(0, 20)) codec.decode(packet);
  assert.equal(codec.conceal(160, coded[21]!)?.length, 160);
  assert.equal(codec.decode(coded[21]!).length, 160);
  assert.equal(codec.conceal(160, null)?.length, 160);
  assert.equal(codec.conceal(7, null), null);
  codec.close();
});
