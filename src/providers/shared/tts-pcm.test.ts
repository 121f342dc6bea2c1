import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { resample } from '#audio';
import { PcmReader } from './tts-pcm.ts';

test('bytes cut anywhere are the same samples, at 8 kHz as they are, at other rates resampled', () => {
  fc.assert(
    fc.property(
      fc.int16Array({ minLength: 1, maxLength: 400 }),
      fc.array(fc.nat(799), { maxLength: 8 }),
      fc.constantFrom(8000, 16_000, 24_000),
      (pcm, cuts, rate) => {
        const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
        const borders = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
        const reader = new PcmReader(rate);
        const heard = borders.flatMap((border, i) => [
          ...reader.push(bytes.subarray(borders[i - 1] ?? 0, border)),
        ]);
        assert.deepEqual([...heard, ...reader.end()], [...resample(pcm, rate, 8000)]);
      },
    ),
  );
});

test('half a sample at the end is dropped', () => {
  const reader = new PcmReader(8000);
  assert.deepEqual([...reader.push(Uint8Array.of(1, 0, 9))], [1]);
  assert.deepEqual([...reader.end()], []);
});
