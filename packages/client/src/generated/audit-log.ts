// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { type RequestOptions, type Transport } from '../transport.ts';
import type { Actor } from './shared.ts';

/** Audit log. */
export class AuditLogApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Who changed what. A row for every write by a key or a member, whichever API it came by. */
  list(query?: ListAuditLogQuery, options?: RequestOptions): Promise<Page<AuditLog>> {
    return this.#transport.json({ method: 'GET', path: '/v1/audit-log', query }, options);
  }

  /** Who changed what, one by one over all pages. */
  each(query: ListAuditLogQuery = {}, options?: RequestOptions): AsyncGenerator<AuditLog, void, void> {
    return eachRow((asked: ListAuditLogQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Verify the audit log. Computes every hash anew. Keep `last_hash` elsewhere to prove later that
   * nothing before it was rewritten.
   */
  verify(options?: RequestOptions): Promise<VerifyAuditLogAnswer> {
    return this.#transport.json({ method: 'GET', path: '/v1/audit-log/verify' }, options);
  }
}

export interface AuditLog {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  readonly actor: Actor;
  /** The operation, or a dialect with its method and path. */
  readonly action: string;
  /** Id of what was made or changed. */
  readonly object: string | null;
  /** Status, request id, address, and the names of the fields that were sent; no values. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly prev_hash: string;
  /** SHA-256 over this row and the hash before, hex. */
  readonly hash: string;
}

export interface ListAuditLogQuery extends PageQuery {
  /** Of one operation. */
  readonly action?: string;
  /** Of one key or member, by its id. */
  readonly actor?: string;
}

export interface VerifyAuditLogAnswer {
  readonly ok: boolean;
  /** Rows that follow from one another, from the first on. */
  readonly rows: number;
  readonly last_hash: string;
  /** The first row that was changed or is missing. */
  readonly broken_at: number | null;
}
