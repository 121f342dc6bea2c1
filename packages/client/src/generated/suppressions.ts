// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { Suppression } from './schemas.ts';

export type CreateSuppressionBody = {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly e164: string;
  /** Default: "". */
  readonly reason?: string;
};

export type ListSuppressionsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListSuppressionsAnswer = {
  readonly data: readonly Suppression[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

/** Suppressions. */
export class SuppressionsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Never dial a number. Holds from now on, also for calls that already wait. */
  create(body: CreateSuppressionBody, options?: RequestOptions): Promise<Suppression> {
    return this.#transport.json({ method: 'POST', path: `/v1/suppressions`, body, keyed: true }, options);
  }

  /** List suppressed numbers */
  list(query?: ListSuppressionsQuery, options?: RequestOptions): Promise<ListSuppressionsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/suppressions`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List suppressed numbers, one by one over all pages. */
  each(query?: ListSuppressionsQuery, options?: RequestOptions): AsyncGenerator<Suppression, void, void> {
    return eachRow((asked: ListSuppressionsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Allow a number again */
  delete(e164: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/suppressions/${encodeURIComponent(e164)}` },
      options,
    );
  }
}
