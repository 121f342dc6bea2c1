/** A range of days in a query, and moments in answers: ISO 8601 in UTC with milliseconds. */
import type { Millis } from '#kernel';
import { Type } from 'typebox';
import type { Fields } from '../../shared/fields.ts';
import { readMoment } from '../paging.ts';

export const rangeQuery = {
  start_date: Type.Optional(Type.String({ description: 'ISO 8601.' })),
  end_date: Type.Optional(Type.String({ description: 'ISO 8601, inclusive; a bare day is meant whole.' })),
};

/** `until` is the first moment that belongs to it no more. */
interface Range {
  readonly from: Millis;
  readonly until: Millis;
}

/** Without an end all that there is. Faults are kept in `fields`. */
export function readRange(fields: Fields, now: Millis): Range {
  const from = readMoment(fields, 'start_date', false) ?? 0;
  const until = (readMoment(fields, 'end_date', true) ?? now) + 1;
  if (from >= until) fields.fail('start_date', 'Must be before end_date.', 'range');
  return { from, until };
}

export function iso(at: Millis): string {
  return new Date(at).toISOString();
}
