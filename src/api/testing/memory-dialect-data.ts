/** What the dialects keep with an object, in memory. */
import type { DialectData, DialectDataRepository, DialectNoun } from '#domain';
import type { Id } from '#kernel';

const place = (organizationId: Id, { dialect, noun }: DialectNoun, id: Id): string =>
  `${organizationId} ${dialect} ${noun} ${id}`;

export function memoryDialectData(): DialectDataRepository {
  const rows = new Map<string, DialectData>();
  return {
    get: async (organizationId, of, id) => rows.get(place(organizationId, of, id)) ?? null,
    getMany: async (organizationId, of, ids) =>
      new Map(
        ids.flatMap((id) => {
          const row = rows.get(place(organizationId, of, id));
          return row ? [[id, row] as const] : [];
        }),
      ),
    put: async (organizationId, of, id, data, at) => {
      const at0 = rows.get(place(organizationId, of, id))?.createdAt ?? at;
      const { dialect, noun } = of;
      const row = {
        organizationId,
        dialect,
        noun,
        id,
        data: structuredClone(data),
        createdAt: at0,
        updatedAt: at,
      };
      rows.set(place(organizationId, of, id), row);
      return row;
    },
    remove: async (organizationId, of, id) => rows.delete(place(organizationId, of, id)),
    list: async (organizationId, { dialect, noun }, { limit, before, offset = 0 }) => {
      const all = [...rows.values()]
        .filter(
          (row) => row.organizationId === organizationId && row.dialect === dialect && row.noun === noun,
        )
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      const older = all.filter((row) => before === undefined || row.id < before);
      return { rows: older.slice(offset, offset + limit), total: all.length };
    },
  };
}
