/** What goes from webhooks: with a person or a call, and after a while. */
import { sql, type Kysely } from 'kysely';
import type { WebhookRepository } from '#domain';
import { idAt, type Id } from '#kernel';
import type { Schema } from '../../database/schema.ts';
import type { Context } from '../context.ts';

/** Whatever was told of a call, sent or not, and where it was to go for this call alone. */
export async function forgetTold(db: Kysely<Schema>, callId: Id): Promise<void> {
  await sql`DELETE FROM webhook_deliveries WHERE call_id = ${callId}`.execute(db);
  await sql`DELETE FROM webhook_endpoints WHERE call_id = ${callId}`.execute(db);
  await sql`UPDATE webhook_events SET data = '{}' WHERE call_id = ${callId}`.execute(db);
}

/** What was sent of a call; a replay tells what is left of it. */
export async function forgetBodies(db: Kysely<Schema>, callId: Id): Promise<void> {
  await sql`UPDATE webhook_deliveries SET body = NULL WHERE call_id = ${callId} AND state <> 'due'`.execute(
    db,
  );
}

/** Events of leads and other nouns that name a telephone number. */
export async function forgetNamed(db: Kysely<Schema>, organizationId: Id, phone: string): Promise<void> {
  const { rows } = await sql<{ id: Id }>`
    UPDATE webhook_events SET data = '{}'
    WHERE organization_id = ${organizationId} AND call_id IS NULL AND position(${phone} IN data::text) > 0
    RETURNING id`.execute(db);
  await sql`
    DELETE FROM webhook_deliveries
    WHERE organization_id = ${organizationId} AND call_id IS NULL
      AND event_id = ANY(${rows.map(({ id }) => id)}::uuid[])`.execute(db);
}

export function oldWebhooks({ db }: Context): Pick<WebhookRepository, 'removeOld'> {
  return {
    async removeOld(before, whose, limit) {
      // Events and deliveries have ids by their time; what is still open keeps its event.
      const ends = idAt(Math.max(before, 0));
      const of =
        'organizationId' in whose
          ? sql`organization_id = ${whose.organizationId}`
          : sql`organization_id <> ALL(${[...whose.without]}::uuid[])`;
      const { rows } = await sql<{ count: number }>`
        WITH old AS (
          SELECT id FROM webhook_events
          WHERE id < ${ends} AND ${of}
            AND id NOT IN (SELECT event_id FROM webhook_deliveries WHERE state = 'due' AND id < ${ends})
          ORDER BY id LIMIT ${limit}
        ), sent AS (
          DELETE FROM webhook_deliveries WHERE id < ${ends} AND ${of} AND event_id IN (SELECT id FROM old)
        ), gone AS (DELETE FROM webhook_events WHERE id IN (SELECT id FROM old) RETURNING 1)
        SELECT count(*)::integer AS count FROM gone`.execute(db);
      await sql`
        DELETE FROM webhook_endpoints AS own
        WHERE call_id IS NOT NULL AND created_at < ${before} AND ${of}
          AND NOT EXISTS (SELECT FROM webhook_deliveries WHERE endpoint_id = own.id)
          AND NOT EXISTS (SELECT FROM calls WHERE calls.id = own.call_id AND status <> 'ended')`.execute(db);
      return rows[0]?.count ?? 0;
    },
  };
}
