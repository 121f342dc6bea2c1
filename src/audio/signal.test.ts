import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { findClip } from './find-clip.ts';
import { gain, levelDbfs, mix } from './level.ts';
import { resample, Resampler } from './resample.ts';
import { Goertzel } from './tones/goertzel.ts';
import { keyTones, sines } from './tones/generate.ts';
import { channelOf, parseWav, printWav, wavBytes, wavHeader } from './wav.ts';

function sineAt(frequency: number, rate: number, length: number): Int16Array {
  return Int16Array.from({ length }, (_, i) => 10_000 * Math.sin((2 * Math.PI * frequency * i) / rate));
}

test('resampling keeps a tone in the band, its level and its place', () => {
  for (const [from, to] of [
    [16_000, 8000],
    [8000, 16_000],
    [24_000, 8000],
    [22_050, 8000],
    [48_000, 8000],
  ] as const) {
    const out = resample(sineAt(1000, from, from / 2), from, to);
    assert.equal(out.length, to / 2);
    const expected = sineAt(1000, to, to / 2);
    for (let i = 200; i < out.length - 200; i++)
      assert.ok(
        Math.abs(out[i]! - expected[i]!) < 60,
        `${from} -> ${to}, sample ${i}: ${out[i]} for ${expected[i]}`,
      );
  }
});

test('what the lower rate cannot carry is gone, 50 dB down', () => {
  for (const frequency of [4700, 5500, 7000]) {
    const out = resample(sineAt(frequency, 16_000, 8000), 16_000, 8000).subarray(100, -100);
    assert.ok(levelDbfs(out) < -13.3 - 50, `${frequency} Hz at ${levelDbfs(out)} dBFS`);
  }
});

test('pieces of any size resample as the whole does', () => {
  const whole = sineAt(440, 16_000, 1000);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 10 }), (sizes) => {
      const resampler = new Resampler(16_000, 8000);
      const out: number[] = [];
      let at = 0;
      for (const size of [...sizes, 1000]) out.push(...resampler.push(whole.subarray(at, (at += size))));
      out.push(...resampler.end());
      assert.deepEqual(Int16Array.from(out), resample(whole, 16_000, 8000));
    }),
    { numRuns: 50 },
  );
});

test('level, gain and mix', () => {
  assert.ok(Math.abs(levelDbfs(new Int16Array(100).fill(-32_768))) < 1e-9);
  assert.ok(Math.abs(levelDbfs(sineAt(1000, 8000, 800)) + 13.32) < 0.02);
  assert.ok(Math.abs(levelDbfs(gain(sineAt(1000, 8000, 800), -20)) + 33.32) < 0.02);
  assert.deepEqual(
    [...mix(Int16Array.of(30_000, -30_000, 5), Int16Array.of(30_000, -30_000))],
    [32_767, -32_768, 5],
  );
});

test('a clip is found where it is, however loud and in whatever noise', () => {
  const needle = keyTones('159D');
  const haystack = Int16Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 401) - 200);
  haystack.set(
    gain(needle, -20).map((sample, i) => sample + haystack[4321 + i]!),
    4321,
  );
  const found = findClip(haystack, needle)!;
  assert.equal(found.at, 4321);
  assert.ok(found.correlation > 0.9, `${found.correlation}`);
  assert.ok(findClip(haystack.subarray(0, 4321), needle.subarray(0, 800))!.correlation < 0.3);
  assert.equal(findClip(needle, haystack), null);
  assert.equal(findClip(new Int16Array(100), new Int16Array(10)), null);
});

test('Goertzel tells a frequency from its neighbours', () => {
  const pcm = sines([697], 0, 160);
  assert.ok(new Goertzel(697).share(pcm) > 0.98);
  assert.ok(new Goertzel(770).share(pcm) < 0.1);
  assert.equal(new Goertzel(697).share(new Int16Array(160)), 0);
});

test('WAV: printed and read back, mono and stereo; a stream is a header patched later', () => {
  const pcm = Int16Array.of(1, -2, 32_767, -32_768);
  for (const channels of [1, 2]) {
    const wav = { rate: 8000, channels, pcm };
    assert.deepEqual(parseWav(printWav(wav)), wav);
  }
  assert.deepEqual(channelOf({ rate: 8000, channels: 2, pcm }, 1), Int16Array.of(-2, -32_768));
  const stream = Buffer.concat([wavHeader(8000, 2), wavBytes(pcm)]);
  assert.deepEqual(parseWav(stream).pcm, pcm, 'readable before it is patched');
  stream.set(wavHeader(8000, 2, 8));
  assert.deepEqual(Buffer.from(printWav({ rate: 8000, channels: 2, pcm })), stream);
});

test('WAV: what cannot be read is refused with the reason', () => {
  const good = printWav({ rate: 8000, channels: 1, pcm: Int16Array.of(1, 2) });
  const broken = (offset: number, value: number): Uint8Array => good.with(offset, value);
  for (const [bytes, why] of [
    [new Uint8Array(3), /no RIFF/],
    [broken(20, 7), /16-bit PCM/],
    [broken(34, 8), /16-bit PCM/],
    [broken(22, 0), /no channel/],
    [good.subarray(0, 36), /no data/],
  ] as const)
    assert.throws(() => parseWav(bytes), why);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(43), (junk, at) => {
      const bytes = Uint8Array.from(good);
      bytes.set(junk.subarray(0, bytes.length - at), at);
      try {
        parseWav(bytes);
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'wav-unreadable');
      }
    }),
  );
});
