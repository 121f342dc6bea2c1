/** Newest first by id: the key of a page is the last id of the one before. */
import type { SelectQueryBuilder } from 'kysely';
import type { Page } from '#domain';
import type { Schema } from '../database/schema.ts';

type Paged =
  | 'batches'
  | 'campaigns'
  | 'leads'
  | 'organizations'
  | 'api_keys'
  | 'members'
  | 'agents'
  | 'agent_versions'
  | 'trunks'
  | 'numbers';

/** Adds order and limits of `page` to a query on `table`. */
export function paged<T extends Paged, O>(
  query: SelectQueryBuilder<Pick<Schema, T>, T, O>,
  { limit, before, offset }: Page,
): SelectQueryBuilder<Pick<Schema, T>, T, O> {
  const ordered = (query as unknown as SelectQueryBuilder<Schema, Paged, O>)
    .orderBy('id', 'desc')
    .limit(limit)
    .$if(before !== undefined, (older) => older.where('id', '<', before!))
    .$if(offset !== undefined && offset > 0, (later) => later.offset(offset!));
  return ordered as unknown as SelectQueryBuilder<Pick<Schema, T>, T, O>;
}
