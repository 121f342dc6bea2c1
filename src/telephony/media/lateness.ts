/** How late ticks were: a histogram of 0.1 ms steps up to 50 ms; what is later counts in the last one. */
import type { Millis } from '#kernel';

const STEP_MS = 0.1;
const STEPS = 500;

export class Lateness {
  readonly #counts = new Uint32Array(STEPS);
  #total = 0;

  add(late: Millis): void {
    const step = Math.min(STEPS - 1, Math.max(0, Math.floor(late / STEP_MS)));
    this.#counts[step]!++;
    this.#total++;
  }

  /** The upper edge of the step in which the share `q` (0 to 1) of all ticks is reached, ms; 0 without ticks. */
  quantile(q: number): Millis {
    if (this.#total === 0) return 0;
    let seen = 0;
    for (let step = 0; step < STEPS; step++) {
      seen += this.#counts[step]!;
      if (seen >= q * this.#total) return (step + 1) * STEP_MS;
    }
    return STEPS * STEP_MS;
  }
}
