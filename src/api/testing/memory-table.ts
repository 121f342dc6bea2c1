/** Rows of one noun in memory, scoped by organization. */
import type { Page } from '#domain';
import type { Id } from '#kernel';

type Owned = { readonly id: Id; readonly organizationId: Id };

/** @param isOf whose a row is; its organization's where nothing else is said */
export function memoryTable<Row extends Owned>(
  isOf = (row: Row, organizationId: Id): boolean => row.organizationId === organizationId,
) {
  const rows = new Map<Id, Row>();
  const of = (organizationId: Id): Row[] =>
    [...rows.values()]
      .filter((row) => isOf(row, organizationId))
      .sort((one, other) => (one.id < other.id ? 1 : -1));
  const get = async (organizationId: Id, id: Id): Promise<Row | null> => {
    const row = rows.get(id);
    return row && isOf(row, organizationId) ? row : null;
  };
  return {
    rows,
    of,
    get,
    lock: get,
    list: async (organizationId: Id, page: Page) => pageOf(of(organizationId), page),
    insert: async (row: Row) => void rows.set(row.id, row),
    update: async (organizationId: Id, id: Id, patch: Partial<Row>): Promise<Row | null> => {
      const row = await get(organizationId, id);
      if (!row) return null;
      const changed = { ...row, ...patch };
      rows.set(id, changed);
      return changed;
    },
    remove: async (organizationId: Id, id: Id) => (await get(organizationId, id)) !== null && rows.delete(id),
  };
}

/** Newest first. */
export function pageOf<Row extends { readonly id: Id }>(
  rows: readonly Row[],
  { limit, before, offset = 0 }: Page,
): Row[] {
  return rows.filter((row) => before === undefined || row.id < before).slice(offset, offset + limit);
}
