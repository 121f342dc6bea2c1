// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Aliases, DeleteAgentQuery } from './shared.ts';

/** Trunks. */
export class TrunksApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a trunk. A SIP account to dial through. The password is kept encrypted and never shown. */
  create(body: CreateTrunkBody, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'POST', path: '/v1/trunks', body, keyed: true }, options);
  }

  /** List trunks. */
  list(query?: PageQuery, options?: RequestOptions): Promise<Page<Trunk>> {
    return this.#transport.json({ method: 'GET', path: '/v1/trunks', query }, options);
  }

  /** List trunks, one by one over all pages. */
  each(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Trunk, void, void> {
    return eachRow((asked: PageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a trunk.
   * @throws ParleyError `trunk-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'GET', path: path`/v1/trunks/${id}` }, options);
  }

  /**
   * Change a trunk. Fields left out stay. Running calls keep what they began with.
   * @throws ParleyError `trunk-unknown`
   */
  update(id: string, body: UpdateTrunkBody, options?: RequestOptions): Promise<Trunk> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/trunks/${id}`, body }, options);
  }

  /**
   * Delete a trunk. Running calls go on. Refused while numbers are dialled through it, unless `unbind`
   * is true, which leaves them without a trunk.
   * @throws ParleyError `trunk-unknown`, `trunk-in-use`
   */
  delete(id: string, query?: DeleteAgentQuery, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/trunks/${id}`, query }, options);
  }
}

export interface Trunk {
  readonly id: string;
  readonly object: 'trunk';
  readonly name: string;
  readonly uri: string;
  readonly username: string | null;
  /** The password itself is never shown. */
  readonly has_password: boolean;
  readonly concurrency: number;
  readonly calls_per_second: number;
  readonly active: boolean;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface CreateTrunkBody {
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
}

export interface UpdateTrunkBody {
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
}
