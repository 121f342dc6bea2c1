/** Parts of statements: rows of the audit log, and the end of their chain that moves with them. */
import { sql, type RawBuilder } from 'kysely';
import type { AuditEntry, ChainHead } from '#domain';
import type { Id } from '#kernel';

export const AUDIT_COLUMNS = sql.raw(
  'organization_id, seq, at, actor_kind, actor_id, action, object, detail, prev_hash, hash',
);

/** The columns of `entriesOf` behind the organization. */
export const ENTRY = sql.raw(
  `entry.seq, entry.at, entry.actor_kind, entry.actor_id, entry.action, entry.object, entry.detail::json,
   entry.prev_hash, entry.hash`,
);

/** A part of a `WITH`: `moved` has a row unless another writer came between. @param entries chained to `head` */
export function movedHead(
  organizationId: Id,
  head: ChainHead,
  entries: readonly AuditEntry[],
): RawBuilder<unknown> {
  const last = entries.at(-1)!;
  return sql`moved AS (
    UPDATE audit_heads SET seq = ${last.seq}::bigint, hash = ${last.hash}::text
    WHERE organization_id = ${organizationId}::uuid AND seq = ${head.seq}::bigint AND hash = ${head.hash}::text
    RETURNING organization_id
  )`;
}

/** A relation `entry`. */
export function entriesOf(entries: readonly AuditEntry[]): RawBuilder<unknown> {
  const column = (read: (entry: AuditEntry) => unknown) => sql`${entries.map(read)}`;
  return sql`unnest(
    ${column(({ seq }) => seq)}::bigint[], ${column(({ at }) => at)}::bigint[],
    ${column(({ actor }) => actor.kind)}::text[], ${column(({ actor }) => actor.id)}::text[],
    ${column(({ action }) => action)}::text[], ${column(({ object }) => object)}::text[],
    ${column(({ detail }) => JSON.stringify(detail))}::text[], ${column(({ prevHash }) => prevHash)}::text[],
    ${column(({ hash }) => hash)}::text[]
  ) AS entry(seq, at, actor_kind, actor_id, action, object, detail, prev_hash, hash)`;
}
