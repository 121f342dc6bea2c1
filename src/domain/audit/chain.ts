/** The chain of an audit log: each row's hash covers its content and the hash before it. Pure. */
import { createHash } from 'node:crypto';
import type { Id } from '#kernel';
import type { AuditEntry, NewAuditEntry } from './entry.ts';

/** What the first row follows. */
export const GENESIS = '0'.repeat(64);

/** The end of a chain. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** SHA-256 of the fields in a fixed order as JSON, hex. */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { organizationId, seq, at, actor, action, object, detail, prevHash } = entry;
  const text = JSON.stringify([
    prevHash,
    organizationId,
    seq,
    at,
    actor.kind,
    actor.id,
    action,
    object,
    detail,
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** Gives rows their places behind `head`. */
export function chain(
  organizationId: Id,
  head: ChainHead | null,
  entries: readonly NewAuditEntry[],
): readonly AuditEntry[] {
  let { seq, hash } = head ?? { seq: 0, hash: GENESIS };
  return entries.map((entry) => {
    const placed = { ...entry, organizationId, seq: ++seq, prevHash: hash };
    hash = entryHash(placed);
    return { ...placed, hash };
  });
}

/** How far a chain was followed, and where it breaks. */
export interface ChainCheck {
  readonly head: ChainHead;
  /** The first row that does not follow from the one before; null: none so far. */
  readonly brokenAt: number | null;
}

/** Follows the chain through the next rows, oldest first. Once broken it stays broken. */
export function followChain(check: ChainCheck, rows: readonly AuditEntry[]): ChainCheck {
  let { head } = check;
  if (check.brokenAt !== null) return check;
  for (const row of rows) {
    const follows = row.seq === head.seq + 1 && row.prevHash === head.hash && entryHash(row) === row.hash;
    if (!follows) return { head, brokenAt: head.seq + 1 };
    head = { seq: row.seq, hash: row.hash };
  }
  return { head, brokenAt: null };
}

/** The start of a check. */
export const UNCHECKED: ChainCheck = { head: { seq: 0, hash: GENESIS }, brokenAt: null };

/** Is the last row that was read the last one that was written? Rows cut off the end break a chain too. */
export function endChain(check: ChainCheck, recorded: ChainHead | null): ChainCheck {
  if (check.brokenAt !== null) return check;
  const expected = recorded ?? UNCHECKED.head;
  const ends = expected.seq === check.head.seq && expected.hash === check.head.hash;
  return ends ? check : { ...check, brokenAt: check.head.seq + 1 };
}
