/**
 * Where the words of a part are when nobody says so: the sound between the audio's own pauses is shared out by how
 * long words are to say, and pauses are taken for the nearest ends of words, ends of clauses first.
 */
import type { Samples } from '#audio';
import type { SpokenLength } from '../core/input.ts';
import { ms } from '../core/setup.ts';
import type { Span } from './word-times.ts';

/** Samples that a unit of `weight` takes while a part's length is unknown: about 15 characters a second. */
export const SAMPLES_PER_WEIGHT = 530;
/** A pause may be so far from the end of a word by the estimate and still be it. */
const SNAP = ms(350);
/** So much nearer a clause's end seems than it is. */
const CLAUSE = ms(250);

/** A word before a pause is drawn out: Klatt, "Vowel lengthening is syntactically determined" (1975). */
const FINAL = 1.3;
const CLAUSE_END = /[,.;:!?…–—]["')\]”’]*$/;

/** How long a word is to say, in characters; figures are read out, and the last word of a clause takes longer. */
export function weight(word: string): number {
  const digits = word.match(/\d/g)?.length ?? 0;
  const characters = word.replace(/[^\p{L}\p{N}]/gu, '').length + digits * 4 + 1;
  return CLAUSE_END.test(word) ? characters * FINAL : characters;
}

export function estimatedWords(text: string, length: SpokenLength | null, rate = SAMPLES_PER_WEIGHT): Span[] {
  const words = text.split(' ');
  const weights = words.map(weight);
  const all = weights.reduce((sum, one) => sum + one, 0);
  const from = length?.soundFrom ?? 0;
  const to = length?.soundTo ?? all * rate;
  const pauses = (length?.pauses ?? []).filter(({ start, end }) => start > from && end < to);
  const silent = pauses.reduce((sum, { start, end }) => sum + end - start, 0);
  const perWeight = (to - from - silent) / Math.max(all, 1);
  // Ends of words on a clock that stands still in pauses.
  const ends: Samples[] = [];
  let spoken = 0;
  for (const one of weights) ends.push((spoken += one * perWeight));
  const anchors = anchorsOf(words, ends, pausesSpoken(pauses, from));
  return place(words, weights, anchors, from, to);
}

interface Pause {
  readonly start: Samples;
  readonly end: Samples;
}

/** Pauses, with the sound before each. */
function pausesSpoken(pauses: readonly Pause[], from: Samples): (Pause & { readonly spoken: Samples })[] {
  let silent = 0;
  return pauses.map(({ start, end }) => {
    const spoken = start - from - silent;
    silent += end - start;
    return { start, end, spoken };
  });
}

/** For each pause the word that ends with it, in order; pauses inside words are nobody's. */
function anchorsOf(
  words: readonly string[],
  ends: readonly Samples[],
  pauses: readonly (Pause & { readonly spoken: Samples })[],
): Map<number, Pause> {
  const anchors = new Map<number, Pause>();
  let first = 0;
  for (const pause of pauses) {
    let best = -1;
    let least = SNAP;
    for (let i = first; i < words.length - 1; i++) {
      const distance = Math.abs(ends[i]! - pause.spoken) - (CLAUSE_END.test(words[i]!) ? CLAUSE : 0);
      if (distance < least) [best, least] = [i, distance];
    }
    if (best < 0) continue;
    anchors.set(best, pause);
    first = best + 1;
  }
  return anchors;
}

/** Between two anchors words take their share by weight. */
function place(
  words: readonly string[],
  weights: readonly number[],
  anchors: ReadonlyMap<number, Pause>,
  from: Samples,
  to: Samples,
): Span[] {
  const spans: Span[] = [];
  let start = from;
  for (let at = 0; at < words.length;) {
    let last = at;
    while (last < words.length - 1 && !anchors.has(last)) last++;
    const pause = anchors.get(last);
    const end = pause?.start ?? to;
    const all = weights.slice(at, last + 1).reduce((sum, one) => sum + one, 0);
    let passed = 0;
    for (; at <= last; at++) {
      const begin = start + ((end - start) * passed) / all;
      passed += weights[at]!;
      spans.push({ text: words[at]!, start: begin, end: start + ((end - start) * passed) / all });
    }
    start = pause?.end ?? to;
  }
  return spans;
}
