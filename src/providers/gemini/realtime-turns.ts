/**
 * Each `respond` and its one end at Gemini Live, which counts its own turns: "interrupted" or "generationComplete",
 * then "turnComplete", which comes when it believes that the audio was played (ai.google.dev/api/live,
 * "BidiGenerateContentServerContent"). Pure.
 */
import type { RealtimeEvent } from '#models';

export interface TurnTokens {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

export class LiveTurns {
  /** For each `respond` how many of the vendor's turns it still takes. */
  readonly #asked: number[] = [];
  #generated = false;
  #stopped = false;

  /** An answer is being made: the start of an activity would interrupt it. */
  get busy(): boolean {
    return this.#asked.length > 0 && !this.#generated && !this.#stopped;
  }

  /** What still comes of it is not for the callee. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** @param turns that the vendor makes of this one `respond`. */
  ask(turns: number): void {
    if (this.#asked.length === 0) this.#reset();
    this.#asked.push(turns);
  }

  /** Cancelled here, or interrupted there. */
  stop(): void {
    if (this.busy) this.#stopped = true;
  }

  generated(): void {
    if (!this.#stopped) this.#generated = true;
  }

  /** The vendor's turn is over, or waits for the results of tools. */
  end(tokens: TurnTokens): RealtimeEvent[] {
    const left = this.#asked[0];
    const status = this.#stopped ? 'cancelled' : 'completed';
    this.#reset();
    if (left === undefined) return [];
    if (left > 1) {
      this.#asked[0] = left - 1;
      return [];
    }
    this.#asked.shift();
    return [{ type: 'response-finished', status, ...tokens }];
  }

  #reset(): void {
    this.#generated = false;
    this.#stopped = false;
  }
}
