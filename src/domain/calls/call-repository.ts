/** Calls as they are kept. */
import type { Id, Millis } from '#kernel';
import type { NewAuditEntry } from '../audit/entry.ts';
import type { Call, CallEvent, CallStatus, NewEvent } from './call.ts';
import type { RequestKey } from './create.ts';
import type { CallPage, CallQuery, CallSummary } from './query.ts';

/** The mutable columns of a call; absent = unchanged. */
export type CallPatch = Partial<
  Pick<
    Call,
    | 'status'
    | 'outcome'
    | 'from'
    | 'numberId'
    | 'trunkId'
    | 'answeredAt'
    | 'endedAt'
    | 'recording'
    | 'capture'
    | 'media'
    | 'turns'
    | 'latencies'
    | 'cost'
    | 'analysis'
    | 'notBefore'
    | 'retry'
    | 'nextCallId'
  >
>;

/** Calls that have not ended. */
export interface OpenCounts {
  readonly byStatus: Readonly<Record<Exclude<CallStatus, 'ended'>, number>>;
  /** Those whose time has come and that no node has taken yet. */
  readonly due: number;
}

/** A call and what was asked when it was made. */
export interface BornCall {
  readonly call: Call;
  readonly bodyHash: string;
}

export interface CallRepository {
  /**
   * Inserts the call with its first events (seq 1 …).
   * @param nodeId when a node holds it from birth (incoming)
   * @param request the key of the request that it is born of
   */
  insert(
    call: Call,
    events: readonly NewEvent[],
    nodeId?: Id | null,
    request?: RequestKey,
    audit?: NewAuditEntry,
  ): Promise<void>;
  /** The youngest call that was born of this key after `since`. */
  findByRequest(organizationId: Id, key: string, since: Millis): Promise<BornCall | null>;
  get(organizationId: Id, id: Id): Promise<Call | null>;
  /** Whole calls; `summaries` costs less. */
  list(organizationId: Id, query: CallQuery): Promise<CallPage>;
  summaries(organizationId: Id, query: CallQuery): Promise<readonly CallSummary[]>;
  /** How many match, whatever the page. */
  count(organizationId: Id, query: CallQuery): Promise<number>;
  /** Keeps the words of an ended call for `said` and `learnt`; again replaces them. */
  index(id: Id, organizationId: Id, said: string, learnt: string): Promise<void>;
  /** Removes an ended call with all that hangs on it. @returns `false`: it is not there, or has not ended */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** Locks the row for the rest of the transaction. */
  lock(id: Id): Promise<Call | null>;
  /**
   * Appends events and changes columns in one statement, fenced: does nothing and answers null when `nodeId` is given
   * and no longer holds the call. @returns the last sequence.
   */
  append(id: Id, nodeId: Id | null, events: readonly NewEvent[], patch?: CallPatch): Promise<number | null>;
  events(organizationId: Id, id: Id, after: number, limit: number): Promise<readonly CallEvent[]>;
  /** Takes up to `limit` queued or scheduled calls whose time has come (`SKIP LOCKED`) for this node. */
  claimDue(nodeId: Id, now: Millis, limit: number): Promise<readonly Call[]>;
  /** Gives a claimed, not yet dialled call back: it is due again at `dueAt`. */
  release(id: Id, nodeId: Id, dueAt: Millis): Promise<void>;
  /** Makes the oldest `limit` deferred calls of an organization due now, because a line was freed. */
  wakeDeferred(organizationId: Id, now: Millis, limit: number): Promise<void>;
  /** When the next call falls due, of any organization; null = none waits. */
  nextDueAt(): Promise<Millis | null>;
  /** How many calls of every organization have not ended, for figures. */
  countOpen(now: Millis): Promise<OpenCounts>;
  /** Not ended calls held by nodes other than the live ones; claimed for `nodeId` in the same statement. */
  claimOrphans(nodeId: Id, now: Millis): Promise<readonly Call[]>;
  /** The node that holds a call, and where it can be reached; null: none does. */
  holder(id: Id): Promise<{ readonly nodeId: Id; readonly sipAddress: string } | null>;
  /** Not ended calls that a node holds; what it holds and does not know of has been lost on the way. */
  heldBy(nodeId: Id): Promise<readonly Call[]>;
}
