/** Which of the chunks that were found are worth telling. Pure. */
import type { WordHit } from '#domain';

export interface Place {
  readonly sourceId: string;
  readonly place: number;
}

export interface Ranked<T extends Place> {
  readonly chunk: T;
  /** 0 to 1. */
  readonly score: number;
}

/** Of a question's weight, so much must stand in a chunk; less is a word in common by chance. */
const LEAST_SHARE = 0.25;
/** Cosines below this are no likeness, whatever the model. */
const LEAST_LIKENESS = 0.25;
/** Reciprocal rank fusion: how little the first place is ahead of the second (Cormack, Clarke, Büttcher 2009). */
const K = 60;

/** By the stems that a chunk shares with the question: rare ones count more, near ones a little more. */
export function rankWords(stems: readonly string[], hits: readonly WordHit[]): readonly Ranked<WordHit>[] {
  const inHits = new Map<string, number>();
  for (const hit of hits) for (const stem of hit.stems) inHits.set(stem, (inHits.get(stem) ?? 0) + 1);
  const weight = (stem: string): number => Math.log(1 + (hits.length + 1) / ((inHits.get(stem) ?? 0) + 1));
  // A stem that stands nowhere tells nothing about the chunks that are there.
  const whole = stems.filter((stem) => inHits.has(stem)).reduce((sum, stem) => sum + weight(stem), 0);
  return hits
    .map((chunk) => {
      const share = chunk.stems.reduce((sum, stem) => sum + weight(stem), 0) / (whole || 1);
      return { chunk, score: 0.9 * share + 0.1 * Math.min(1, chunk.rank) };
    })
    .filter(({ score }) => score >= LEAST_SHARE)
    .sort(byScore);
}

/** By direction; vectors have length 1. */
export function rankVectors<T extends Place>(
  query: Float32Array,
  rows: readonly (T & { readonly vector: Float32Array })[],
  top: number,
): readonly Ranked<T & { readonly vector: Float32Array }>[] {
  return rows
    .filter(({ vector }) => vector.length === query.length)
    .map((chunk) => ({ chunk, score: dot(query, chunk.vector) }))
    .filter(({ score }) => score >= LEAST_LIKENESS)
    .sort(byScore)
    .slice(0, top);
}

/** Two orders made one: what stands high in both stands first. */
export function fuse(lists: readonly (readonly Ranked<Place>[])[], top: number): readonly Ranked<Place>[] {
  const filled = lists.filter((list) => list.length > 0);
  const scores = new Map<string, { chunk: Place; score: number }>();
  for (const list of filled)
    list.forEach(({ chunk }, index) => {
      const key = `${chunk.sourceId} ${chunk.place}`;
      const known = scores.get(key) ?? { chunk, score: 0 };
      // 1 for a chunk that is first everywhere.
      scores.set(key, { chunk, score: known.score + (K + 1) / (K + index + 1) / filled.length });
    });
  return [...scores.values()].sort(byScore).slice(0, top);
}

/** A vector of length 1; one of zeros stays. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((it) => it / length);
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

/** Equal ones in an order that does not change from call to call. */
function byScore(one: Ranked<Place>, other: Ranked<Place>): number {
  const key = ({ chunk }: Ranked<Place>): string =>
    `${chunk.sourceId} ${String(chunk.place).padStart(9, '0')}`;
  return other.score - one.score || (key(one) < key(other) ? -1 : 1);
}
