/** Statements that write to a call's log. */
import { sql, type Kysely } from 'kysely';
import type { CallPatch, NewEvent } from '#domain';
import type { Id } from '#kernel';
import type { Schema } from '../../database/schema.ts';
import { HOT } from '../../database/store-client.ts';
import { told, toldOfMany } from '../webhooks/told.ts';
import { patchedColumns } from './rows.ts';

/**
 * Gives events their places, writes them and changes the call's columns, in one statement.
 * @param nodeId when given, nothing happens unless this node holds the call.
 * @returns the last sequence, or `null` when nothing happened.
 */
export async function appendEvents(
  db: Kysely<Schema>,
  id: Id,
  nodeId: Id | null,
  events: readonly NewEvent[],
  patch: CallPatch = {},
): Promise<number | null> {
  const changes = Object.entries(patchedColumns(patch)).map(
    ([column, value]) => sql`, ${sql.ref(column)} = ${value}`,
  );
  const { rows } = await sql<{ last_seq: number }>`
    ${sql.raw(HOT)} WITH changed AS (
      UPDATE calls SET last_seq = last_seq + ${events.length}::integer ${sql.join(changes, sql``)}
      WHERE id = ${id} AND (${nodeId}::uuid IS NULL OR node_id = ${nodeId})
      RETURNING id, organization_id, agent_id, last_seq
    ), fed AS (
      INSERT INTO event_feed (organization_id, call_id, first_seq, last_seq)
      SELECT organization_id, ${id}::uuid, last_seq - ${events.length}::integer + 1, last_seq
      FROM changed
      WHERE ${events.length}::integer > 0
        AND EXISTS (SELECT FROM feed_readers r WHERE r.organization_id = changed.organization_id)
    ), written AS (
      INSERT INTO call_events (call_id, seq, at, type, data)
      SELECT ${id}::uuid, changed.last_seq - ${events.length}::integer + event.place, event.at, event.type, event.data::json
      FROM changed, ${placed(events)}
    ) ${told(sql`(SELECT *, last_seq - ${events.length}::integer AS base FROM changed)`, events)}
    SELECT last_seq FROM changed`.execute(db);
  return rows[0]?.last_seq ?? null;
}

/** Events of one call that its node handed over, waiting for a common commit. */
export interface Batch {
  readonly callId: Id;
  readonly nodeId: Id;
  readonly events: readonly NewEvent[];
}

/** What became of a batch: `locked` = a transaction holds the call; `lost` = the node holds it no more. */
export type BatchResult = 'written' | 'locked' | 'lost';

/**
 * Writes batches of many calls in one commit, each fenced. Never waits for a call that a transaction holds: that one
 * may be waiting for us.
 */
export async function appendBatches(
  db: Kysely<Schema>,
  batches: readonly Batch[],
): Promise<ReadonlyMap<Id, BatchResult>> {
  const events = batches.flatMap(({ callId, events }) =>
    events.map((event, index) => ({ callId, index, event })),
  );
  const { rows } = await sql<{ call_id: Id; result: BatchResult }>`
    ${sql.raw(HOT)} WITH batch AS (
      SELECT * FROM unnest(${batches.map((batch) => batch.callId)}::uuid[], ${batches.map((batch) => batch.nodeId)}::uuid[],
                           ${batches.map((batch) => batch.events.length)}::integer[]) AS b(call_id, node_id, size)
    ), free AS (
      SELECT id, node_id FROM calls WHERE id IN (SELECT call_id FROM batch) ORDER BY id FOR UPDATE SKIP LOCKED
    ), changed AS (
      UPDATE calls SET last_seq = calls.last_seq + batch.size
      FROM batch JOIN free ON free.id = batch.call_id AND free.node_id = batch.node_id
      WHERE calls.id = batch.call_id
      RETURNING calls.id, calls.organization_id, calls.agent_id, calls.last_seq - batch.size AS base, calls.last_seq
    ), fed AS (
      INSERT INTO event_feed (organization_id, call_id, first_seq, last_seq)
      SELECT organization_id, id, base + 1, last_seq FROM changed
      WHERE last_seq > base AND EXISTS (SELECT FROM feed_readers r WHERE r.organization_id = changed.organization_id)
    ), written AS (
      INSERT INTO call_events (call_id, seq, at, type, data)
      SELECT changed.id, changed.base + event.place, event.at, event.type, event.data::json
      FROM changed JOIN unnest(
        ${events.map((entry) => entry.callId)}::uuid[], ${events.map((entry) => entry.index + 1)}::integer[],
        ${events.map((entry) => entry.event.at)}::bigint[], ${events.map((entry) => entry.event.type)}::text[],
        ${events.map((entry) => JSON.stringify(entry.event.data))}::text[]
      ) AS event(call_id, place, at, type, data) ON event.call_id = changed.id
    ) ${toldOfMany(events)}
    SELECT batch.call_id, CASE WHEN free.id IS NULL THEN 'locked' WHEN changed.id IS NULL THEN 'lost'
                               ELSE 'written' END AS result
    FROM batch LEFT JOIN free ON free.id = batch.call_id LEFT JOIN changed ON changed.id = batch.call_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.call_id, row.result]));
}

/** Events as a relation `event(at, type, data, place)`, places from 1 on. */
function placed(events: readonly NewEvent[]) {
  return sql`unnest(${events.map((event) => event.at)}::bigint[], ${events.map((event) => event.type)}::text[],
    ${events.map((event) => JSON.stringify(event.data))}::text[]) WITH ORDINALITY AS event(at, type, data, place)`;
}
