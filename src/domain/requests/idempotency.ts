/** Requests that may be sent twice and are done once. */
import type { Id, Millis } from '#kernel';

/** The answer that an idempotent create gave. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface IdempotencyRepository {
  /**
   * Claims `key` of `scope` for a request with `bodyHash`. `new`: go on, then `finish`. `done`: answer this again.
   * `busy`: the first request still runs. `mismatch`: same key, other body. A claim not finished within 60 s lapses.
   */
  claim(
    organizationId: Id,
    scope: string,
    key: string,
    bodyHash: string,
    now: Millis,
    ttlMs: Millis,
  ): Promise<
    | { readonly kind: 'new' }
    | { readonly kind: 'done'; readonly answer: StoredAnswer }
    | { readonly kind: 'busy' }
    | { readonly kind: 'mismatch' }
  >;
  finish(organizationId: Id, scope: string, key: string, answer: StoredAnswer): Promise<void>;
  forget(organizationId: Id, scope: string, key: string): Promise<void>;
}
