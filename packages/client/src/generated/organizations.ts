// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { Organization } from './schemas.ts';

export type CreateOrganizationBody = {
  readonly name: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second?: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow?: readonly string[];
  readonly quotas?: {
    /** Agents it may have; null: any. */
    readonly agents?: number | null;
    /** Numbers it may have; null: any. */
    readonly numbers?: number | null;
    /** Outbound calls accepted in a day (UTC); null: any. */
    readonly calls_per_day?: number | null;
  };
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute?: number | null;
  /** Answer with a live key of it, shown once. Default: false. */
  readonly create_key?: boolean;
};

export type CreateOrganizationAnswer = {
  readonly id: string;
  readonly object: 'organization';
  readonly parent_id: string | null;
  readonly name: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow: readonly string[];
  readonly default_number_id: string | null;
  readonly quotas: {
    /** Agents it may have; null: any. */
    readonly agents: number | null;
    /** Numbers it may have; null: any. */
    readonly numbers: number | null;
    /** Outbound calls accepted in a day (UTC); null: any. */
    readonly calls_per_day: number | null;
  };
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute: number | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly archived_at: string | null;
  /** With `create_key`: its first key. It is not shown again. */
  readonly api_key: string | null;
};

export type ListOrganizationsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListOrganizationsAnswer = {
  readonly data: readonly Organization[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type UpdateChildOrganizationBody = {
  readonly name?: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second?: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow?: readonly string[];
  readonly quotas?: {
    /** Agents it may have; null: any. */
    readonly agents?: number | null;
    /** Numbers it may have; null: any. */
    readonly numbers?: number | null;
    /** Outbound calls accepted in a day (UTC); null: any. */
    readonly calls_per_day?: number | null;
  };
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute?: number | null;
};

export type DeleteChildOrganizationAnswer = {
  readonly result: 'deleted' | 'archived';
};

/** Organizations. */
export class OrganizationsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create an organization below yours. Its agents, numbers, calls and keys are its own. Act for it with its key, or with yours and the header `Parley-Organization`. */
  create(body: CreateOrganizationBody, options?: RequestOptions): Promise<CreateOrganizationAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/organizations`, body, keyed: true }, options);
  }

  /** List the organizations below yours */
  list(query?: ListOrganizationsQuery, options?: RequestOptions): Promise<ListOrganizationsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/organizations`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List the organizations below yours, one by one over all pages. */
  each(query?: ListOrganizationsQuery, options?: RequestOptions): AsyncGenerator<Organization, void, void> {
    return eachRow((asked: ListOrganizationsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read an organization below yours */
  getChild(id: string, options?: RequestOptions): Promise<Organization> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/organizations/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change an organization below yours */
  updateChild(
    id: string,
    body: UpdateChildOrganizationBody,
    options?: RequestOptions,
  ): Promise<Organization> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/organizations/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete or archive an organization below yours. Its keys and sessions stop working within a second. One that has calls, agents, numbers or trunks is archived: you may still read them with `Parley-Organization`. */
  deleteChild(id: string, options?: RequestOptions): Promise<DeleteChildOrganizationAnswer> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/organizations/${encodeURIComponent(id)}` },
      options,
    );
  }
}
