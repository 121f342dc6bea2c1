import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WordHit } from '#domain';
import type { Id } from '#kernel';
import { fuse, rankVectors, rankWords, unit } from './rank.ts';

const hit = (place: number, stems: string[], rank = 0.1): WordHit => ({
  ...{ sourceId: 's' as Id, baseId: 'b' as Id, place, source: 'x', heading: '', text: '', stems, rank },
});

test('a rare word in common counts more than a frequent one; too little in common is nothing', () => {
  const hits = [
    hit(0, ['open']),
    hit(1, ['open', 'parrot']),
    ...[2, 3, 4, 5, 6].map((at) => hit(at, ['open'])),
  ];
  const ranked = rankWords(['open', 'parrot', 'nowhere'], hits);
  assert.equal(ranked[0]!.chunk.place, 1);
  assert.ok(ranked[0]!.score > 0.85 && (ranked[1]?.score ?? 0) < 0.5, JSON.stringify(ranked));
  const stems = ['a', 'b', 'c', 'd', 'e', 'f'];
  assert.deepEqual(
    rankWords(stems, [hit(0, stems), hit(1, ['a'])]).map(({ chunk }) => chunk.place),
    [0],
  );
});

const row = (place: number, ...values: number[]) => ({
  sourceId: 's',
  place,
  vector: unit(Float32Array.from(values)),
});

test('vectors by direction; what points elsewhere, or has another length, is left out', () => {
  const rows = [row(0, 1, 0), row(1, 1, 1), row(2, 0, 1), row(3, 1, 0, 0)];
  assert.deepEqual(
    rankVectors(unit(Float32Array.from([2, 0.1])), rows, 5).map(({ chunk }) => chunk.place),
    [0, 1],
  );
});

const list = (...places: number[]) => places.map((place) => ({ chunk: { sourceId: 's', place }, score: 1 }));

test('both orders together: high in both stands first; one list alone keeps its order', () => {
  assert.deepEqual(
    fuse([list(1, 2, 3), list(2, 4, 1)], 3).map(({ chunk }) => chunk.place),
    [2, 1, 4],
  );
  assert.deepEqual(
    fuse([list(3, 1), []], 3).map(({ chunk, score }) => [chunk.place, score > 0.9]),
    [
      [3, true],
      [1, true],
    ],
  );
});
