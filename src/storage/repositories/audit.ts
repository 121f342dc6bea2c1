/** The audit log: rows of one organization's chain are placed under the lock of its last one. */
import { sql, type Kysely, type Selectable } from 'kysely';
import { chain, type AuditEntry, type AuditRepository, type ChainHead } from '#domain';
import type { Id } from '#kernel';
import type { AuditLogTable } from '../database/schema-tenancy.ts';
import type { Schema } from '../database/schema.ts';
import { HOT } from '../database/store-client.ts';
import { behindHead, lockHead } from './audit-heads.ts';
import { AUDIT_COLUMNS, entriesOf, ENTRY, movedHead } from './audit-rows.ts';
import { inTransaction, type Context } from './context.ts';

export function auditRepository(context: Context): AuditRepository {
  const { db, heads } = context;
  return {
    async append(organizationId, entries) {
      if (entries.length === 0) return;
      const known = db.isTransaction ? undefined : heads.get(organizationId);
      if (known) {
        const placed = chain(organizationId, known, entries);
        if (await appendBehind(db, organizationId, known, placed))
          return heads.remember(organizationId, placed);
      }
      const written = await inTransaction(context, async (db) => {
        const head = await lockHead(db, organizationId);
        const placed = chain(organizationId, behindHead(head), entries);
        await appendBehind(db, organizationId, head, placed);
        return placed;
      });
      if (!db.isTransaction) heads.remember(organizationId, written);
    },
    async list(organizationId, { limit, before, action, actorId }) {
      const rows = await db
        .selectFrom('audit_log')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(before !== undefined, (query) => query.where('seq', '<', before!))
        .$if(action !== undefined, (query) => query.where('action', '=', action!))
        .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId!))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
    async read(organizationId, afterSeq, limit) {
      const rows = await db
        .selectFrom('audit_log')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
    async head(organizationId) {
      const row = await db
        .selectFrom('audit_heads')
        .select(['seq', 'hash'])
        .where('organization_id', '=', organizationId)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}

/** @returns false, and nothing happened, when another writer came between */
async function appendBehind(
  db: Kysely<Schema>,
  organizationId: Id,
  head: ChainHead,
  entries: readonly AuditEntry[],
): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`
    ${sql.raw(HOT)} WITH ${movedHead(organizationId, head, entries)}, audited AS (
      INSERT INTO audit_log (${AUDIT_COLUMNS})
      SELECT moved.organization_id, ${ENTRY} FROM moved, ${entriesOf(entries)}
    ) SELECT EXISTS (SELECT FROM moved) AS moved`.execute(db);
  return rows[0]!.moved;
}

function toEntry(row: Selectable<AuditLogTable>): AuditEntry {
  return {
    organizationId: row.organization_id,
    seq: row.seq,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    action: row.action,
    object: row.object,
    detail: row.detail,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
