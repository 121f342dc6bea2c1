/** Recordings on their way to a bucket. */
import type { Id, Millis } from '#kernel';

/** One that is owed; written in the transaction that ends its call. */
export interface DueUpload {
  readonly callId: Id;
  readonly organizationId: Id;
  readonly tries: number;
}

export interface UploadRepository {
  owe(upload: DueUpload, dueAt: Millis): Promise<void>;
  /** Takes up to `limit` (`SKIP LOCKED`); after `leaseMs` they are due again. */
  claimDue(now: Millis, leaseMs: Millis, limit: number): Promise<readonly DueUpload[]>;
  postpone(callId: Id, dueAt: Millis): Promise<void>;
  finish(callId: Id): Promise<void>;
  nextDueAt(): Promise<Millis | null>;
}
