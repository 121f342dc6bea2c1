/** Names that objects had at another vendor. */
import type { Id } from '#kernel';

/** Ids that imported objects had at their vendor, per organization, dialect and noun. */
export interface AliasRepository {
  /** An alias that is put again names the new id from then on. */
  put(organizationId: Id, dialect: string, noun: string, alias: string, id: Id): Promise<void>;
  /** One that names nothing any more. */
  remove(organizationId: Id, dialect: string, noun: string, alias: string): Promise<void>;
  /** @param dialect null: of any dialect, as long as all that know the alias mean the same object */
  resolve(organizationId: Id, dialect: string | null, noun: string, alias: string): Promise<Id | null>;
  /** What texts name at one dialect, whatever the noun; one that names objects of several nouns is left out. */
  named(organizationId: Id, dialect: string, aliases: readonly string[]): Promise<ReadonlyMap<string, Id>>;
  /** The alias that each object has at one dialect, by id; of several the first in the alphabet. */
  names(organizationId: Id, dialect: string, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>>;
  /** The same of every dialect, by id and dialect; what has no alias is not there. */
  namesEverywhere(
    organizationId: Id,
    ids: readonly Id[],
  ): Promise<ReadonlyMap<Id, Readonly<Record<string, string>>>>;
}
