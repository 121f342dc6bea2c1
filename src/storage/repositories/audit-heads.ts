/** The ends of audit chains: as this process wrote them last, and as they are under their lock. */
import { sql, type Kysely } from 'kysely';
import type { AuditEntry, ChainHead } from '#domain';
import type { Id } from '#kernel';
import type { Schema } from '../database/schema.ts';

/** Organizations whose chain's end is remembered. */
const MOST_HEADS = 1000;

/** As long as nobody else wrote, rows go behind the remembered end without asking for it. */
export class AuditHeads {
  readonly #heads = new Map<Id, ChainHead>();

  get(organizationId: Id): ChainHead | undefined {
    return this.#heads.get(organizationId);
  }

  /** @param written rows that are committed, at least one */
  remember(organizationId: Id, written: readonly AuditEntry[]): void {
    if (this.#heads.size >= MOST_HEADS) this.#heads.clear();
    this.#heads.set(organizationId, written.at(-1)!);
  }

  /** After a fault nobody knows. */
  forget(organizationId: Id): void {
    this.#heads.delete(organizationId);
  }
}

/** The end of a chain, locked for the rest of the transaction; `seq` 0 of an empty one. */
export async function lockHead(db: Kysely<Schema>, organizationId: Id): Promise<ChainHead> {
  const { rows } = await sql<ChainHead>`
    INSERT INTO audit_heads (organization_id, seq, hash) VALUES (${organizationId}, 0, '')
    ON CONFLICT (organization_id) DO UPDATE SET seq = audit_heads.seq
    RETURNING seq, hash`.execute(db);
  return rows[0]!;
}

/** What rows are chained to. */
export function behindHead(head: ChainHead): ChainHead | null {
  return head.seq === 0 ? null : head;
}
