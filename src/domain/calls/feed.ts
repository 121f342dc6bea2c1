/** The events of all calls of an organization as one order that survives reconnects and nodes. */
import type { Id, Millis } from '#kernel';
import type { CallEvent } from './call.ts';

/** Right behind an event of the feed. */
export interface FeedPosition {
  /** Of the commit that the event came with; from 1 on, in the organization. */
  readonly commit: number;
  /** Sequence of the event within its call. */
  readonly seq: number;
}

export interface FeedEvent extends CallEvent {
  readonly commit: number;
}

/**
 * Commits are noted beside the events they hold while somebody reads (or read within a day); readers number what is
 * not numbered yet, one reader of an organization at a time. So the order of numbers is an order of visibility: what
 * a reader has passed stays passed. Each event comes at least once, those of a call in their order.
 */
export interface EventFeedRepository {
  /** From now on commits are noted until `until`. @returns the position behind all that is there */
  open(organizationId: Id, until: Millis): Promise<FeedPosition>;
  /** @returns the oldest position that can be read on from; null: nobody has read lately */
  oldest(organizationId: Id): Promise<number | null>;
  /** Goes on being noted. */
  renew(organizationId: Id, until: Millis): Promise<void>;
  /** What comes behind a position, numbered first; at most about `limit` events, whole commits. */
  read(organizationId: Id, after: FeedPosition, limit: number): Promise<readonly FeedEvent[]>;
}
