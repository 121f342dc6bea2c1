// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { type RequestOptions, type Transport } from '../transport.ts';
import type { Actor } from './shared.ts';

/** Minutes. */
export class MinutesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Read the balance of minutes and the use of this month. */
  get(options?: RequestOptions): Promise<Minute> {
    return this.#transport.json({ method: 'GET', path: '/v1/minutes' }, options);
  }

  /**
   * Set up prepaid minutes. Off by default. At zero, outbound calls are refused with 402 and waiting
   * ones denied; inbound callers hear a sentence. Of an organization that has a parent, the parent alone
   * sets it.
   * @throws ParleyError `parent-only`, `live-key-needed`
   */
  update(body: UpdateMinutesBody, options?: RequestOptions): Promise<Minute> {
    return this.#transport.json({ method: 'PATCH', path: '/v1/minutes', body }, options);
  }

  /**
   * Top up minutes. Send an `Idempotency-Key`, so that a repeat books once. For a child organization:
   * your key and `Parley-Organization`.
   * @throws ParleyError `parent-only`, `live-key-needed`
   */
  topUp(body: TopUpMinutesBody, options?: RequestOptions): Promise<TopUpMinutesAnswer> {
    return this.#transport.json({ method: 'POST', path: '/v1/minutes/top-ups', body, keyed: true }, options);
  }

  /** List what went in and out of the balance. */
  listLedger(query?: PageQuery, options?: RequestOptions): Promise<Page<TopUpMinutesAnswer>> {
    return this.#transport.json({ method: 'GET', path: '/v1/minutes/ledger', query }, options);
  }

  /** List what went in and out of the balance, one by one over all pages. */
  eachLedger(
    query: PageQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<TopUpMinutesAnswer, void, void> {
    return eachRow((asked: PageQuery) => this.listLedger(asked, options), query, 'cursor');
  }
}

export interface Minute {
  readonly object: 'minutes';
  /** Off: calls are counted, and nothing is charged or refused. */
  readonly enabled: boolean;
  /** Each call is rounded up to a multiple of this, s. */
  readonly rounding_s: number;
  /** What inbound callers hear at zero, with the voice of the agent; null: the built-in sentence. */
  readonly exhausted_message: string | null;
  /** Below 0 by what the last call took beyond the rest. */
  readonly balance_s: number;
  /** `balance_s` / 60, to two places. */
  readonly balance_minutes: number;
  readonly month: MinuteMonth;
}

export interface MinuteMonth {
  /** UTC. */
  readonly month: string;
  /** Answered ones, both directions, without those of test keys. */
  readonly calls: number;
  readonly seconds: number;
  readonly minutes: number;
}

export interface UpdateMinutesBody {
  /** Off: calls are counted, and nothing is charged or refused. */
  readonly enabled?: boolean;
  /** Each call is rounded up to a multiple of this, s. */
  readonly rounding_s?: number;
  /** What inbound callers hear at zero, with the voice of the agent; null: the built-in sentence. */
  readonly exhausted_message?: string | null;
}

export interface TopUpMinutesAnswer {
  readonly seq: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  readonly kind: 'top-up' | 'call';
  /** Below 0: taken. */
  readonly seconds: number;
  /** Behind this entry. */
  readonly balance_s: number;
  readonly call_id: string | null;
  readonly note: string;
  readonly actor: Actor;
}

export interface TopUpMinutesBody {
  /** Below 0: a correction. Kept in whole seconds. */
  readonly minutes: number;
  /** Default: "". */
  readonly note?: string;
}
