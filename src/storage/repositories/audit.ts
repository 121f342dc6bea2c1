/** The audit log: rows of one organization's chain are placed under the lock of its last one. */
import { sql, type Selectable } from 'kysely';
import { chain, type AuditEntry, type AuditRepository } from '#domain';
import type { AuditLogTable } from '../database/schema-tenancy.ts';
import { inTransaction, type Context } from './context.ts';

export function auditRepository(context: Context): AuditRepository {
  const { db } = context;
  return {
    async append(organizationId, entries) {
      if (entries.length === 0) return;
      await inTransaction(context, async (db) => {
        const { rows } = await sql<{ seq: number; hash: string }>`
          INSERT INTO audit_heads (organization_id, seq, hash) VALUES (${organizationId}, 0, '')
          ON CONFLICT (organization_id) DO UPDATE SET seq = audit_heads.seq
          RETURNING seq, hash`.execute(db);
        const head = rows[0]!;
        const placed = chain(organizationId, head.seq === 0 ? null : head, entries);
        await db.insertInto('audit_log').values(placed.map(toRow)).execute();
        const last = placed.at(-1)!;
        await db
          .updateTable('audit_heads')
          .set({ seq: last.seq, hash: last.hash })
          .where('organization_id', '=', organizationId)
          .execute();
      });
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

function toRow(entry: AuditEntry) {
  return {
    organization_id: entry.organizationId,
    seq: entry.seq,
    at: entry.at,
    actor_kind: entry.actor.kind,
    actor_id: entry.actor.id,
    action: entry.action,
    object: entry.object,
    detail: JSON.stringify(entry.detail),
    prev_hash: entry.prevHash,
    hash: entry.hash,
  };
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
