/** One answer to a call: what is heard, and who it is. */
import type { LineTone } from '../../src/audio/index.ts';
import type { Verdict } from '../../src/conversation/machine/state.ts';
import { hash } from '../dialogues/dialogue.ts';

/** A text is spoken; a number is a pause, ms; a beep has one or two frequencies and a length. */
export type Piece =
  string | number | { readonly beep: readonly number[]; readonly ms: number } | { readonly tone: LineTone };

export interface Answer {
  readonly name: string;
  readonly truth: Verdict;
  readonly pieces: readonly Piece[];
}

/** The line on which it is heard. */
export interface Variant {
  readonly voice: string;
  /** Level of the voice and of the white noise under it, dBFS. */
  readonly level: number;
  readonly noise: number;
}

/** A quarter of the answers, whatever the line, is kept apart and never tuned on. */
export function isHeldOut({ name }: Answer): boolean {
  return hash(`amd ${name}`) % 4 === 0;
}

export const answer =
  (truth: Verdict, prefix: string) =>
  (pieces: readonly Piece[], index: number): Answer => ({ name: `${prefix}-${index + 1}`, truth, pieces });
