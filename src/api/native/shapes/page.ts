/** Lists: `{data, has_more, next_cursor}`, newest first, behind opaque cursors. */
import { invalidRequest, parseId, type Id } from '#kernel';
import { Type, type TSchema } from 'typebox';

/** Rows of one answer. */
const LimitText = Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Rows in one answer.' });

/** Query fields of every list. */
export const pageQuery = {
  limit: LimitText,
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '`next_cursor` of the answer before.' })),
};

export const PageQuery = Type.Object(pageQuery, { additionalProperties: false });

/** The answer of a list of `row`. */
export function pageOf<T extends TSchema>(row: T) {
  return Type.Object(
    {
      data: Type.Array(row),
      has_more: Type.Boolean(),
      next_cursor: Type.Union([Type.String(), Type.Null()]),
    },
    { additionalProperties: false },
  );
}

/** What a list answers; `rows` holds one more than `limit` when there are more. */
export function toPage<Row, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
  cursorOf: (row: Row) => string,
): { data: View[]; has_more: boolean; next_cursor: string | null } {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit;
  return {
    data: data.map(view),
    has_more: more,
    next_cursor: more && last !== undefined ? Buffer.from(cursorOf(last)).toString('base64url') : null,
  };
}

/** What to ask the store for: one row more than wanted, from the cursor on. @throws AppError `invalid-request` */
export function readPage(query: { limit: number; cursor?: string }): { limit: number; before?: Id } {
  const limit = query.limit + 1;
  if (query.cursor === undefined) return { limit };
  const before = parseId(readCursor(query.cursor));
  if (before === null) throw badCursor();
  return { limit, before };
}

/** Rows to pass over, for lists in an order that ids do not have; their cursors hold `@` and a count. */
export function readOffset(query: { cursor?: string }): number {
  if (query.cursor === undefined) return 0;
  const count = /^@(\d{1,9})$/.exec(readCursor(query.cursor))?.[1];
  if (count === undefined) throw badCursor();
  return Number(count);
}

/** The text inside a cursor. */
export function readCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}

export function badCursor(): Error {
  return invalidRequest([
    {
      param: 'cursor',
      message: 'Is not a cursor of this list. Send `next_cursor` of the answer before, unchanged.',
      rule: 'cursor',
    },
  ]);
}
