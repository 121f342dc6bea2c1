/** Runs one transaction machine: keeps its state and timers, hands its effects to where they go. */
import type { Clock, Timer } from '#kernel';
import type { SipRequest, SipResponse } from '../message/index.ts';
import type { Failure, Step, TimerName } from './effects.ts';

export interface Sinks {
  send(message: SipRequest | SipResponse): void;
  pass(message: SipRequest | SipResponse): void;
  fail(failure: Failure): void;
  /** It terminated; its timers are gone. */
  done(): void;
}

export class Running<S extends { readonly name: string }, I extends { readonly type: string }> {
  #state: S;
  readonly #step: (state: S, input: I, now: number) => Step<S>;
  readonly #clock: Clock;
  readonly #sinks: Sinks;
  readonly #timers = new Map<TimerName, Timer>();
  #ended = false;

  constructor(state: S, step: (state: S, input: I, now: number) => Step<S>, clock: Clock, sinks: Sinks) {
    this.#state = state;
    this.#step = step;
    this.#clock = clock;
    this.#sinks = sinks;
  }

  get state(): S {
    return this.#state;
  }

  input(input: I): void {
    if (!this.#ended) this.apply(this.#step(this.#state, input, this.#clock.monotonic()));
  }

  /** Takes a step's result, the first one of a fresh machine too. */
  apply(step: Step<S>): void {
    this.#state = step.state;
    // Before the effects: a user that acts on the last one must find the transaction gone.
    const ends = step.state.name === 'terminated';
    if (ends) this.stop();
    for (const effect of step.effects) {
      switch (effect.type) {
        case 'send':
          this.#sinks.send(effect.message);
          break;
        case 'pass':
          this.#sinks.pass(effect.message);
          break;
        case 'fail':
          this.#sinks.fail(effect);
          break;
        case 'arm':
          if (!this.#ended) this.#arm(effect.timer, effect.after);
          break;
        case 'disarm':
          this.#timers.get(effect.timer)?.cancel();
          this.#timers.delete(effect.timer);
          break;
      }
    }
  }

  /** Ends it without a word: no further effect comes. */
  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#sinks.done();
  }

  #arm(name: TimerName, after: number): void {
    this.#timers.get(name)?.cancel();
    this.#timers.set(
      name,
      this.#clock.after(after, () => {
        this.#timers.delete(name);
        // Each machine ignores letters that are not its own.
        this.input({ type: 'timer', timer: name } as unknown as I);
      }),
    );
  }
}
