// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateErasureBody = {
  /** E.164, or the SIP URI that was called. */
  readonly phone: string;
};

export type CreateErasureAnswer = {
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
};

export type ListErasuresQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListErasuresAnswer = {
  readonly data: readonly {
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetErasureAnswer = {
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
};

export type GetRetentionAnswer = {
  /** After the call was created; null: for ever. */
  readonly recordings_days: number | null;
  /** After the call was created; null: for ever. */
  readonly transcripts_days: number | null;
  /** After the call was created; null: for ever. */
  readonly events_days: number | null;
};

export type UpdateRetentionBody = {
  /** After the call was created; null: for ever. */
  readonly recordings_days?: number | null;
  /** After the call was created; null: for ever. */
  readonly transcripts_days?: number | null;
  /** After the call was created; null: for ever. */
  readonly events_days?: number | null;
};

export type UpdateRetentionAnswer = {
  /** After the call was created; null: for ever. */
  readonly recordings_days: number | null;
  /** After the call was created; null: for ever. */
  readonly transcripts_days: number | null;
  /** After the call was created; null: for ever. */
  readonly events_days: number | null;
};

/** Privacy. */
export class PrivacyApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Forget a person. Everything about whoever has this number: transcripts, recordings, variables, metadata, analyses, texts of events, contact and memory. Calls stay, pseudonymised, with how they ended. Runs by itself; a second request for the same number answers the first while that is open. A suppression stays: the number must not be dialled because somebody was forgotten. */
  createErasure(body: CreateErasureBody, options?: RequestOptions): Promise<CreateErasureAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/erasures`, body, keyed: true }, options);
  }

  /** List erasures */
  listErasures(query?: ListErasuresQuery, options?: RequestOptions): Promise<ListErasuresAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/erasures`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List erasures, one by one over all pages. */
  eachErasures(
    query?: ListErasuresQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
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
    },
    void,
    void
  > {
    return eachRow((asked: ListErasuresQuery) => this.listErasures(asked, options), query ?? {}, 'cursor');
  }

  /** Read an erasure */
  getErasure(id: string, options?: RequestOptions): Promise<GetErasureAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/erasures/${encodeURIComponent(id)}` }, options);
  }

  /** How long things are kept */
  getRetention(options?: RequestOptions): Promise<GetRetentionAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/organization/retention` }, options);
  }

  /** Change how long things are kept. What is older goes the next night (03:00 UTC), for good. */
  updateRetention(body: UpdateRetentionBody, options?: RequestOptions): Promise<UpdateRetentionAnswer> {
    return this.#transport.json({ method: 'PATCH', path: `/v1/organization/retention`, body }, options);
  }
}
