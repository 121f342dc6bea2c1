// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Privacy. */
export class PrivacyApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Forget a person. Everything about whoever has this number: transcripts, recordings, variables,
   * metadata, analyses, texts of events, contact and memory. Calls stay, pseudonymised, with how they
   * ended. Runs by itself; a second request for the same number answers the first while that is open. A
   * suppression stays: the number must not be dialled because somebody was forgotten.
   */
  createErasure(body: CreateErasureBody, options?: RequestOptions): Promise<Erasure> {
    return this.#transport.json({ method: 'POST', path: '/v1/erasures', body, keyed: true }, options);
  }

  /** List erasures. */
  listErasures(query?: PageQuery, options?: RequestOptions): Promise<Page<Erasure>> {
    return this.#transport.json({ method: 'GET', path: '/v1/erasures', query }, options);
  }

  /** List erasures, one by one over all pages. */
  eachErasures(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Erasure, void, void> {
    return eachRow((asked: PageQuery) => this.listErasures(asked, options), query, 'cursor');
  }

  /**
   * Read an erasure.
   * @throws ParleyError `erasure-unknown`
   */
  getErasure(id: string, options?: RequestOptions): Promise<Erasure> {
    return this.#transport.json({ method: 'GET', path: path`/v1/erasures/${id}` }, options);
  }

  /** How long things are kept. */
  getRetention(options?: RequestOptions): Promise<Retention> {
    return this.#transport.json({ method: 'GET', path: '/v1/organization/retention' }, options);
  }

  /** Change how long things are kept. What is older goes the next night (03:00 UTC), for good. */
  updateRetention(body: UpdateRetentionBody, options?: RequestOptions): Promise<Retention> {
    return this.#transport.json({ method: 'PATCH', path: '/v1/organization/retention', body }, options);
  }
}

export interface Erasure {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'waiting' | 'done';
  /** What it waits for. */
  readonly detail: string | null;
  /** Stands in calls where the number stood. */
  readonly pseudonym: string;
  /** Made anonymous so far. */
  readonly calls: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly requested_at: string;
  readonly finished_at: string | null;
}

export type UpdateRetentionBody = Partial<Retention>;

export interface Retention {
  /** After the call was created; null: for ever. */
  readonly recordings_days: number | null;
  /** After the call was created; null: for ever. */
  readonly transcripts_days: number | null;
  /** After the call was created; null: for ever. */
  readonly events_days: number | null;
}

export interface CreateErasureBody {
  /** E.164, or the SIP URI that was called. */
  readonly phone: string;
}
