/** Ids that imported objects had at their vendor. */
import type { AliasRepository } from '#domain';
import type { Id } from '#kernel';
import type { Context } from './context.ts';

/** Named one by one, so that the primary key answers. */
const DIALECTS = ['meetzy', 'synthflow', 'dial', 'flireo'];

export function aliasRepository({ db }: Context): AliasRepository {
  return {
    async put(organizationId, dialect, noun, alias, id) {
      await db
        .insertInto('aliases')
        .values({ organization_id: organizationId, dialect, noun, alias, id })
        .onConflict((conflict) =>
          conflict.columns(['organization_id', 'dialect', 'noun', 'alias']).doUpdateSet({ id }),
        )
        .execute();
    },
    async remove(organizationId, dialect, noun, alias) {
      await db
        .deleteFrom('aliases')
        .where('organization_id', '=', organizationId)
        .where('dialect', '=', dialect)
        .where('noun', '=', noun)
        .where('alias', '=', alias)
        .execute();
    },
    async resolve(organizationId, dialect, noun, alias) {
      const rows = await db
        .selectFrom('aliases')
        .select('id')
        .distinct()
        .where('organization_id', '=', organizationId)
        .where('dialect', 'in', dialect === null ? DIALECTS : [dialect])
        .where('noun', '=', noun)
        .where('alias', '=', alias)
        .execute();
      return rows.length === 1 ? rows[0]!.id : null;
    },
    async named(organizationId, dialect, aliases) {
      if (aliases.length === 0) return new Map();
      const rows = await db
        .selectFrom('aliases')
        .select(['alias', 'id'])
        .distinct()
        .where('organization_id', '=', organizationId)
        .where('dialect', '=', dialect)
        .where('alias', 'in', [...aliases])
        .execute();
      const times = Map.groupBy(rows, ({ alias }) => alias);
      return new Map(
        rows.filter(({ alias }) => times.get(alias)!.length === 1).map((row) => [row.alias, row.id]),
      );
    },
    async names(organizationId, dialect, ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('aliases')
        .select(['alias', 'id'])
        .where('organization_id', '=', organizationId)
        .where('dialect', '=', dialect)
        .where('id', 'in', [...ids])
        .orderBy('alias', 'desc')
        .execute();
      return new Map(rows.map(({ id, alias }) => [id, alias]));
    },
    async namesEverywhere(organizationId, ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('aliases')
        .select(['dialect', 'alias', 'id'])
        .where('organization_id', '=', organizationId)
        .where('dialect', 'in', DIALECTS)
        .where('id', 'in', [...ids])
        .orderBy('alias', 'desc')
        .execute();
      const found = new Map<Id, Record<string, string>>();
      for (const { dialect, alias, id } of rows) found.set(id, { ...found.get(id), [dialect]: alias });
      return found;
    },
  };
}
