/** Price tables that organizations edited. */
import type { PriceRepository } from '#domain';
import type { Context } from './context.ts';

export function priceRepository({ db }: Context): PriceRepository {
  return {
    async get(organizationId) {
      const row = await db
        .selectFrom('prices')
        .select('price_table')
        .where('organization_id', '=', organizationId)
        .executeTakeFirst();
      return row?.price_table ?? null;
    },
    async put(organizationId, table, at) {
      if (table === null) {
        await db.deleteFrom('prices').where('organization_id', '=', organizationId).execute();
        return;
      }
      const values = { price_table: JSON.stringify(table), updated_at: at };
      await db
        .insertInto('prices')
        .values({ organization_id: organizationId, ...values })
        .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
        .execute();
    },
  };
}
