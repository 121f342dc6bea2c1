/** How long packets waited in the jitter buffer. */
import { LINE_RATE, type Samples } from '#audio';
import type { Millis } from '#kernel';

export class Waiting {
  #packets = 0;
  #sum: Samples = 0;
  #most: Samples = 0;

  /** A packet left after so long. */
  take(waited: Samples): void {
    this.#packets++;
    this.#sum += waited;
    this.#most = Math.max(this.#most, waited);
  }

  get meanMs(): Millis {
    return this.#packets === 0 ? 0 : (this.#sum / this.#packets / LINE_RATE) * 1000;
  }

  get mostMs(): Millis {
    return (this.#most / LINE_RATE) * 1000;
  }
}
