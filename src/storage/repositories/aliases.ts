/** Ids that imported objects had at their vendor. */
import type { AliasRepository } from '#domain';
import type { Context } from './context.ts';

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
    async resolve(organizationId, dialect, noun, alias) {
      const row = await db
        .selectFrom('aliases')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('dialect', '=', dialect)
        .where('noun', '=', noun)
        .where('alias', '=', alias)
        .executeTakeFirst();
      return row?.id ?? null;
    },
    async of(organizationId, noun, id) {
      return db
        .selectFrom('aliases')
        .select(['dialect', 'alias'])
        .where('organization_id', '=', organizationId)
        .where('noun', '=', noun)
        .where('id', '=', id)
        .orderBy('dialect')
        .orderBy('alias')
        .execute();
    },
  };
}
