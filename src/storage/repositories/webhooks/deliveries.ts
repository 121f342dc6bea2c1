/** What was sent, what is open, and every event there was. */
import { sql } from 'kysely';
import type { WebhookRepository } from '#domain';
import type { Context } from '../context.ts';
import { toDelivery, toTry, toWebhookEvent, type DeliveryRow, type EventRow, type TryRow } from './rows.ts';

type Reads = Pick<
  WebhookRepository,
  'getDelivery' | 'listDeliveries' | 'tries' | 'replay' | 'listEvents' | 'getEvent'
>;

export function deliveryRepository({ db }: Context): Reads {
  return {
    async getDelivery(organizationId, id) {
      const { rows } = await sql<DeliveryRow & { body: string | null }>`
        SELECT * FROM webhook_deliveries WHERE organization_id = ${organizationId} AND id = ${id}`.execute(
        db,
      );
      return rows[0] ? { delivery: toDelivery(rows[0]), body: rows[0].body } : null;
    },
    async listDeliveries(organizationId, { limit, before, endpointId, callId, state, type }) {
      const { rows } = await sql<DeliveryRow>`
        SELECT id, organization_id, endpoint_id, event_id, type, call_id, sequence, state, tries, due_at, created_at,
               finished_at
        FROM webhook_deliveries WHERE organization_id = ${organizationId}
          ${before === undefined ? sql`` : sql`AND id < ${before}`}
          ${endpointId === undefined ? sql`` : sql`AND endpoint_id = ${endpointId}`}
          ${callId === undefined ? sql`` : sql`AND call_id = ${callId}`}
          ${state === undefined ? sql`` : sql`AND state = ${state}`}
          ${type === undefined ? sql`` : sql`AND type = ${type}`}
        ORDER BY id DESC LIMIT ${limit}`.execute(db);
      return rows.map(toDelivery);
    },
    async tries(deliveryId) {
      const { rows } = await sql<TryRow>`
        SELECT * FROM webhook_tries WHERE delivery_id = ${deliveryId} ORDER BY number`.execute(db);
      return rows.map(toTry);
    },
    async replay(organizationId, id, now) {
      await sql`
        UPDATE webhook_deliveries SET state = 'due', ordered = false, tries = 0, due_at = ${now}, finished_at = NULL
        WHERE organization_id = ${organizationId} AND id = ${id} AND state <> 'due'`.execute(db);
      const { rows } = await sql<DeliveryRow>`
        SELECT * FROM webhook_deliveries WHERE organization_id = ${organizationId} AND id = ${id}`.execute(
        db,
      );
      return rows[0] ? toDelivery(rows[0]) : null;
    },
    async listEvents(organizationId, { limit, before, callId, types }) {
      const { rows } = await sql<EventRow>`
        SELECT * FROM webhook_events WHERE organization_id = ${organizationId}
          ${before === undefined ? sql`` : sql`AND id < ${before}`}
          ${callId === undefined ? sql`` : sql`AND call_id = ${callId}`}
          ${
            types === undefined
              ? sql``
              : sql`AND ARRAY[type, split_part(type, '.', 1) || '.*', '*'] && ${[...types]}::text[]`
          }
        ORDER BY id DESC LIMIT ${limit}`.execute(db);
      return rows.map(toWebhookEvent);
    },
    async getEvent(organizationId, id) {
      const { rows } = await sql<EventRow>`
        SELECT * FROM webhook_events WHERE organization_id = ${organizationId} AND id = ${id}`.execute(db);
      return rows[0] ? toWebhookEvent(rows[0]) : null;
    },
  };
}
