/** Targets that failed lately: they come last instead of never (RFC 3263, 4.3; RFC 3261, 21.5.4). */
import type { Clock, Millis } from '#kernel';
import type { SipTarget } from '../../contract.ts';

/** How long a target that failed comes last, ms; a Retry-After may say more or less, up to ten times that. */
export const AVOID_MS = 60_000;

/** More targets than anybody dials; beyond it the oldest is forgotten. */
const MOST = 4_096;

export class Avoided {
  readonly #until = new Map<string, Millis>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(target: SipTarget, forMs: Millis = AVOID_MS): void {
    const id = idOf(target);
    this.#until.delete(id);
    this.#until.set(id, this.#clock.monotonic() + Math.min(forMs, 10 * AVOID_MS));
    if (this.#until.size > MOST) this.#until.delete(this.#until.keys().next().value!);
  }

  /** It answered. */
  remove(target: SipTarget): void {
    if (this.#until.size > 0) this.#until.delete(idOf(target));
  }

  has(target: SipTarget): boolean {
    const id = idOf(target);
    const until = this.#until.get(id);
    if (until === undefined) return false;
    if (until > this.#clock.monotonic()) return true;
    this.#until.delete(id);
    return false;
  }

  /** The same targets in their order, those that failed behind the others. */
  sort(targets: readonly SipTarget[]): SipTarget[] {
    return [...targets.filter((each) => !this.has(each)), ...targets.filter((each) => this.has(each))];
  }
}

function idOf({ transport, host, port }: SipTarget): string {
  return `${transport} ${host} ${port}`;
}
