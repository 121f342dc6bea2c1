/** The outbox: events and their deliveries, in the transaction that changes what they tell of. */
import { sql, type RawBuilder } from 'kysely';
import type { Emission } from '#domain';
import type { Id } from '#kernel';
import { HOT } from '../../database/store-client.ts';
import type { Context } from '../context.ts';
import { FANNED_OUT } from './told.ts';

/** The events of `tx.webhooks.emit`. A call is locked, so that its events have one order. */
export async function emit({ db }: Context, emissions: readonly Emission[]): Promise<void> {
  if (emissions.length === 0) return;
  await sql`
    ${sql.raw(HOT)} WITH given AS (${given(emissions)}), held AS (
      SELECT id, last_seq FROM calls WHERE id IN (SELECT call_id FROM given) ORDER BY id FOR UPDATE
    ), told AS (
      SELECT given.*, held.last_seq AS sequence FROM given LEFT JOIN held ON held.id = given.call_id
    ), ${FANNED_OUT}
    SELECT count(*) AS events FROM emitted`.execute(db);
}

export async function emitTo({ db }: Context, endpointId: Id, emission: Emission): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    WITH given AS (${given([emission])}), emitted AS (
      INSERT INTO webhook_events (id, organization_id, type, at, call_id, agent_id, subject, data)
      SELECT new_id(at), organization_id, type, at, call_id, agent_id, subject, data::json FROM given
      RETURNING id, organization_id, type, at, call_id
    )
    INSERT INTO webhook_deliveries (id, organization_id, endpoint_id, event_id, type, call_id, state, ordered, due_at, created_at)
    SELECT new_id(at), organization_id, ${endpointId}::uuid, id, type, call_id, 'due', false, at, at FROM emitted
    RETURNING id`.execute(db);
  return rows[0]!.id;
}

function given(emissions: readonly Emission[]): RawBuilder<unknown> {
  return sql`
    SELECT * FROM unnest(
      ${emissions.map((one) => one.organizationId)}::uuid[], ${emissions.map((one) => one.type)}::text[],
      ${emissions.map((one) => one.at)}::bigint[], ${emissions.map((one) => one.callId)}::uuid[],
      ${emissions.map((one) => one.agentId)}::uuid[], ${emissions.map((one) => one.subject)}::text[],
      ${emissions.map((one) => JSON.stringify(one.data))}::text[], ${emissions.map((_, index) => index)}::integer[]
    ) AS given(organization_id, type, at, call_id, agent_id, subject, data, place)`;
}
