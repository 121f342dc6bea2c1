/** Counts the words of an utterance that a recording holds, by correlation, knowing where they are in its audio. */
import { findClip } from '../peers/listen.ts';
import { spokenPieces } from './heard-words.ts';

/** One utterance as the voice makes it. */
export interface Utterance {
  readonly words: readonly string[];
  /** Where each word begins and ends in `pcm`. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly pcm: Int16Array;
}

/** @param pieces the audio of each piece of the text, in order. @throws when the voice is not the one that was measured */
export function utteranceOf(
  voice: string,
  pieces: readonly { readonly text: string; readonly pcm: Int16Array }[],
): Utterance {
  const spans: { start: number; end: number }[] = [];
  const samples: number[] = [];
  for (const { text, pcm } of pieces) {
    const truth = spokenPieces.find((it) => it.voice === voice && it.text === text);
    if (truth?.samples !== pcm.length) throw new Error(`'${text}' by ${voice} was not measured.`);
    let start = samples.length;
    for (const end of truth.ends.map((at) => samples.length + at)) {
      spans.push({ start, end });
      start = end;
    }
    samples.push(...pcm);
  }
  return {
    words: pieces.flatMap(({ text }) => text.split(' ')),
    spans,
    pcm: Int16Array.from(samples),
  };
}

/** Words further than this from the guess are not looked for. */
const AROUND = 4;
/** Samples that a word may be off its place: a machine that stalls skips frames, or leaves a gap. */
const SLACK = 4000;
const NEAR = 80;
/** What correlates like this is there, mu-law and all. */
const THERE = 0.9;
/** Softer than this (mean square) a piece of sound proves nothing. */
const SOFT = 10_000;

/**
 * How many words, from the first on, are in the recording with at least half of their sound.
 * @param at where the utterance begins in the recording; `guess`: about so many words
 */
export function wordsHeard(utterance: Utterance, recording: Int16Array, at: number, guess: number): number {
  let count = Math.max(0, guess - AROUND);
  for (; count < Math.min(utterance.words.length, guess + AROUND); count++) {
    const { start, end } = utterance.spans[count]!;
    // Its half, not less than 100 ms together with what is before it, so that a short word can be told.
    const middle = Math.round((start + end) / 2);
    const clip = utterance.pcm.subarray(Math.max(0, Math.min(start, middle - 800)), middle);
    if (energy(clip) / clip.length < SOFT) continue;
    const from = Math.max(0, at + middle - clip.length - SLACK);
    const place = recording.subarray(from, at + middle + SLACK);
    const due = at + middle - from;
    if (!isThere(clip, place, due)) break;
    // The tail of the clip itself must be there, not only the words before it.
    const tail = clip.subarray(-Math.min(clip.length, 240));
    if (energy(tail) / tail.length > SOFT && !isThere(tail, place, due)) break;
  }
  return count;
}

/** Is the clip in the place? Looked for where it should end first, which is where it mostly does. */
function isThere(clip: Int16Array, place: Int16Array, end: number): boolean {
  const near = place.subarray(Math.max(0, end - clip.length - NEAR), end + NEAR);
  return [near, place].some(
    (window) => window.length >= clip.length && findClip(clip, window, 0).correlation >= THERE,
  );
}

function energy(pcm: Int16Array): number {
  return pcm.reduce((sum, sample) => sum + sample * sample, 0);
}
