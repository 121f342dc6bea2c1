/** `GET /usage`: what is asked for. */
import type { UsageQuery } from '#domain';
import type { Millis } from '#kernel';
import { queryFields, readPaging } from '../paging.ts';
import { readRange } from '../shapes/moments.ts';

/** @throws AppError `invalid-request` naming each field */
export function readUsage(
  query: unknown,
  test: boolean,
  now: Millis,
): { readonly wanted: UsageQuery; readonly page: ReturnType<typeof readPaging> } {
  const fields = queryFields(query);
  const page = readPaging(fields);
  const { from, until } = readRange(fields, now);
  fields.finish();
  return { wanted: { from, to: until, test }, page };
}
