// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateKeyBody = {
  readonly name: string;
  /** A test key reaches the built-in callee alone. Default: "live". */
  readonly mode?: 'live' | 'test';
  /** What it may do; null: everything. */
  readonly scopes?:
    | readonly (
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
        | 'erasures:write'
      )[]
    | null;
  /** In the place of what each API allows; null: that. */
  readonly requests_per_minute?: number | null;
  /** When it stops working; null: never. */
  readonly expires_at?: string | null;
};

export type CreateKeyAnswer = {
  readonly id: string;
  readonly object: 'key';
  readonly mode: 'live' | 'test';
  readonly name: string;
  /** The last 4 characters of its secret. */
  readonly hint: string;
  /** What it may do; null: everything. */
  readonly scopes:
    | readonly (
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
        | 'erasures:write'
      )[]
    | null;
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
  /** The secret. It is not shown again. */
  readonly key: string;
};

export type ListKeysQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListKeysAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'key';
    readonly mode: 'live' | 'test';
    readonly name: string;
    /** The last 4 characters of its secret. */
    readonly hint: string;
    /** What it may do; null: everything. */
    readonly scopes:
      | readonly (
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
          | 'erasures:write'
        )[]
      | null;
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetKeyAnswer = {
  readonly id: string;
  readonly object: 'key';
  readonly mode: 'live' | 'test';
  readonly name: string;
  /** The last 4 characters of its secret. */
  readonly hint: string;
  /** What it may do; null: everything. */
  readonly scopes:
    | readonly (
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
        | 'erasures:write'
      )[]
    | null;
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
};

export type UpdateKeyBody = {
  readonly name?: string;
  /** What it may do; null: everything. */
  readonly scopes?:
    | readonly (
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
        | 'erasures:write'
      )[]
    | null;
  /** In the place of what each API allows; null: that. */
  readonly requests_per_minute?: number | null;
  /** When it stops working; null: never. */
  readonly expires_at?: string | null;
};

export type UpdateKeyAnswer = {
  readonly id: string;
  readonly object: 'key';
  readonly mode: 'live' | 'test';
  readonly name: string;
  /** The last 4 characters of its secret. */
  readonly hint: string;
  /** What it may do; null: everything. */
  readonly scopes:
    | readonly (
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
        | 'erasures:write'
      )[]
    | null;
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
};

export type RotateKeyBody = {
  /** How long the secret before works too, s. Default: 86400. */
  readonly overlap_s?: number;
};

export type RotateKeyAnswer = {
  readonly id: string;
  readonly object: 'key';
  readonly mode: 'live' | 'test';
  readonly name: string;
  /** The last 4 characters of its secret. */
  readonly hint: string;
  /** What it may do; null: everything. */
  readonly scopes:
    | readonly (
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
        | 'erasures:write'
      )[]
    | null;
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
  /** The secret. It is not shown again. */
  readonly key: string;
};

/** Keys. */
export class KeysApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create an API key. It may do no more than who makes it. Its secret is in this answer and nowhere else. */
  create(body: CreateKeyBody, options?: RequestOptions): Promise<CreateKeyAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/keys`, body, keyed: true }, options);
  }

  /** List API keys */
  list(query?: ListKeysQuery, options?: RequestOptions): Promise<ListKeysAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/keys`, ...(query ? { query } : {}) }, options);
  }

  /** List API keys, one by one over all pages. */
  each(
    query?: ListKeysQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'key';
      readonly mode: 'live' | 'test';
      readonly name: string;
      /** The last 4 characters of its secret. */
      readonly hint: string;
      /** What it may do; null: everything. */
      readonly scopes:
        | readonly (
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
            | 'erasures:write'
          )[]
        | null;
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
    },
    void,
    void
  > {
    return eachRow((asked: ListKeysQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read an API key */
  get(id: string, options?: RequestOptions): Promise<GetKeyAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/keys/${encodeURIComponent(id)}` }, options);
  }

  /** Change an API key. Fields left out stay. In effect within a second. */
  update(id: string, body: UpdateKeyBody, options?: RequestOptions): Promise<UpdateKeyAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/keys/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Revoke an API key. It stops working within a second, and event streams that it opened end. Calls that run go on. The key stays in the list. */
  revoke(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: `/v1/keys/${encodeURIComponent(id)}` }, options);
  }

  /** Give an API key a new secret. Id, scopes and limits stay. Of the secrets before, the last one alone works on, until the overlap is over. */
  rotate(id: string, body: RotateKeyBody, options?: RequestOptions): Promise<RotateKeyAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/keys/${encodeURIComponent(id)}/rotate`, body, keyed: true },
      options,
    );
  }
}
