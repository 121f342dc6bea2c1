/** Answers of the name service: waited for only so long, kept for a while, asked for once at a time. */
import type { Clock, Millis } from '#kernel';

/** The system's resolver tells no TTL; so long an answer is used again, ms. */
const KEEP_MS: Millis = 30_000;
/** Names that are remembered at once; the oldest goes. */
const MOST = 1_024;

interface Answer {
  readonly value: Promise<unknown>;
  readonly until: Millis;
}

export class Remembered {
  readonly #answers = new Map<string, Answer>();
  readonly #clock: Clock;
  readonly #limitMs: Millis;

  constructor(clock: Clock, limitMs: Millis) {
    this.#clock = clock;
    this.#limitMs = limitMs;
  }

  /** Rejections are not kept. */
  about<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known && known.until > this.#clock.monotonic()) return known.value as Promise<T>;
    const value = this.#limited(ask);
    const answer: Answer = { value, until: this.#clock.monotonic() + KEEP_MS };
    this.#answers.delete(question);
    this.#answers.set(question, answer);
    if (this.#answers.size > MOST) this.#answers.delete(this.#answers.keys().next().value!);
    value.catch(() => {
      if (this.#answers.get(question) === answer) this.#answers.delete(question);
    });
    return value;
  }

  #limited<T>(ask: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const patience = this.#clock.after(this.#limitMs, () =>
        reject(new TypeError(`the name service is silent for ${this.#limitMs / 1_000} s`)),
      );
      ask().then(
        (value) => {
          patience.cancel();
          resolve(value);
        },
        (error: unknown) => {
          patience.cancel();
          reject(error as Error);
        },
      );
    });
  }
}
