/** Where events are sent to; secrets and fixed headers lie sealed. */
import { sql } from 'kysely';
import type { WebhookRepository } from '#domain';
import type { Id, Millis } from '#kernel';
import { inTransaction, type Context } from '../context.ts';
import { endpointColumns, toEndpoint, type EndpointRow } from './rows.ts';

type Endpoints = Pick<
  WebhookRepository,
  | 'insertEndpoint'
  | 'getEndpoint'
  | 'lockEndpoint'
  | 'listEndpoints'
  | 'updateEndpoint'
  | 'removeEndpoint'
  | 'noteHealth'
  | 'disableEndpoint'
>;

export function endpointRepository(context: Context): Endpoints {
  const { db, cipher } = context;
  return {
    async insertEndpoint(endpoint) {
      const row = Object.entries(endpointColumns(endpoint, cipher));
      await sql`
        INSERT INTO webhook_endpoints (${sql.join(row.map(([column]) => sql.ref(column)))})
        VALUES (${sql.join(row.map(([, value]) => sql`${value}`))})`.execute(db);
    },
    async getEndpoint(organizationId, id) {
      const { rows } = await sql<EndpointRow>`
        SELECT * FROM webhook_endpoints WHERE organization_id = ${organizationId} AND id = ${id}`.execute(db);
      return rows[0] ? toEndpoint(rows[0], cipher) : null;
    },
    async lockEndpoint(organizationId, id) {
      const { rows } = await sql<EndpointRow>`
        SELECT * FROM webhook_endpoints WHERE organization_id = ${organizationId} AND id = ${id}
        FOR NO KEY UPDATE`.execute(db);
      return rows[0] ? toEndpoint(rows[0], cipher) : null;
    },
    async listEndpoints(organizationId, { limit, before, agentId }) {
      const { rows } = await sql<EndpointRow>`
        SELECT * FROM webhook_endpoints
        WHERE organization_id = ${organizationId} AND call_id IS NULL
          ${before === undefined ? sql`` : sql`AND id < ${before}`}
          ${agentId === undefined ? sql`` : sql`AND agent_id = ${agentId}`}
        ORDER BY id DESC LIMIT ${limit}`.execute(db);
      return rows.map((row) => toEndpoint(row, cipher));
    },
    async updateEndpoint(organizationId, id, patch) {
      const changes = Object.entries({ ...endpointColumns(patch, cipher), id }).map(
        ([column, value]) => sql`${sql.ref(column)} = ${value}`,
      );
      const { rows } = await sql<EndpointRow>`
        UPDATE webhook_endpoints SET ${sql.join(changes)}
        WHERE organization_id = ${organizationId} AND id = ${id} RETURNING *`.execute(db);
      return rows[0] ? toEndpoint(rows[0], cipher) : null;
    },
    async removeEndpoint(organizationId, id) {
      const { numAffectedRows } = await sql`
        DELETE FROM webhook_endpoints WHERE organization_id = ${organizationId} AND id = ${id}`.execute(db);
      return numAffectedRows === 1n;
    },
    async noteHealth(endpointId, ok, at) {
      const { rows } = await sql<{ failing_since: Millis | null }>`
        UPDATE webhook_endpoints SET failing_since = ${ok ? null : at}::bigint
        WHERE id = ${endpointId} AND (failing_since IS NULL) <> ${ok}::boolean
        RETURNING failing_since`.execute(db);
      if (rows[0] || ok) return rows[0]?.failing_since ?? null;
      const { rows: old } = await sql<{ failing_since: Millis | null }>`
        SELECT failing_since FROM webhook_endpoints WHERE id = ${endpointId}`.execute(db);
      return old[0]?.failing_since ?? null;
    },
    disableEndpoint: (organizationId, id, reason, at) =>
      inTransaction(context, async (tx) => {
        const { rows } = await sql<{ id: Id }>`
          UPDATE webhook_endpoints
          SET active = false, disabled_reason = ${reason}, disabled_at = ${at}, updated_at = ${at}
          WHERE organization_id = ${organizationId} AND id = ${id} AND active RETURNING id`.execute(tx);
        if (rows.length === 0) return false;
        await sql`
          UPDATE webhook_deliveries SET state = 'dead', finished_at = ${at}
          WHERE endpoint_id = ${id} AND state = 'due'`.execute(tx);
        return true;
      }),
  };
}
