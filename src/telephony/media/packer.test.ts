import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Packer } from './packer.ts';

function pack(ptimeMs: number, frames: number): { packer: Packer; left: [number, number][] } {
  const left: [number, number][] = [];
  const packer = new Packer((pcm, position) => {
    pcm.forEach((sample, i) => assert.equal(sample, position + i, 'each sample at its place'));
    left.push([position, pcm.length]);
  });
  packer.ptimeMs = ptimeMs;
  for (let n = 0; n < frames; n++)
    packer.take(
      Int16Array.from({ length: 160 }, (_, i) => n * 160 + i),
      n * 160,
    );
  return { packer, left };
}

test('packets of 10 to 60 ms follow each other without gap, whatever the line ticks', () => {
  for (const ptimeMs of [10, 20, 30, 40, 50, 60]) {
    const size = ptimeMs * 8;
    const { left } = pack(ptimeMs, 30);
    assert.deepEqual(
      left,
      Array.from({ length: Math.floor(4800 / size) }, (_, n) => [n * size, size]),
    );
  }
});

test('before a key, a jump or another size what waits leaves as a short packet', () => {
  const { packer, left } = pack(60, 1);
  packer.flush();
  assert.deepEqual(left, [[0, 160]]);
  packer.take(
    Int16Array.from({ length: 160 }, (_, i) => 160 + i),
    160,
  );
  packer.take(
    Int16Array.from({ length: 160 }, (_, i) => 800 + i),
    800,
  );
  packer.ptimeMs = 20;
  assert.deepEqual(left.slice(1), [
    [160, 160],
    [800, 160],
  ]);
});
