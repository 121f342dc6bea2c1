/** The breakers of a process, one for each provider and key. */
import type { Clock } from '#kernel';
import { ModelError } from '#models';
import { closedBreaker, stepBreaker, type BreakerInput, type BreakerState } from './chain-breaker.ts';

/** Of one provider and key. */
export interface Breaker {
  /** May a request go? Asking is counting: whoever is let through tells how it went. */
  allows(): boolean;
  succeeded(): void;
  failed(error: ModelError): void;
}

export class Breakers {
  readonly #clock: Clock;
  readonly #states = new Map<string, BreakerState>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param name of provider and key; never the key itself */
  of(name: string): Breaker {
    return {
      allows: () => this.#take(name, { type: 'asked' }),
      succeeded: () => void this.#take(name, { type: 'succeeded' }),
      failed: ({ fault }) => void this.#take(name, { type: 'failed', fault }),
    };
  }

  #take(name: string, input: BreakerInput): boolean {
    const before = this.#states.get(name) ?? closedBreaker;
    const { state, allowed } = stepBreaker(before, input, this.#clock.monotonic());
    // Closed without failures is where everything begins: it needs no memory.
    if (state.phase === 'closed' && state.failures.length === 0) this.#states.delete(name);
    else this.#states.set(name, state);
    return allowed;
  }
}

/** Anything thrown by a model, as its error. */
export function asModelError(thrown: unknown, provider: string): ModelError {
  if (thrown instanceof ModelError) return thrown;
  return new ModelError({
    provider,
    fault: 'internal',
    message: `${provider} failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    cause: thrown,
  });
}
