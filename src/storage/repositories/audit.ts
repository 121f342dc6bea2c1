/** The audit log: rows of one organization's chain are placed under the lock of its last one. */
import { sql, type Kysely, type Selectable } from 'kysely';
import { chain, type AuditEntry, type AuditRepository, type ChainHead } from '#domain';
import type { Id } from '#kernel';
import type { AuditLogTable } from '../database/schema-tenancy.ts';
import type { Schema } from '../database/schema.ts';
import { HOT } from '../database/store-client.ts';
import { inTransaction, type Context } from './context.ts';

/** Organizations whose chain's end is remembered. */
const MOST_HEADS = 1000;

export function auditRepository(context: Context): AuditRepository {
  const { db } = context;
  // The ends of chains as this process wrote them last: as long as nobody else did, one statement adds to them.
  const heads = new Map<Id, ChainHead>();
  const remember = (organizationId: Id, written: readonly AuditEntry[]): void => {
    if (heads.size >= MOST_HEADS) heads.clear();
    heads.set(organizationId, written.at(-1)!);
  };
  return {
    async append(organizationId, entries) {
      if (entries.length === 0) return;
      const known = db.isTransaction ? undefined : heads.get(organizationId);
      if (known) {
        const placed = chain(organizationId, known, entries);
        if (await appendBehind(db, organizationId, known, placed)) return remember(organizationId, placed);
      }
      const written = await inTransaction(context, async (db) => {
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
        return placed;
      });
      if (!db.isTransaction) remember(organizationId, written);
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
  const rows = entries.map(toRow);
  const last = rows.at(-1)!;
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  const { numAffectedRows } = await sql`
    ${sql.raw(HOT)} WITH moved AS (
      UPDATE audit_heads SET seq = ${last.seq}, hash = ${last.hash}
      WHERE organization_id = ${organizationId} AND seq = ${head.seq} AND hash = ${head.hash}
      RETURNING organization_id
    )
    INSERT INTO audit_log (organization_id, seq, at, actor_kind, actor_id, action, object, detail, prev_hash, hash)
    SELECT moved.organization_id, entry.seq, entry.at, entry.actor_kind, entry.actor_id, entry.action, entry.object,
           entry.detail::json, entry.prev_hash, entry.hash
    FROM moved, unnest(
      ${column('seq')}::bigint[], ${column('at')}::bigint[], ${column('actor_kind')}::text[], ${column('actor_id')}::text[],
      ${column('action')}::text[], ${column('object')}::text[], ${column('detail')}::text[],
      ${column('prev_hash')}::text[], ${column('hash')}::text[]
    ) AS entry(seq, at, actor_kind, actor_id, action, object, detail, prev_hash, hash)`.execute(db);
  return numAffectedRows === BigInt(entries.length);
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
