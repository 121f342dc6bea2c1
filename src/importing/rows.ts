/** The rows of a vendor's lists, over their pages, whatever envelope they come in. */
import { malformed, type Query, type Source } from './source.ts';

/** An object as the vendor gave it. */
export type Row = Readonly<Record<string, unknown>>;

export interface Listing {
  /** Names that the list may have, in the answer or in its `response`; a bare list needs none. */
  readonly names: readonly string[];
  /** `offset`: `limit` and `offset`; `page`: `page_number` from 1 and `page_size`; `none`: all in one answer. */
  readonly paging: 'offset' | 'page' | 'none';
  readonly query?: Query;
  /** Field that tells rows apart. */
  readonly id?: string;
}

const PAGE = 100;
/** No list of anything that people made by hand is longer. */
const MOST_PAGES = 1_000;

/**
 * Ends where the vendor's count ends; without one, at a page that brings nothing new (a server may give fewer rows than
 * were asked for, or the same page for ever).
 */
export async function* rowsOf(source: Source, path: string, listing: Listing): AsyncGenerator<Row> {
  const seen = new Set<string>();
  let passed = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const body = await source.get(path, { ...listing.query, ...placeOf(listing, page, passed) });
    const rows = listAt(body, listing.names);
    if (rows === null) throw malformed(path, `its answer holds no list ${listing.names.join(' or ')}`);
    const fresh = rows.filter((row) => isNew(row, seen, listing.id ?? 'id'));
    yield* fresh.filter(isRow);
    passed += rows.length;
    const total = totalOf(body);
    const over = total === null ? fresh.length === 0 : passed >= total || fresh.length === 0;
    if (listing.paging === 'none' || over) return;
  }
}

/** What one answer holds under one of these names, or is itself. */
export function objectAt(body: unknown, names: readonly string[]): Row | null {
  if (!isRow(body)) return null;
  for (const place of [body, body['response']])
    for (const name of names) {
      const found = isRow(place) ? place[name] : undefined;
      if (isRow(found)) return found;
      if (Array.isArray(found) && isRow(found[0])) return found[0];
    }
  return body;
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is not empty; null for anything else. */
export function textOf(row: Row, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}

/** The row without some fields; `null`s go too when it is for a create. */
export function without(row: Row, fields: readonly string[], nulls: 'keep' | 'drop' = 'keep'): Row {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name, value]) => !fields.includes(name) && (nulls === 'keep' || value !== null),
    ),
  );
}

/** Those of some fields that are there. */
export function only(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])));
}

function placeOf({ paging }: Listing, page: number, passed: number): Query {
  if (paging === 'offset') return { limit: PAGE, offset: passed };
  return paging === 'page' ? { page_size: PAGE, page_number: page + 1 } : {};
}

function listAt(body: unknown, names: readonly string[]): readonly unknown[] | null {
  if (Array.isArray(body)) return body;
  if (!isRow(body)) return null;
  for (const place of [body, body['response']]) {
    if (Array.isArray(place)) return place;
    for (const name of names) {
      const found = isRow(place) ? place[name] : undefined;
      if (Array.isArray(found)) return found;
    }
  }
  return null;
}

function isNew(row: unknown, seen: Set<string>, field: string): boolean {
  const key = isRow(row) && typeof row[field] === 'string' ? row[field] : JSON.stringify(row);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function totalOf(body: unknown): number | null {
  if (!isRow(body)) return null;
  for (const place of [body, body['response']])
    if (isRow(place))
      for (const holder of [place['pagination'], place])
        if (isRow(holder))
          for (const name of ['total_records', 'total']) {
            const count = holder[name];
            if (typeof count === 'number') return count;
          }
  return null;
}
