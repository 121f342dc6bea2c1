/** What a backup's lines are. */
import type { SequenceState } from './tables.ts';

/** Changes when a release could not read what an earlier one wrote. */
export const FORMAT = 'parley-backup-1';

/** Lines that are no row begin with it. */
export const MARK = '#';

/** The first line. */
export interface BackupHead {
  readonly format: string;
  /** Release that wrote it. */
  readonly version: string;
  /** ISO 8601. */
  readonly created_at: string;
  /** The key file's text: without it sealed secrets stay sealed. */
  readonly key: string;
  /** Files of the recordings, which are not in here. */
  readonly recordings: readonly { readonly path: string; readonly bytes: number }[];
  readonly migrations: readonly {
    readonly number: number;
    readonly name: string;
    readonly checksum: string;
  }[];
}

/** Comes before a table's rows, which are one JSON object a line. */
export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface SequenceLine {
  readonly sequences: readonly SequenceState[];
}
