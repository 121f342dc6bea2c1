/** What each vendor's part is given. */
import { parseId, type Id } from '#kernel';
import type { Ledger } from './ledger.ts';
import { isRow } from './rows.ts';
import type { Source } from './source.ts';

export interface Taking {
  readonly source: Source;
  readonly ledger: Ledger;
  readonly workspace: string | null;
  /** Runs a part; what cannot be read of it becomes a note, and the rest goes on. */
  step(name: string, work: () => Promise<void>): Promise<void>;
  /** Something that is not taken as a whole. */
  note(sentence: string): void;
}

/** The organization's own number, when it is there. */
export async function numberOf(ledger: Ledger, e164: string): Promise<Id | null> {
  const { body } = await ledger.read(`/v1/numbers?limit=100&search=${encodeURIComponent(e164.slice(1))}`);
  const rows = isRow(body) && Array.isArray(body['data']) ? (body['data'] as unknown[]) : [];
  const found = rows.find((row) => isRow(row) && row['e164'] === e164);
  return isRow(found) ? readOwn(found['id']) : null;
}

function readOwn(text: unknown): Id | null {
  return typeof text === 'string' ? parseId(text) : null;
}
