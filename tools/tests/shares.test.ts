import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shares } from './shares.ts';

const files = (room: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `src/${room}/${at}/x.test.ts`);

test('every file is in one share, no share holds two rooms, and the parts of a room are even', () => {
  const all = [...files('api', 49), ...files('audio', 1), 'tools/a.test.ts', 'bench/b/b.test.ts'];
  const dealt = shares(all);
  assert.deepEqual(dealt.flatMap(({ members }) => members).toSorted(), all.toSorted());
  assert.deepEqual(
    dealt.map(({ room, members }) => [room, members.length]),
    [
      ['src/api', 17],
      ['src/api', 16],
      ['src/api', 16],
      ['src/audio', 1],
      ['around', 2],
    ],
  );
});
