// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Suppressions. */
export class SuppressionsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Never dial a number. Holds from now on, also for calls that already wait. */
  create(body: CreateSuppressionBody, options?: RequestOptions): Promise<Suppression> {
    return this.#transport.json({ method: 'POST', path: '/v1/suppressions', body, keyed: true }, options);
  }

  /** List suppressed numbers. */
  list(query?: PageQuery, options?: RequestOptions): Promise<Page<Suppression>> {
    return this.#transport.json({ method: 'GET', path: '/v1/suppressions', query }, options);
  }

  /** List suppressed numbers, one by one over all pages. */
  each(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Suppression, void, void> {
    return eachRow((asked: PageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Allow a number again.
   * @throws ParleyError `suppression-unknown`
   */
  delete(e164: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/suppressions/${e164}` }, options);
  }
}

export interface Suppression {
  readonly object: 'suppression';
  readonly e164: string;
  readonly reason: string;
  /** The call in which its owner asked for it. */
  readonly call_id: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
}

export interface CreateSuppressionBody {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly e164: string;
  /** Default: "". */
  readonly reason?: string;
}
