/** The heard ledger: from samples that left to words that were heard. */
import type { Samples } from '#audio';
import type { SpokenPart } from './state.ts';

export interface Heard {
  readonly text: string;
  /** The last word is a guess by length. */
  readonly estimated: boolean;
}

/** A word counts as heard when this share of it left. */
const HEARD_SHARE = 0.5;
/** Samples a character takes in a part of unknown length: about 15 characters a second. */
const SAMPLES_PER_CHARACTER = 530;

/** The words of an utterance that are within its first `heard` samples. */
export function heardText(parts: readonly SpokenPart[], heard: Samples): Heard {
  const texts: string[] = [];
  let left = heard;
  for (const part of parts) {
    if (part.status === 'failed' || !part.played) continue;
    const total = part.length?.samples ?? Infinity;
    if (left >= total) {
      texts.push(part.text);
      left -= total;
      continue;
    }
    if (left <= 0) break;
    const words = part.length?.words ? timed(part, left) : estimated(part, left);
    if (words !== '') texts.push(words);
    return { text: texts.join(' '), estimated: !part.length?.words };
  }
  return { text: texts.join(' '), estimated: false };
}

function timed(part: SpokenPart, heard: Samples): string {
  const spans = part.length!.words!;
  const count = spans.filter(({ start, end }) => start + (end - start) * HEARD_SHARE <= heard).length;
  const words = part.text.split(' ');
  // The synthesizer may count words otherwise than our spaces do.
  return words.slice(0, Math.round((count * words.length) / Math.max(spans.length, 1))).join(' ');
}

/** Without times a word takes its share of the sound by the number of its characters. */
function estimated(part: SpokenPart, heard: Samples): string {
  const words = part.text.split(' ');
  const all = words.reduce((sum, word) => sum + weight(word), 0);
  const from = part.length?.soundFrom ?? 0;
  const to = part.length?.soundTo ?? all * SAMPLES_PER_CHARACTER;
  let passed = 0;
  let count = 0;
  for (const word of words) {
    const needed = from + ((to - from) * (passed + weight(word) * HEARD_SHARE)) / all;
    if (needed > heard) break;
    passed += weight(word);
    count++;
  }
  return words.slice(0, count).join(' ');
}

function weight(word: string): number {
  return word.length + 1;
}
