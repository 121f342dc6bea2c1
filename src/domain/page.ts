/** One page of a list: newest first. */
import type { Id } from '#kernel';

export interface Page {
  /** 1 to 1000. */
  readonly limit: number;
  /** Rows strictly older than this id (newest first). */
  readonly before?: Id;
  /** Rows to pass over; for APIs that page by offset. */
  readonly offset?: number;
}
