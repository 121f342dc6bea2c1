/** Events handed over and not yet written, by call, in order. Pure bookkeeping. */
import type { NewEvent } from '#domain';
import type { Id } from '#kernel';
import type { Batch } from '../repositories/calls/append.ts';

interface Entry extends Batch {
  readonly order: number;
}

/** More events than this in one commit make it slow for everyone in it. */
const LARGEST_GROUP = 2000;

export class WaitingEvents {
  readonly #entries = new Map<Id, Entry[]>();
  readonly #orders = new WeakMap<Batch, number>();
  readonly #holds = new Map<Id, number>();
  readonly #inFlight = new Map<Id, number>();
  #next = 0;

  get empty(): boolean {
    return this.#entries.size === 0;
  }

  get calls(): number {
    return this.#entries.size;
  }

  add(callId: Id, nodeId: Id, events: readonly NewEvent[]): void {
    if (events.length === 0) return;
    const entries = this.#entries.get(callId) ?? [];
    entries.push({ callId, nodeId, events, order: this.#next++ });
    this.#entries.set(callId, entries);
  }

  /** Everything added so far is older than the mark. */
  mark(): number {
    return this.#next;
  }

  /** Is something older than the mark waiting or under way? */
  before(mark: number): boolean {
    for (const order of this.#inFlight.values()) if (order < mark) return true;
    for (const entries of this.#entries.values()) if (entries[0]!.order < mark) return true;
    return false;
  }

  /** Keeps group commits away from a call; as often as it is freed. */
  hold(callId: Id): void {
    this.#holds.set(callId, (this.#holds.get(callId) ?? 0) + 1);
  }

  free(callId: Id): void {
    const left = (this.#holds.get(callId) ?? 1) - 1;
    if (left > 0) this.#holds.set(callId, left);
    else this.#holds.delete(callId);
  }

  inFlight(callId: Id): boolean {
    return this.#inFlight.has(callId);
  }

  /** Takes the oldest events of a call that one node handed over before the mark, joined. */
  take(callId: Id, mark = Infinity): Batch | undefined {
    const entries = this.#entries.get(callId);
    const first = entries?.[0];
    if (!entries || !first || first.order >= mark) return undefined;
    const other = entries.findIndex((entry) => entry.nodeId !== first.nodeId || entry.order >= mark);
    const taken = entries.splice(0, other === -1 ? entries.length : other);
    if (entries.length === 0) this.#entries.delete(callId);
    const batch = { callId, nodeId: first.nodeId, events: taken.flatMap((entry) => entry.events) };
    this.#orders.set(batch, first.order);
    return batch;
  }

  /** One batch of every call that nobody holds; under way until settled. */
  takeGroup(): readonly Batch[] {
    const batches: Batch[] = [];
    let size = 0;
    for (const callId of [...this.#entries.keys()]) {
      if (this.#holds.has(callId)) continue;
      const batch = this.take(callId)!;
      this.#inFlight.set(callId, this.#orders.get(batch)!);
      batches.push(batch);
      size += batch.events.length;
      if (size >= LARGEST_GROUP) break;
    }
    return batches;
  }

  /** A group is no longer under way. */
  settle(batches: readonly Batch[]): void {
    for (const { callId } of batches) this.#inFlight.delete(callId);
  }

  /** Returns batches, in the order they were taken, to the front of their calls. */
  putBack(batches: readonly Batch[]): void {
    for (const batch of batches.toReversed()) {
      const entries = this.#entries.get(batch.callId) ?? [];
      entries.unshift({ ...batch, order: this.#orders.get(batch) ?? 0 });
      this.#entries.set(batch.callId, entries);
    }
  }
}
