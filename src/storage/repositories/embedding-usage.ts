/** What embedding models were used outside calls, summed by day. */
import { sql } from 'kysely';
import { dayOf, type EmbeddingUsage, type EmbeddingUsageRepository } from '#domain';
import type { Context } from './context.ts';

export function embeddingUsageRepository({ db }: Context): EmbeddingUsageRepository {
  return {
    async addEmbeddings(organizationId, { currency, lines }, at) {
      // One order for all, so that two that add the same never wait for each other in a circle.
      const rows = lines.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      for (const { provider, model, unit, quantity, amount } of rows)
        await sql`
          INSERT INTO embedding_usage AS u
            (organization_id, day, provider, model, unit, currency, quantity, amount, complete)
          VALUES (${organizationId}, ${dayOf(at)}, ${provider}, ${model}, ${unit}, ${currency},
            ${quantity}, ${amount ?? 0}, ${amount !== null})
          ON CONFLICT (organization_id, day, provider, model, unit, currency) DO UPDATE
          SET quantity = u.quantity + excluded.quantity, amount = u.amount + excluded.amount,
            complete = u.complete AND excluded.complete`.execute(db);
    },
    async embeddings(organizationId, from, to) {
      const { rows } = await sql<EmbeddingUsage>`
        SELECT day, provider, model, unit, quantity::float8 AS quantity,
          json_build_object('currency', currency, 'total', amount::float8, 'complete', complete) AS cost
        FROM embedding_usage
        WHERE organization_id = ${organizationId} AND day BETWEEN ${dayOf(from)} AND ${dayOf(to)}
        ORDER BY day, provider, model, unit, currency`.execute(db);
      return rows;
    },
  };
}

function keyOf({ provider, model, unit }: { provider: string; model: string; unit: string }): string {
  return JSON.stringify([provider, model, unit]);
}
