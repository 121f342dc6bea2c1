// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Keys. */
export class KeysApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Create an API key. It may do no more than who makes it. Its secret is in this answer and nowhere
   * else.
   * @throws ParleyError `live-key-needed`
   */
  create(body: CreateKeyBody, options?: RequestOptions): Promise<CreatedKey> {
    return this.#transport.json({ method: 'POST', path: '/v1/keys', body, keyed: true }, options);
  }

  /** List API keys. */
  list(query?: ListKeysQuery, options?: RequestOptions): Promise<Page<Key>> {
    return this.#transport.json({ method: 'GET', path: '/v1/keys', query }, options);
  }

  /** List API keys, one by one over all pages. */
  each(query: ListKeysQuery = {}, options?: RequestOptions): AsyncGenerator<Key, void, void> {
    return eachRow((asked: ListKeysQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read an API key.
   * @throws ParleyError `key-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Key> {
    return this.#transport.json({ method: 'GET', path: path`/v1/keys/${id}` }, options);
  }

  /**
   * Change an API key. Fields left out stay. In effect within a second.
   * @throws ParleyError `live-key-needed`, `key-unknown`, `key-revoked`
   */
  update(id: string, body: UpdateKeyBody, options?: RequestOptions): Promise<Key> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/keys/${id}`, body }, options);
  }

  /**
   * Revoke an API key. It stops working within a second, and event streams that it opened end. Calls
   * that run go on. The key stays in the list.
   * @throws ParleyError `live-key-needed`, `key-unknown`
   */
  revoke(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/keys/${id}` }, options);
  }

  /**
   * Give an API key a new secret. Id, scopes and limits stay. Of the secrets before, the last one alone
   * works on, until the overlap is over.
   * @throws ParleyError `live-key-needed`, `key-unknown`, `key-revoked`
   */
  rotate(id: string, body: RotateKeyBody, options?: RequestOptions): Promise<CreatedKey> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/keys/${id}/rotate`, body, keyed: true },
      options,
    );
  }
}

export interface CreatedKey extends Key {
  /** The secret. It is not shown again. */
  readonly key: string;
}

export interface Key {
  readonly id: string;
  readonly object: 'key';
  readonly mode: 'live' | 'test';
  readonly name: string;
  /** The last 4 characters of its secret. */
  readonly hint: string;
  /** What it may do; null: everything. */
  readonly scopes: readonly KeyScope[] | null;
  /** In the place of what each API allows; null: that. */
  readonly requests_per_minute: number | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly expires_at: string | null;
  /** To the minute. */
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
  /** After a rotation: how long the secret before works too. */
  readonly previous_works_until: string | null;
}

export interface CreateKeyBody {
  readonly name: string;
  /** A test key reaches the built-in callee alone. Default: "live". */
  readonly mode?: 'live' | 'test';
  /** What it may do; null: everything. */
  readonly scopes?: readonly KeyScope[] | null;
  /** In the place of what each API allows; null: that. */
  readonly requests_per_minute?: number | null;
  /** When it stops working; null: never. */
  readonly expires_at?: string | null;
}

export interface ListKeysQuery extends PageQuery {
  readonly mode?: 'live' | 'test';
  /** `true`: neither revoked nor expired. `false`: one of them. */
  readonly works?: boolean;
  /** Part of the name, in any case. */
  readonly search?: string;
  /** Default: "-created_at". */
  readonly sort?: '-created_at' | 'name';
}

export interface UpdateKeyBody {
  readonly name?: string;
  /** What it may do; null: everything. */
  readonly scopes?: readonly KeyScope[] | null;
  /** In the place of what each API allows; null: that. */
  readonly requests_per_minute?: number | null;
  /** When it stops working; null: never. */
  readonly expires_at?: string | null;
}

export interface RotateKeyBody {
  /** How long the secret before works too, s. Default: 86400. */
  readonly overlap_s?: number;
}

export type KeyScope =
  | 'organization:read'
  | 'organization:write'
  | 'organizations:read'
  | 'organizations:write'
  | 'members:read'
  | 'members:write'
  | 'keys:read'
  | 'keys:write'
  | 'audit:read'
  | 'billing:read'
  | 'billing:write'
  | 'agents:read'
  | 'agents:write'
  | 'tools:read'
  | 'tools:write'
  | 'voices:read'
  | 'voices:write'
  | 'providers:read'
  | 'providers:write'
  | 'knowledge:read'
  | 'knowledge:write'
  | 'calls:read'
  | 'calls:create'
  | 'calls:write'
  | 'campaigns:read'
  | 'campaigns:write'
  | 'contacts:read'
  | 'contacts:write'
  | 'numbers:read'
  | 'numbers:write'
  | 'trunks:read'
  | 'trunks:write'
  | 'suppressions:read'
  | 'suppressions:write'
  | 'webhooks:read'
  | 'webhooks:write'
  | 'domains:read'
  | 'domains:write'
  | 'analytics:read'
  | 'erasures:read'
  | 'erasures:write';
