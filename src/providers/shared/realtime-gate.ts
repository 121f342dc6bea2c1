/**
 * Which of the callee's audio a realtime model gets: speech, and a little before it. Silence would cost tokens, and
 * invites transcripts of words that nobody said. Pure.
 */
import { LINE_RATE, type Pcm, type Samples } from '#audio';

/** A detector's onset comes late by its own window; this much before it belongs to the first word. */
const BEFORE: Samples = LINE_RATE / 2;

export class SpeechGate {
  #kept: Pcm[] = [];
  #keptSamples: Samples = 0;
  #open = false;

  /** The next samples, without gaps. @returns what passes now. */
  push(pcm: Pcm): readonly Pcm[] {
    if (this.#open) return [pcm];
    this.#kept.push(pcm.slice());
    this.#keptSamples += pcm.length;
    while (this.#kept.length > 0 && this.#keptSamples - this.#kept[0]!.length >= BEFORE)
      this.#keptSamples -= this.#kept.shift()!.length;
    return [];
  }

  /** Speech began. @returns what was heard just before. */
  open(): readonly Pcm[] {
    if (this.#open) return [];
    this.#open = true;
    this.#keptSamples = 0;
    return this.#kept.splice(0);
  }

  /** The turn is over; it may begin anew at once. */
  close(): void {
    this.#open = false;
  }
}
