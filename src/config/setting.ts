/** What a setting is. */
import type { Reader } from './readers.ts';

/** One setting. */
export interface Setting<T> {
  /** The environment's name for it; in a file it is this without `PARLEY_`, lower case. */
  readonly variable: string;
  readonly meaning: string;
  /** Read like a given text; null: none. */
  readonly fallback: string | null;
  readonly example: string;
  readonly read: Reader<T>;
}
