import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aLaw, muLaw, type SampleCodec } from './g711.ts';

const encode = (codec: SampleCodec, ...samples: number[]): number[] => {
  const out = new Uint8Array(samples.length);
  codec.encode(Int16Array.from(samples), out);
  return [...out];
};

test('mu-law: values of ITU-T G.711 table 2, scaled to 16 bits', () => {
  assert.deepEqual(encode(muLaw, 0, 32_635, -32_635, 32_767, -32_768), [0xff, 0x80, 0x00, 0x80, 0x00]);
  assert.deepEqual(
    [...muLaw.decode(Uint8Array.of(0xff, 0x7f, 0x80, 0x00, 0xf0, 0xef, 0x8f))],
    [0, 0, 32_124, -32_124, 120, 132, 16_764],
  );
  assert.equal(muLaw.silence, 0xff);
});

test('A-law: values of ITU-T G.711 table 1, scaled to 16 bits', () => {
  assert.deepEqual(encode(aLaw, 0, -1, 32_767, -32_768, 16, 1000), [0xd5, 0x55, 0xaa, 0x2a, 0xd4, 0xfa]);
  assert.deepEqual(
    [...aLaw.decode(Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a, 0xd4))],
    [8, -8, 32_256, -32_256, 24],
  );
  assert.equal(aLaw.silence, 0xd5);
});

test('every octet survives decoding and encoding', () => {
  const all = Uint8Array.from({ length: 256 }, (_, octet) => octet);
  const a = new Uint8Array(256);
  aLaw.encode(aLaw.decode(all), a);
  assert.deepEqual(a, all);
  const mu = new Uint8Array(256);
  muLaw.encode(muLaw.decode(all), mu);
  // Mu-law has two zeros; the negative one comes back as the positive.
  assert.deepEqual(mu, all.with(0x7f, 0xff));
});

test('the quantisation error stays within half a step of its segment', () => {
  for (const codec of [muLaw, aLaw]) {
    for (let sample = -32_000; sample <= 32_000; sample += 7) {
      const [back] = codec.decode(Uint8Array.from(encode(codec, sample)));
      assert.ok(
        Math.abs(back! - sample) <= Math.max(8, (Math.abs(sample) + 132) / 32),
        `${codec.name} ${sample} -> ${back}`,
      );
    }
  }
});
