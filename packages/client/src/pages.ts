/** Lists, row by row over all their pages. */

/** One answer of a list. */
export interface Page<Row> {
  readonly data: readonly Row[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** What every list takes. */
export interface PageQuery {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
}

/**
 * Every row from the query on; the next page is asked for when the one before has been used up.
 * @param cursor the query's field that takes `next_cursor`
 */
export async function* eachRow<Row, Query extends object>(
  list: (query: Query) => Promise<Page<Row>>,
  query: Query,
  cursor: string,
): AsyncGenerator<Row, void, void> {
  let asked = query;
  for (;;) {
    const page = await list(asked);
    yield* page.data;
    if (!page.has_more || page.next_cursor === null) return;
    asked = { ...query, [cursor]: page.next_cursor };
  }
}
