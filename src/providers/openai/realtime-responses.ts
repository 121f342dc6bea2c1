/**
 * Each `respond` and its one end. The service refuses a second response beside a running one, so the second waits
 * (guide "Realtime conversations": one response at a time in the default conversation). Pure.
 */
import type { RealtimeEvent } from '#models';

type Status = Extract<RealtimeEvent, { type: 'response-finished' }>['status'];

interface Asked {
  readonly instructions: string | undefined;
  cancelled: boolean;
}

interface Running extends Asked {
  readonly eventId: string;
}

export class RealtimeResponses {
  readonly #waiting: Asked[] = [];
  #running: Running | null = null;
  /** Another response than ours runs; ours begins after it. */
  #blocked = false;
  #count = 0;

  /** The running response was cancelled: what still comes of it is not for the callee. */
  get cancelled(): boolean {
    return this.#running?.cancelled ?? false;
  }

  get canBegin(): boolean {
    return this.#running === null && !this.#blocked && this.#waiting.length > 0;
  }

  /** @returns whether it can begin at once. */
  ask(instructions: string | undefined): boolean {
    this.#waiting.push({ instructions, cancelled: false });
    return this.canBegin;
  }

  begin(): { readonly instructions: string | undefined; readonly eventId: string } {
    const asked = this.#waiting.shift()!;
    this.#running = { ...asked, eventId: `respond-${++this.#count}` };
    return this.#running;
  }

  /** @returns whether there is something to cancel at the service. */
  cancel(): boolean {
    for (const asked of this.#waiting) asked.cancelled = true;
    if (this.#running === null || this.#running.cancelled) return false;
    this.#running.cancelled = true;
    return true;
  }

  /** `response.done`. */
  end(
    status: Status,
    tokens: { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined },
  ): RealtimeEvent[] {
    this.#blocked = false;
    if (this.#running === null) return this.#skip();
    this.#running = null;
    const counts = Object.entries(tokens).filter(([, count]) => count !== undefined);
    return [{ type: 'response-finished', status, ...Object.fromEntries(counts) }, ...this.#skip()];
  }

  /** The service refused to begin it. */
  refuse(eventId: string): RealtimeEvent[] {
    if (this.#running?.eventId !== eventId) return [];
    this.#running = null;
    return [{ type: 'response-finished', status: 'failed' }, ...this.#skip()];
  }

  /** The service still runs another one. */
  postpone(eventId: string): RealtimeEvent[] {
    if (this.#running?.eventId !== eventId) return [];
    this.#waiting.unshift(this.#running);
    this.#running = null;
    this.#blocked = true;
    return [];
  }

  /** Those cancelled before they began. */
  #skip(): RealtimeEvent[] {
    const events: RealtimeEvent[] = [];
    while (this.#waiting[0]?.cancelled) {
      this.#waiting.shift();
      events.push({ type: 'response-finished', status: 'cancelled' });
    }
    return events;
  }
}
