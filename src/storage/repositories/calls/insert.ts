/** New calls with their first events, as many as come at once, in one statement. */
import { sql, type Kysely } from 'kysely';
import type { Call, NewEvent, RequestKey } from '#domain';
import type { Id } from '#kernel';
import { Gathering } from '../../database/gathering.ts';
import type { Schema } from '../../database/schema.ts';
import { HOT } from '../../database/store-client.ts';
import { toldOfMany } from '../webhooks/told.ts';
import { newRow } from './rows.ts';

/** A call to be kept. */
export interface Birth {
  readonly call: Call;
  readonly events: readonly NewEvent[];
  readonly nodeId: Id | null;
  readonly request?: RequestKey | undefined;
}

/** Each size is a statement that is planned once a connection. */
const LARGEST_GROUP = 16;

/** Group commit of new calls: who adds one waits for the commit that holds it. */
export function gatheredBirths(db: Kysely<Schema>): Gathering<Birth, void> {
  return new Gathering<Birth, void>(LARGEST_GROUP, async (births) => {
    await insertCalls(db, births);
    return births.map(() => undefined);
  });
}

/** All of them or none. @param births at least one */
export async function insertCalls(db: Kysely<Schema>, births: readonly Birth[]): Promise<void> {
  const rows = births.map(({ call, events, nodeId, request }) =>
    newRow(call, events.length, nodeId, request),
  );
  const columns = Object.keys(rows[0]!).map((column) => sql.ref(column));
  const values = rows.map((row) => sql`(${sql.join(Object.values(row).map((value) => sql`${value}`))})`);
  const events = births.flatMap(({ call, events }) =>
    events.map((event, index) => ({ callId: call.id, index, event })),
  );
  await sql`
    ${sql.raw(HOT)} WITH changed AS (
      INSERT INTO calls (${sql.join(columns)}) VALUES ${sql.join(values)}
      RETURNING id, organization_id, agent_id, 0 AS base, last_seq
    ), fed AS (
      INSERT INTO event_feed (organization_id, call_id, first_seq, last_seq)
      SELECT organization_id, id, 1, last_seq FROM changed
      WHERE last_seq > 0 AND EXISTS (SELECT FROM feed_readers r WHERE r.organization_id = changed.organization_id)
    ) ${toldOfMany(events)}
    INSERT INTO call_events (call_id, seq, at, type, data)
    SELECT event.call_id, event.seq, event.at, event.type, event.data::json FROM unnest(
      ${events.map(({ callId }) => callId)}::uuid[], ${events.map(({ index }) => index + 1)}::integer[],
      ${events.map(({ event }) => event.at)}::bigint[], ${events.map(({ event }) => event.type)}::text[],
      ${events.map(({ event }) => JSON.stringify(event.data))}::text[]
    ) AS event(call_id, seq, at, type, data)`.execute(db);
}
