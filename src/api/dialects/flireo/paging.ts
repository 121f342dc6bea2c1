/** `limit` and `offset` of Flireo's lists, and moments of their queries. */
import type { Millis } from '#kernel';
import { Type } from 'typebox';
import { Fields, isJson } from '../shared/fields.ts';

const USUAL = 100;
const MOST = 1000;
/** Deeper than anybody reads; what is asked of a database stays bounded. */
const DEEPEST = 10_000_000;
/** ISO 8601, a date or a date-time; without an offset it is UTC. */
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

export const pagingQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, default: USUAL })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: DEEPEST, default: 0 })),
};
export const Pagination = Type.Object(
  { total: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() },
  { additionalProperties: false },
);

/** The fields of a query string, with its numbers as such. */
export function queryFields(query: unknown): Fields {
  const given = isJson(query) ? query : {};
  const read = Object.entries(given).map(([name, value]) => [
    name,
    (name === 'limit' || name === 'offset') && typeof value === 'string' && /^-?\d+$/.test(value)
      ? Number(value)
      : value,
  ]);
  return new Fields(Object.fromEntries(read));
}

export function readPaging(fields: Fields): { readonly limit: number; readonly offset: number } {
  return {
    limit: fields.integer('limit', 1, MOST) ?? USUAL,
    offset: fields.integer('offset', 0, DEEPEST) ?? 0,
  };
}

/** Null: absent or faulty. @param end a bare date is the last moment of its day */
export function readMoment(fields: Fields, name: string, end: boolean): Millis | null {
  // A plus sign that was not escaped comes as a blank.
  const text = fields
    .text(name)
    ?.trim()
    .replace(/ (\d\d:?\d\d)$/, '+$1');
  if (!text) return null;
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text);
  const hasZone = isDate || ISO.exec(text)?.[1] !== undefined;
  const at = ISO.test(text) ? Date.parse(hasZone ? text : `${text}Z`) : NaN;
  if (Number.isNaN(at)) {
    fields.fail(name, 'Must be a date-time of ISO 8601, like 2026-01-10T09:00:00.000Z.', 'date-time');
    return null;
  }
  return end && isDate ? at + 86_399_999 : at;
}
