/** Aliases in memory. */
import type { AliasRepository } from '#domain';
import type { Id } from '#kernel';

export function memoryAliases(): AliasRepository {
  const rows: { organizationId: Id; dialect: string; noun: string; alias: string; id: Id }[] = [];
  const of = (organizationId: Id) => rows.filter((row) => row.organizationId === organizationId);
  return {
    async put(organizationId, dialect, noun, alias, id) {
      const old = of(organizationId).find(
        (row) => row.dialect === dialect && row.noun === noun && row.alias === alias,
      );
      if (old) old.id = id;
      else rows.push({ organizationId, dialect, noun, alias, id });
    },
    async remove(organizationId, dialect, noun, alias) {
      const at = rows.findIndex(
        (row) =>
          row.organizationId === organizationId &&
          row.dialect === dialect &&
          row.noun === noun &&
          row.alias === alias,
      );
      if (at >= 0) rows.splice(at, 1);
    },
    resolve: async (organizationId, dialect, noun, alias) =>
      of(organizationId).find(
        (row) => row.noun === noun && row.alias === alias && (dialect === null || row.dialect === dialect),
      )?.id ?? null,
    async named(organizationId, dialect, aliases) {
      const found = new Map<string, Id>();
      for (const alias of aliases) {
        const ids = of(organizationId).filter((row) => row.dialect === dialect && row.alias === alias);
        if (new Set(ids.map(({ id }) => id)).size === 1) found.set(alias, ids[0]!.id);
      }
      return found;
    },
    async namesEverywhere(organizationId, ids) {
      const found = new Map<Id, Record<string, string>>();
      const named = of(organizationId).filter(({ id }) => ids.includes(id));
      for (const { dialect, alias, id } of named.toSorted((one, other) => (one.alias < other.alias ? 1 : -1)))
        found.set(id, { ...found.get(id), [dialect]: alias });
      return found;
    },
    names: async (organizationId, dialect, ids) =>
      new Map(
        of(organizationId)
          .filter((row) => row.dialect === dialect && ids.includes(row.id))
          .toSorted((one, other) => (one.alias < other.alias ? 1 : -1))
          .map(({ id, alias }) => [id, alias]),
      ),
  };
}
