// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { PhoneNumber } from './schemas.ts';

export type CreateNumberBody = {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly e164: string;
  /** Default: "". */
  readonly name?: string;
  /** Default: true. */
  readonly active?: boolean;
  readonly trunk_id?: string | null;
  /** Answers incoming calls to this number. */
  readonly agent_id?: string | null;
};

export type ListNumbersQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListNumbersAnswer = {
  readonly data: readonly PhoneNumber[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type UpdateNumberBody = {
  /** Default: "". */
  readonly name?: string;
  /** Default: true. */
  readonly active?: boolean;
  readonly trunk_id?: string | null;
  /** Answers incoming calls to this number. */
  readonly agent_id?: string | null;
};

/** Numbers. */
export class NumbersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Add a number. A number to call from through its trunk, and to answer with its agent. */
  create(body: CreateNumberBody, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json({ method: 'POST', path: `/v1/numbers`, body, keyed: true }, options);
  }

  /** List numbers */
  list(query?: ListNumbersQuery, options?: RequestOptions): Promise<ListNumbersAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/numbers`, ...(query ? { query } : {}) }, options);
  }

  /** List numbers, one by one over all pages. */
  each(query?: ListNumbersQuery, options?: RequestOptions): AsyncGenerator<PhoneNumber, void, void> {
    return eachRow((asked: ListNumbersQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a number */
  get(id: string, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json({ method: 'GET', path: `/v1/numbers/${encodeURIComponent(id)}` }, options);
  }

  /** Change a number. Fields left out stay; null unbinds. */
  update(id: string, body: UpdateNumberBody, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/numbers/${encodeURIComponent(id)}`, body },
      options,
    );
  }
}
