// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Organization, Quotas } from './shared.ts';

/** Organizations. */
export class OrganizationsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Create an organization below yours. Its agents, numbers, calls and keys are its own. Act for it with
   * its key, or with yours and the header `Parley-Organization`.
   * @throws ParleyError `live-key-needed`, `organization-nested`
   */
  create(body: CreateOrganizationBody, options?: RequestOptions): Promise<CreatedOrganization> {
    return this.#transport.json({ method: 'POST', path: '/v1/organizations', body, keyed: true }, options);
  }

  /** List the organizations below yours. */
  list(query?: PageQuery, options?: RequestOptions): Promise<Page<Organization>> {
    return this.#transport.json({ method: 'GET', path: '/v1/organizations', query }, options);
  }

  /** List the organizations below yours, one by one over all pages. */
  each(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Organization, void, void> {
    return eachRow((asked: PageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read an organization below yours.
   * @throws ParleyError `organization-unknown`
   */
  getChild(id: string, options?: RequestOptions): Promise<Organization> {
    return this.#transport.json({ method: 'GET', path: path`/v1/organizations/${id}` }, options);
  }

  /**
   * Change an organization below yours.
   * @throws ParleyError `live-key-needed`, `organization-unknown`
   */
  updateChild(
    id: string,
    body: UpdateChildOrganizationBody,
    options?: RequestOptions,
  ): Promise<Organization> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/organizations/${id}`, body }, options);
  }

  /**
   * Delete or archive an organization below yours. Its keys and sessions stop working within a second.
   * One that has calls, agents, numbers or trunks is archived: you may still read them with
   * `Parley-Organization`.
   * @throws ParleyError `live-key-needed`, `organization-unknown`
   */
  deleteChild(id: string, options?: RequestOptions): Promise<DeleteChildOrganizationAnswer> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/organizations/${id}` }, options);
  }
}

export interface CreatedOrganization extends Organization {
  /** With `create_key`: its first key. It is not shown again. */
  readonly api_key: string | null;
}

export interface CreateOrganizationBody {
  readonly name: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second?: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow?: readonly string[];
  /**
   * Does the number of somebody who asks not to be called any more go to the suppression list? An agent
   * may say otherwise.
   */
  readonly suppress_opt_outs?: boolean;
  readonly quotas?: Quotas;
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute?: number | null;
  /** Answer with a live key of it, shown once. Default: false. */
  readonly create_key?: boolean;
}

export interface UpdateChildOrganizationBody {
  readonly name?: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second?: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow?: readonly string[];
  /**
   * Does the number of somebody who asks not to be called any more go to the suppression list? An agent
   * may say otherwise.
   */
  readonly suppress_opt_outs?: boolean;
  readonly quotas?: Quotas;
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute?: number | null;
}

export interface DeleteChildOrganizationAnswer {
  readonly result: 'deleted' | 'archived';
}
