/** Numbers that must not be dialled. */
import type { SuppressionRepository } from '#domain';
import type { Context } from './context.ts';

export function suppressionRepository({ db }: Context): SuppressionRepository {
  return {
    async add(organizationId, e164, reason, at, callId) {
      // The first reason stands: it is the evidence.
      await db
        .insertInto('suppressions')
        .values({ organization_id: organizationId, e164, reason, call_id: callId ?? null, created_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async remove(organizationId, e164) {
      const { numDeletedRows } = await db
        .deleteFrom('suppressions')
        .where('organization_id', '=', organizationId)
        .where('e164', '=', e164)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async list(organizationId, { limit, after }) {
      const rows = await db
        .selectFrom('suppressions')
        .select(['e164', 'reason', 'call_id', 'created_at'])
        .where('organization_id', '=', organizationId)
        .$if(after !== undefined, (query) => query.where('e164', '>', after!))
        .orderBy('e164')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        e164: row.e164,
        reason: row.reason,
        callId: row.call_id,
        createdAt: row.created_at,
      }));
    },
  };
}
