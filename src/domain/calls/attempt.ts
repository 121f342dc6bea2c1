/** Attempts: tries to ring. */
import type { Id, Millis } from '#kernel';

/** One try to ring, its wire record and its end. */
export interface Attempt {
  readonly id: Id;
  readonly callId: Id;
  readonly organizationId: Id;
  readonly nodeId: Id;
  readonly number: number;
  readonly trunkId: Id | null;
  readonly numberId: Id | null;
  readonly sipCallId: string;
  /** The telephone's `DialogRecord`, as JSON. */
  readonly dialog: Readonly<Record<string, unknown>>;
  readonly startedAt: Millis;
  readonly endedAt: Millis | null;
}

export interface AttemptRepository {
  /**
   * Also enters Call-ID, the live-call row and the start that the authority counts; inside the verdict's transaction.
   * @param person null for an incoming call: it occupies a line, is no start of ours, and blocks nobody.
   */
  start(attempt: Attempt, person: string | null): Promise<void>;
  setDialog(id: Id, dialog: Readonly<Record<string, unknown>>): Promise<void>;
  /** Frees the live-call row. */
  end(id: Id, at: Millis): Promise<void>;
  openOfCall(callId: Id): Promise<readonly Attempt[]>;
  ofCall(callId: Id): Promise<readonly Attempt[]>;
}
