// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { Trunk } from './schemas.ts';

export type CreateTrunkBody = {
  readonly name: string;
  /** Where the trunk is: `sip:`, a host or an address, and perhaps a port; no user. */
  readonly uri: string;
  /** Calls at once; further ones wait. Default: 100. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. Default: 50. */
  readonly calls_per_second?: number;
  /** Default: true. */
  readonly active?: boolean;
  readonly username?: string;
  readonly password?: string;
};

export type ListTrunksQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListTrunksAnswer = {
  readonly data: readonly Trunk[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type UpdateTrunkBody = {
  readonly name?: string;
  /** Where the trunk is: `sip:`, a host or an address, and perhaps a port; no user. */
  readonly uri?: string;
  /** Calls at once; further ones wait. Default: 100. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. Default: 50. */
  readonly calls_per_second?: number;
  /** Default: true. */
  readonly active?: boolean;
  readonly username?: string | null;
  readonly password?: string | null;
};

export type DeleteTrunkQuery = {
  /** Unbinds its numbers. Default: false. */
  readonly unbind?: boolean;
};

/** Trunks. */
export class TrunksApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a trunk. A SIP account to dial through. The password is kept encrypted and never shown. */
  create(body: CreateTrunkBody, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'POST', path: `/v1/trunks`, body, keyed: true }, options);
  }

  /** List trunks */
  list(query?: ListTrunksQuery, options?: RequestOptions): Promise<ListTrunksAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/trunks`, ...(query ? { query } : {}) }, options);
  }

  /** List trunks, one by one over all pages. */
  each(query?: ListTrunksQuery, options?: RequestOptions): AsyncGenerator<Trunk, void, void> {
    return eachRow((asked: ListTrunksQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a trunk */
  get(id: string, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'GET', path: `/v1/trunks/${encodeURIComponent(id)}` }, options);
  }

  /** Change a trunk. Fields left out stay. Running calls keep what they began with. */
  update(id: string, body: UpdateTrunkBody, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/trunks/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a trunk. Running calls go on. Refused while numbers are dialled through it, unless `unbind` is true, which leaves them without a trunk. */
  delete(id: string, query?: DeleteTrunkQuery, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/trunks/${encodeURIComponent(id)}`, ...(query ? { query } : {}) },
      options,
    );
  }
}
