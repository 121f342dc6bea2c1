/** What Synthflow's answers are wrapped in, and how its lists are paged. */
import { invalidRequest } from '#kernel';
import { Type, type TProperties, type TSchema } from 'typebox';

export const Text = Type.String();
export const NullableText = Type.Union([Type.String(), Type.Null()]);
export const Strict = { additionalProperties: false } as const;

/** Every key named, no other. */
export const closed = <T extends TProperties>(properties: T) => Type.Object(properties, Strict);
/** `{status, response}` */
export const wrapped = <T extends TSchema>(response: T) => closed({ status: Text, response });
/** `{status}` alone. */
export const Done = closed({ status: Text });
/** `{status, response: {answer}}` */
export const Answered = wrapped(closed({ answer: Text }));
export const Nothing = Type.Null();

/** To a read. */
export const ok = <T>(response: T) => ({ status: 'ok', response });
/** To a change. */
export const success = <T>(response: T) => ({ status: 'success', response });

type Query = Readonly<Record<string, unknown>>;

export interface Window {
  readonly limit: number;
  readonly offset: number;
}

/** `limit` and `offset`. @throws AppError `invalid-request` */
export function offsetPage(query: unknown, usual = 20): Window {
  return {
    limit: count(query as Query, 'limit', usual, 1, 100),
    offset: count(query as Query, 'offset', 0, 0, 1_000_000),
  };
}

/** `page_number` from 1, and `page_size`. @throws AppError `invalid-request` */
export function numberedPage(query: unknown, usual = 10): Window & { readonly page: number } {
  const limit = count(query as Query, 'page_size', usual, 1, 100);
  const page = count(query as Query, 'page_number', 1, 1, 100_000);
  return { limit, page, offset: (page - 1) * limit };
}

function count(query: Query, name: string, usual: number, least: number, most: number): number {
  const given = query[name];
  if (given === undefined || given === '') return usual;
  const value = Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const label = name.charAt(0).toUpperCase() + name.slice(1);
  throw invalidRequest([
    { param: name, message: `${label} must be between ${least} and ${most}.`, rule: 'range' },
  ]);
}

/** One text of a query; absent and empty are the same. */
export function queryText(query: unknown, name: string): string | undefined {
  const value = (query as Query)[name];
  const text = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

export const Paged = closed({ total_records: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() });
export const Numbered = closed({
  total_records: Type.Integer(),
  page_size: Type.Integer(),
  page_number: Type.Integer(),
});

/** Texts of a query for the documents. */
export const queryOf = (...names: readonly string[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Type.Optional(Type.String())])));
