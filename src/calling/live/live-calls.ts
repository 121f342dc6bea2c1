/** The calls that this process runs. */
import type { Id } from '#kernel';
import type { SipCall } from '#telephony';
import type { LiveCall } from './live-call.ts';

export class LiveCalls {
  readonly #calls = new Map<Id, LiveCall>();
  readonly #hangups = new Set<Id>();

  get size(): number {
    return this.#calls.size;
  }

  has(id: Id): boolean {
    return this.#calls.has(id);
  }

  get(id: Id): LiveCall | null {
    return this.#calls.get(id) ?? null;
  }

  all(): readonly LiveCall[] {
    return [...this.#calls.values()];
  }

  /** The one whose callee is at the other end of that dialog. */
  on(sip: SipCall): LiveCall | null {
    return this.all().find((live) => live.isOn(sip)) ?? null;
  }

  /** A call begins to run; one that was hung up while it was placed ends at once. */
  add(live: LiveCall): void {
    this.#calls.set(live.call.id, live);
    if (this.#hangups.delete(live.call.id)) live.hangUp();
  }

  /** The end of a call was committed. */
  remove(live: LiveCall): void {
    this.#calls.delete(live.call.id);
  }

  /** @param isPlacing it is about to run here: it ends as soon as it does. @returns whether it is this process's call */
  hangUp(id: Id, isPlacing: boolean): boolean {
    this.#calls.get(id)?.hangUp();
    if (!this.#calls.has(id) && isPlacing) this.#hangups.add(id);
    return this.#calls.has(id) || isPlacing;
  }

  /** Captures a call that runs here. @returns whether it does */
  capture(id: Id): boolean {
    this.#calls.get(id)?.capture();
    return this.#calls.has(id);
  }

  /** Commands wait for a call that runs here. @returns whether it does */
  obey(id: Id): boolean {
    this.#calls.get(id)?.obey();
    return this.#calls.has(id);
  }

  /** It was placed, or could not be: a hang-up that came meanwhile has been carried out or has nothing to end. */
  placed(id: Id): void {
    this.#hangups.delete(id);
  }
}
