/** What an API wants kept with an object to answer reads in its own shape. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';

/** Of which API and which of its nouns, e.g. `flireo`, `agent`. */
export interface DialectNoun {
  readonly dialect: string;
  readonly noun: string;
}

/** One object of one API. `data` is plain JSON; a secret in it is sealed (`Sealer`) by whoever puts it. */
export interface DialectData extends DialectNoun {
  readonly organizationId: Id;
  /** The native object's, or one of its own where native has no such noun. */
  readonly id: Id;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export interface DialectDataRepository {
  get(organizationId: Id, of: DialectNoun, id: Id): Promise<DialectData | null>;
  /** Those that are there, by id. */
  getMany(organizationId: Id, of: DialectNoun, ids: readonly Id[]): Promise<ReadonlyMap<Id, DialectData>>;
  /** Replaces what was kept; the time of its first keeping stays. */
  put(
    organizationId: Id,
    of: DialectNoun,
    id: Id,
    data: Readonly<Record<string, unknown>>,
    at: Millis,
  ): Promise<DialectData>;
  remove(organizationId: Id, of: DialectNoun, id: Id): Promise<boolean>;
  /** Newest first by id. */
  list(
    organizationId: Id,
    of: DialectNoun,
    page: Page,
  ): Promise<{ readonly rows: readonly DialectData[]; readonly total: number }>;
}
