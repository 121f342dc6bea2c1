/** Parts of statements: what a change of a call tells the outside, in the statement that makes the change. */
import { sql, type RawBuilder } from 'kysely';
import { emissionOf, type NewEvent } from '#domain';
import type { Id } from '#kernel';

/**
 * Two parts of a `WITH`: the events of a relation `told` (organization_id, type, at, call_id, agent_id, subject,
 * sequence, place, data), and a delivery for each endpoint that wants one. In their order: a place, then an ordinal.
 */
export const FANNED_OUT: RawBuilder<unknown> = sql`
  emitted AS (
    INSERT INTO webhook_events (id, organization_id, type, at, call_id, agent_id, subject, sequence, data)
    SELECT new_id(told.at), told.organization_id, told.type, told.at, told.call_id, told.agent_id, told.subject,
           told.sequence, told.data::json
    FROM told ORDER BY told.sequence, told.place
    RETURNING id, organization_id, type, at, call_id, agent_id, sequence
  ), fanned AS (
    INSERT INTO webhook_deliveries (id, organization_id, endpoint_id, event_id, type, call_id, sequence, state, ordered,
                                    due_at, created_at)
    SELECT new_id(emitted.at), emitted.organization_id, endpoint.id, emitted.id, emitted.type, emitted.call_id,
           emitted.sequence, 'due', emitted.sequence IS NOT NULL, emitted.at, emitted.at
    FROM emitted CROSS JOIN LATERAL (
      SELECT id FROM webhook_endpoints AS shared
      WHERE shared.organization_id = emitted.organization_id AND shared.call_id IS NULL AND shared.active
        AND (shared.agent_id IS NULL OR (shared.agent_id = emitted.agent_id AND NOT EXISTS (
          SELECT FROM webhook_endpoints AS instead
          WHERE instead.call_id = emitted.call_id AND instead.agent_id = shared.agent_id
            AND instead.format = shared.format)))
        AND shared.event_types && ARRAY[emitted.type, split_part(emitted.type, '.', 1) || '.*', '*']
      UNION ALL
      SELECT id FROM webhook_endpoints AS own
      WHERE own.call_id = emitted.call_id AND own.active
        AND own.event_types && ARRAY[emitted.type, split_part(emitted.type, '.', 1) || '.*', '*']
    ) AS endpoint
    ORDER BY emitted.sequence, emitted.id
  )`;

/** An entry of a call's log at its place among those that are written with it. */
interface PlacedEntry {
  readonly callId: Id | null;
  readonly place: number;
  readonly event: NewEvent;
}

/**
 * The part of a `WITH` that tells the outside of entries of one call's log; nothing for those that tell it nothing.
 * @param source a relation of id, organization_id, agent_id and base: the last sequence before them
 */
export function told(source: RawBuilder<unknown>, events: readonly NewEvent[]): RawBuilder<unknown> {
  return tell(
    source,
    events.map((event, index) => ({ callId: null, place: index + 1, event })),
  );
}

/** The same for entries of many calls, out of a relation `changed`. @param events by index from 0 on */
export function toldOfMany(
  events: readonly { readonly callId: Id; readonly index: number; readonly event: NewEvent }[],
): RawBuilder<unknown> {
  return tell(
    sql`changed`,
    events.map(({ callId, index, event }) => ({ callId, place: index + 1, event })),
  );
}

function tell(source: RawBuilder<unknown>, events: readonly PlacedEntry[]): RawBuilder<unknown> {
  const entries = events.flatMap(({ callId, place, event }) => {
    const emission = emissionOf(event);
    return emission ? [{ ...emission, callId, place, at: event.at }] : [];
  });
  if (entries.length === 0) return sql``;
  return sql`, told AS (
      SELECT source.organization_id, entry.type, entry.at, source.id AS call_id, source.agent_id, NULL::text AS subject,
             source.base + entry.place AS sequence, entry.place, entry.data
      FROM ${source} AS source JOIN unnest(
        ${entries.map(({ callId }) => callId)}::uuid[], ${entries.map(({ place }) => place)}::integer[],
        ${entries.map(({ type }) => type)}::text[], ${entries.map(({ at }) => at)}::bigint[],
        ${entries.map(({ data }) => JSON.stringify(data))}::text[]
      ) AS entry(call_id, place, type, at, data) ON entry.call_id IS NULL OR entry.call_id = source.id
    ), ${FANNED_OUT}`;
}
