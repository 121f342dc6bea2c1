/**
 * Group commit of conversation events: the voice never waits for the disk, a crash leaves a prefix of each log.
 *
 * Events of a call leave in the order they came. A direct append takes the waiting events of its call along; while it
 * runs (until its transaction has ended) no group commit touches that call.
 */
import type { Kysely } from 'kysely';
import type { NewEvent } from '#domain';
import { AppError, type Clock, type Id, type Logger, type Millis, type Timer } from '#kernel';
import { isTransient } from '../database/faults.ts';
import type { Schema } from '../database/schema.ts';
import { appendBatches, appendEvents, type Batch } from '../repositories/calls/append.ts';
import type { TransactionEnding } from '../database/transaction-ending.ts';
import { WaitingEvents } from './waiting.ts';

/** Events wait this long for company. */
const GROUP_MS: Millis = 100;
/** A call that a transaction holds is tried again after this. */
const LOCKED_RETRY_MS: Millis = 10;
const FIRST_BACKOFF_MS: Millis = 100;
const LONGEST_BACKOFF_MS: Millis = 2_000;

/** Told of events that could not be kept: fenced off, or refused by the database. */
export type OnFault = (fault: {
  readonly callId: Id;
  readonly events: number;
  readonly error: unknown;
}) => void;

export class EventQueue {
  readonly #waiting = new WaitingEvents();
  readonly #db: Kysely<Schema>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onFault: OnFault;
  #round: Promise<Millis> | undefined;
  #timer: Timer | undefined;
  #backoff = 0;
  #closed = false;

  constructor(options: { db: Kysely<Schema>; clock: Clock; logger: Logger; onFault: OnFault }) {
    this.#db = options.db;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onFault = options.onFault;
  }

  /** Hands over events; they are committed within `GROUP_MS` and a round trip. */
  add(callId: Id, nodeId: Id, events: readonly NewEvent[]): void {
    this.#waiting.add(callId, nodeId, events);
    this.#schedule(GROUP_MS);
  }

  /** Settles when everything added before is committed or given up. Never call it inside a transaction. */
  async flush(): Promise<void> {
    const mark = this.#waiting.mark();
    while (this.#waiting.before(mark)) {
      const delay = await this.#runRound();
      if (delay > 0 && this.#waiting.before(mark)) await this.#pause(delay);
    }
  }

  /**
   * Runs a direct append of `callId`, its waiting events first, on the same connection.
   * @param ending of the transaction under way, or `null`
   */
  async ahead<T>(
    db: Kysely<Schema>,
    ending: TransactionEnding | null,
    callId: Id,
    append: () => Promise<T>,
  ): Promise<T> {
    this.#waiting.hold(callId);
    const mark = this.#waiting.mark();
    const taken: Batch[] = [];
    const end = (committed: boolean): void => {
      if (!committed) this.#waiting.putBack(taken);
      this.#waiting.free(callId);
      if (!this.#waiting.empty) this.#schedule(GROUP_MS);
    };
    if (ending) ending.push(end);
    try {
      while (this.#round && this.#waiting.inFlight(callId)) await this.#round;
      for (let batch = this.#waiting.take(callId, mark); batch; batch = this.#waiting.take(callId, mark)) {
        taken.push(batch);
        const written = await appendEvents(db, batch.callId, batch.nodeId, batch.events);
        if (written === null) this.#lost(batch);
        // Outside a transaction this is committed; what fails later must not write it again.
        if (!ending) taken.length = 0;
      }
      const result = await append();
      if (!ending) end(true);
      return result;
    } catch (thrown) {
      if (!ending) end(false);
      throw thrown;
    }
  }

  /** Commits what waits, as far as that works within `limit` ms, then stops. */
  async close(limit: Millis): Promise<void> {
    let timer: Timer | undefined;
    const late = new Promise<'late'>((resolve) => (timer = this.#clock.after(limit, () => resolve('late'))));
    if ((await Promise.race([this.flush(), late])) === 'late')
      this.#logger.error('events-not-written', { calls: this.#waiting.calls });
    timer?.cancel();
    this.#closed = true;
    this.#timer?.cancel();
    await this.#round;
  }

  #schedule(delay: Millis): void {
    if (this.#timer || this.#closed) return;
    this.#timer = this.#clock.after(delay, () => {
      this.#timer = undefined;
      void this.#runAndSchedule();
    });
  }

  async #runAndSchedule(): Promise<void> {
    const delay = await this.#runRound();
    if (!this.#waiting.empty) this.#schedule(delay || GROUP_MS);
  }

  /** One group commit at a time. @returns ms to wait before the next one makes sense; never rejects. */
  #runRound(): Promise<Millis> {
    return (this.#round ??= this.#commitGroup().finally(() => (this.#round = undefined)));
  }

  async #commitGroup(): Promise<Millis> {
    const batches = this.#waiting.takeGroup();
    if (batches.length === 0) return this.#waiting.empty ? 0 : LOCKED_RETRY_MS;
    try {
      const results = await appendBatches(this.#db, batches);
      this.#backoff = 0;
      const locked = batches.filter((batch) => results.get(batch.callId) === 'locked');
      for (const batch of batches) if (results.get(batch.callId) === 'lost') this.#lost(batch);
      this.#waiting.putBack(locked);
      return locked.length > 0 ? LOCKED_RETRY_MS : 0;
    } catch (error) {
      return await this.#recover(batches, error);
    } finally {
      this.#waiting.settle(batches);
    }
  }

  async #recover(batches: readonly Batch[], error: unknown): Promise<Millis> {
    if (isTransient(error)) {
      this.#waiting.putBack(batches);
      this.#backoff = Math.min(Math.max(this.#backoff * 2, FIRST_BACKOFF_MS), LONGEST_BACKOFF_MS);
      this.#logger.warn('events-delayed', { calls: batches.length, retryInMs: this.#backoff, error });
      return this.#backoff;
    }
    // One call's events are refused: the others must not suffer for it.
    for (const batch of batches) {
      try {
        const result = (await appendBatches(this.#db, [batch])).get(batch.callId);
        if (result === 'locked') this.#waiting.putBack([batch]);
        else if (result === 'lost') this.#lost(batch);
      } catch (fault) {
        if (isTransient(fault)) this.#waiting.putBack([batch]);
        else this.#giveUp(batch, fault);
      }
    }
    return LOCKED_RETRY_MS;
  }

  #lost(batch: Batch): void {
    this.#giveUp(
      batch,
      new AppError({
        code: 'call-not-held',
        status: 409,
        message: 'Another node has taken this call over; its events are no longer ours to write.',
      }),
    );
  }

  #giveUp({ callId, events }: Batch, error: unknown): void {
    this.#logger.error('events-refused', { callId, events: events.length, error });
    this.#onFault({ callId, events: events.length, error });
  }

  #pause(delay: Millis): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(delay, resolve));
  }
}
