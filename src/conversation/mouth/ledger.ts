/** The heard ledger: from samples that left to words that were heard. */
import type { Samples } from '#audio';
import { estimatedWords, SAMPLES_PER_WEIGHT, weight } from './estimate.ts';
import type { SpokenPart } from './state.ts';
import { timedWords, type Span } from './word-times.ts';

export interface Heard {
  readonly text: string;
  /** The last word is a guess by length. */
  readonly estimated: boolean;
}

/** A word counts as heard when this share of it left. */
const HEARD_SHARE = 0.5;

/** The words of an utterance that are within its first `heard` samples. */
export function heardText(parts: readonly SpokenPart[], heard: Samples): Heard {
  const texts: string[] = [];
  let left = heard;
  for (const [index, part] of parts.entries()) {
    if (part.status === 'failed' || !part.played) continue;
    const total = part.length?.samples ?? Infinity;
    if (left >= total) {
      texts.push(part.text);
      left -= total;
      continue;
    }
    if (left <= 0) break;
    const words = spansOf(part, part.pace ?? paceOf(parts.slice(0, index)));
    const count = words.filter(({ start, end }) => start + (end - start) * HEARD_SHARE <= left).length;
    if (count > 0)
      texts.push(
        words
          .slice(0, count)
          .map(({ text }) => text)
          .join(' '),
      );
    return { text: texts.join(' '), estimated: !isTimed(part) };
  }
  return { text: texts.join(' '), estimated: false };
}

/** Every word that was given to the line, by its place in the utterance's samples; parts of unknown length are last. */
export function wordSpans(parts: readonly SpokenPart[]): Span[] {
  const spans: Span[] = [];
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    if (part.status === 'failed' || !part.played) continue;
    for (const { text, start, end } of spansOf(part, part.pace ?? paceOf(parts.slice(0, index))))
      spans.push({ text, start: offset + start, end: offset + end });
    if (!part.length) break;
    offset += part.length.samples;
  }
  return spans;
}

function isTimed({ length }: SpokenPart): boolean {
  return (length?.words?.length ?? 0) > 0;
}

function spansOf(part: SpokenPart, pace: number): Span[] {
  const { text, length } = part;
  return isTimed(part)
    ? timedWords(text, length!.words!, length!.soundTo)
    : estimatedWords(text, length, pace);
}

/** Samples a unit of weight takes in the parts before, for one whose length is not known yet. */
function paceOf(before: readonly SpokenPart[]): number {
  let [sound, all] = [0, 0];
  for (const { text, length } of before) {
    if (!length) continue;
    sound += length.soundTo - length.soundFrom;
    all += text.split(' ').reduce((sum, word) => sum + weight(word), 0);
  }
  return all > 0 && sound > 0 ? sound / all : SAMPLES_PER_WEIGHT;
}
