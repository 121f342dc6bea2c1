/** The parts that Synthflow's answers and queries share. */
import { AppError } from '#kernel';
import { Type, type TSchema } from 'typebox';

const strict = { additionalProperties: false };

export const Pagination = Type.Object(
  { total_records: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() },
  strict,
);

export const Done = Type.Object({ status: Type.Literal('ok') }, { ...strict, examples: [{ status: 'ok' }] });
export const DONE = { status: 'ok' } as const;

/** `{status, response}`. */
export function enveloped(response: TSchema) {
  return Type.Object({ status: Type.Literal('ok'), response }, strict);
}

export const OffsetQuery = {
  limit: Type.Optional(Type.String({ description: '1 to 100; 20 when absent.' })),
  offset: Type.Optional(Type.String({ description: '0 when absent.' })),
};

export type Query = Readonly<Record<string, unknown>>;

/** One text of the query; the last one where it comes twice. */
export function queryText(query: Query, name: string): string | undefined {
  const value = query[name];
  const one: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof one === 'string' && one !== '' ? one : undefined;
}

/** @throws AppError `invalid-request` with the sentence that clients know */
export function offsetPage(query: Query, most = 100, usual = 20): { limit: number; offset: number } {
  const limit = wholeNumber(query, 'limit') ?? usual;
  const offset = wholeNumber(query, 'offset') ?? 0;
  if (!(limit >= 1 && limit <= most)) throw refused(`Limit must be between 1 and ${most}.`);
  if (!(offset >= 0 && offset <= 1_000_000)) throw refused('Offset must be 0 or more.');
  return { limit, offset };
}

/** `page_number` from 1, `page_size` 10. */
export function numberedPage(query: Query): { limit: number; offset: number; page: number } {
  const limit = wholeNumber(query, 'page_size') ?? 10;
  const page = wholeNumber(query, 'page_number') ?? 1;
  if (!(limit >= 1 && limit <= 100)) throw refused('page_size must be between 1 and 100.');
  if (!(page >= 1 && page <= 10_000)) throw refused('page_number must be 1 or more.');
  return { limit, offset: (page - 1) * limit, page };
}

export function wholeNumber(query: Query, name: string): number | undefined {
  const text = queryText(query, name);
  if (text === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw refused(`${name} must be a whole number.`);
}

/** Epoch ms, ISO 8601 or a day (UTC). */
export function moment(query: Query, name: string): number | undefined {
  const text = queryText(query, name);
  if (text === undefined) return undefined;
  const at = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isFinite(at) && at >= 0 && at <= 8.64e15) return at;
  throw refused(`${name} must be milliseconds since 1970, ISO 8601, or YYYY-MM-DD.`);
}

/** The sentence stands alone, without the field's name before it. */
export function refused(message: string): AppError {
  return new AppError({ code: 'invalid-request', status: 400, message });
}
