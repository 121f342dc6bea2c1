/** What the mouth remembers: utterances in order, each of parts that are synthesized and played one after another. */
import type { Samples } from '#audio';
import type { SpokenLength } from '../core/input.ts';

/** A clause or sentence. */
export interface SpokenPart {
  readonly id: string;
  readonly text: string;
  readonly question: boolean;
  readonly status: 'waiting' | 'requested' | 'started' | 'finished' | 'failed';
  readonly retried: boolean;
  readonly length: SpokenLength | null;
  /** Given to the line. */
  readonly played: boolean;
  /** Something that a realtime model says; its id is the item's. */
  readonly item?: boolean;
  /** Its words as the model writes them; absent: `text` is what the model was asked to say. */
  readonly written?: string;
  /** `text` is what the model was told, not what it says. */
  readonly worded?: boolean;
  /** Samples that a unit of weight takes in this voice, while the length is unknown. */
  readonly pace?: number;
}

/** One turn of the agent; the line plays its parts back to back. */
export interface Utterance {
  readonly id: string;
  readonly interruptible: boolean;
  readonly keep: boolean;
  /** As in `Words`. */
  readonly aside?: boolean;
  readonly parts: readonly SpokenPart[];
  /** More text may come. */
  readonly open: boolean;
  /** The line was told that nothing more comes. */
  readonly finished: boolean;
  readonly startedAt: Samples | null;
  /** Held since, and for how long before. */
  readonly heldAt: Samples | null;
  readonly heldFor: Samples;
  /** A cut was ordered. */
  readonly cut: boolean;
  /** As in `Words`. */
  readonly ahead?: boolean;
  /** What a realtime model was asked for it. */
  readonly ask?: string;
}

export interface MouthState {
  readonly queue: readonly Utterance[];
  /** Utterances so far, for their ids. */
  readonly count: number;
  /** Give up waiting for the callee to stop speaking, and begin. */
  readonly impatient: boolean;
  /** Samples that a unit of weight took in what a realtime model said last. */
  readonly pace?: number;
}

export const silentMouth: MouthState = { queue: [], count: 0, impatient: false };

/** The utterance that is being spoken or comes next. */
export function front(mouth: MouthState): Utterance | undefined {
  return mouth.queue[0];
}

/** Has anything been said, or is it about to be? */
export function isSpeaking(mouth: MouthState): boolean {
  return mouth.queue.length > 0;
}

/** How much of the utterance has left by `now`, as far as its parts are known. */
export function heardBy(utterance: Utterance, now: Samples): Samples {
  if (utterance.startedAt === null) return 0;
  const until = utterance.heldAt ?? now;
  const known = utterance.parts.reduce((sum, part) => sum + (part.length?.samples ?? 0), 0);
  const streaming = utterance.parts.some((part) => part.played && part.length === null);
  const passed = Math.max(0, until - utterance.startedAt - utterance.heldFor);
  return streaming ? passed : Math.min(passed, known);
}

/** Where its samples 0 lie on the line, before and after the time that it was held. */
export function heldAround({ startedAt, heldAt, heldFor }: Utterance, now: Samples): [Samples, Samples] {
  const start = startedAt ?? now;
  return [start, start + heldFor + (heldAt === null ? 0 : Math.max(0, now - heldAt))];
}

/** Samples before the question begins; `null` when it holds none. */
export function questionOffset(utterance: Utterance): Samples | null {
  let offset = 0;
  for (const part of utterance.parts) {
    if (part.question) return offset;
    offset += part.length?.samples ?? Infinity;
  }
  return null;
}
