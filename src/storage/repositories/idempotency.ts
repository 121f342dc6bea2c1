/** Requests that may arrive twice and act once. */
import { sql } from 'kysely';
import type { IdempotencyRepository } from '#domain';
import type { Millis } from '#kernel';
import type { Context } from './context.ts';

/** A claim whose request never finished (its process died) may be taken over by the same request after this. */
const CLAIM_LAPSES_MS: Millis = 60_000;

export function idempotencyRepository({ db }: Context): IdempotencyRepository {
  return {
    async claim(organizationId, scope, key, bodyHash, now, ttlMs) {
      for (;;) {
        const claimed = await sql`
          INSERT INTO idempotency_keys (organization_id, scope, key, body_hash, claimed_at, expires_at)
          VALUES (${organizationId}, ${scope}, ${key}, ${bodyHash}, ${now}, ${now + ttlMs})
          ON CONFLICT (organization_id, scope, key) DO UPDATE
          SET body_hash = excluded.body_hash, claimed_at = excluded.claimed_at,
              expires_at = excluded.expires_at, answer_status = NULL, answer_body = NULL
          WHERE idempotency_keys.expires_at <= ${now}
             OR (idempotency_keys.answer_status IS NULL AND idempotency_keys.claimed_at <= ${now - CLAIM_LAPSES_MS}
                 AND idempotency_keys.body_hash = excluded.body_hash)
          RETURNING key`.execute(db);
        if (claimed.rows.length > 0) return { kind: 'new' };
        const row = await db
          .selectFrom('idempotency_keys')
          .select(['body_hash', 'answer_status', 'answer_body'])
          .where('organization_id', '=', organizationId)
          .where('scope', '=', scope)
          .where('key', '=', key)
          .executeTakeFirst();
        if (!row) continue; // Forgotten between the two statements: free again.
        if (row.body_hash !== bodyHash) return { kind: 'mismatch' };
        if (row.answer_status === null) return { kind: 'busy' };
        return { kind: 'done', answer: { status: row.answer_status, body: row.answer_body } };
      }
    },
    async finish(organizationId, scope, key, answer) {
      await db
        .updateTable('idempotency_keys')
        .set({ answer_status: answer.status, answer_body: JSON.stringify(answer.body) ?? null })
        .where('organization_id', '=', organizationId)
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('answer_status', 'is', null)
        .execute();
    },
    async forget(organizationId, scope, key) {
      await db
        .deleteFrom('idempotency_keys')
        .where('organization_id', '=', organizationId)
        .where('scope', '=', scope)
        .where('key', '=', key)
        .execute();
    },
  };
}
