/** An import as it is kept: one document, without a key. */
import type { DialectData, ImportRun } from '#domain';
import type { Millis } from '#kernel';

/** Where it is kept. */
export const NOUN = { dialect: 'native', noun: 'import' } as const;

/** One that was silent for so long has lost its process. */
const GONE_MS = 60_000;

type Kept = Omit<ImportRun, 'id' | 'organizationId' | 'createdAt' | 'updatedAt'>;

export function toStored(run: ImportRun): Readonly<Record<string, unknown>> {
  const { vendor, baseUrl, dryRun, status, step, lines, notes, fault, endedAt } = run;
  return { vendor, baseUrl, dryRun, status, step, lines, notes, fault, endedAt } satisfies Kept;
}

export function fromStored(
  { id, organizationId, data, createdAt, updatedAt }: DialectData,
  now: Millis,
): ImportRun {
  const kept = data as unknown as Kept;
  const gone = kept.status === 'running' && updatedAt + GONE_MS <= now;
  return { ...kept, id, organizationId, createdAt, updatedAt, ...(gone ? { status: 'interrupted' } : {}) };
}
