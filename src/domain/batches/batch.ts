/** Calls that were asked for together. */
import type { Id, Millis } from '#kernel';
import type { CallStatus } from '../calls/call.ts';
import type { Page } from '../page.ts';

/** What became of one of them, in the order in which they were asked for. */
export type BatchItem =
  | { readonly callId: Id }
  | { readonly error: { readonly code: string; readonly message: string; readonly param?: string } };

export interface Batch {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  /** `all-or-nothing`: one that is refused refuses all. `each`: it refuses itself. */
  readonly mode: 'all-or-nothing' | 'each';
  readonly items: readonly BatchItem[];
  readonly cancelledAt: Millis | null;
  readonly createdAt: Millis;
}

/** Its calls by status; `completed` and `failed` tell how those that have ended did. */
export interface BatchCounts extends Readonly<Record<CallStatus, number>> {
  readonly total: number;
  readonly refused: number;
  readonly completed: number;
  readonly failed: number;
}

export interface BatchRepository {
  insert(batch: Batch): Promise<void>;
  get(organizationId: Id, id: Id): Promise<Batch | null>;
  list(organizationId: Id, page: Page): Promise<readonly Batch[]>;
  cancelled(organizationId: Id, id: Id, at: Millis): Promise<Batch | null>;
  /** Ended calls: by their outcome. @returns rows of what there is */
  counts(id: Id): Promise<readonly { status: CallStatus; outcome: string | null; count: number }[]>;
  waitingCalls(id: Id): Promise<readonly Id[]>;
}

export function countBatch(
  { items }: Batch,
  rows: readonly { status: CallStatus; outcome: string | null; count: number }[],
): BatchCounts {
  const sum = (is: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(is).reduce((so, { count }) => so + count, 0);
  const by = (status: CallStatus): number => sum((row) => row.status === status);
  const completed = sum((row) => row.status === 'ended' && row.outcome === 'completed');
  return {
    total: items.length,
    refused: items.filter((item) => 'error' in item).length,
    ...{ queued: by('queued'), scheduled: by('scheduled'), dialing: by('dialing'), ringing: by('ringing') },
    ...{ in_progress: by('in_progress'), ended: by('ended') },
    completed,
    failed: by('ended') - completed,
  };
}
