/** New calls with their first events, as many as come at once, in one statement. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { AuditEntry, Call, ChainHead, NewAuditEntry, NewEvent, RequestKey } from '#domain';
import type { Id } from '#kernel';
import { NOT_NULL_VIOLATION, UNIQUE_VIOLATION } from '../../database/faults.ts';
import type { Schema } from '../../database/schema.ts';
import { HOT } from '../../database/store-client.ts';
import { AUDIT_COLUMNS, entriesOf, ENTRY, movedHead } from '../audit-rows.ts';
import { toldOfMany } from '../webhooks/told.ts';
import { newRow } from './rows.ts';

/** A call to be kept. */
export interface Birth {
  readonly call: Call;
  readonly events: readonly NewEvent[];
  readonly nodeId: Id | null;
  readonly request?: RequestKey | undefined;
  readonly audit?: NewAuditEntry | undefined;
}

/** Rows of one organization's audit log that are committed with calls; they move the end of its chain. */
export interface Chained {
  readonly organizationId: Id;
  readonly head: ChainHead;
  readonly entries: readonly AuditEntry[];
}

/**
 * All of them or none.
 * @param births at least one
 * @param chained fails as `isOvertaken` tells when its head is no more the end of the chain
 */
export async function insertCalls(
  db: Kysely<Schema>,
  births: readonly Birth[],
  chained?: Chained,
): Promise<void> {
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
    ) ${toldOfMany(events)} ${chained ? audited(chained) : sql``}
    INSERT INTO call_events (call_id, seq, at, type, data)
    SELECT event.call_id, event.seq, event.at, event.type, event.data::json FROM unnest(
      ${events.map(({ callId }) => callId)}::uuid[], ${events.map(({ index }) => index + 1)}::integer[],
      ${events.map(({ event }) => event.at)}::bigint[], ${events.map(({ event }) => event.type)}::text[],
      ${events.map(({ event }) => JSON.stringify(event.data))}::text[]
    ) AS event(call_id, seq, at, type, data)`.execute(db);
}

/** Without `moved` the organization of the rows is null, which their table refuses. */
function audited({ organizationId, head, entries }: Chained): RawBuilder<unknown> {
  return sql`, ${movedHead(organizationId, head, entries)}, audited AS (
    INSERT INTO audit_log (${AUDIT_COLUMNS})
    SELECT (SELECT organization_id FROM moved), ${ENTRY} FROM ${entriesOf(entries)}
  )`;
}

/** Did another writer of the audit chain come between? Nothing was written then. */
export function isOvertaken(thrown: unknown): boolean {
  const { code, table } = (thrown ?? {}) as { code?: unknown; table?: unknown };
  return table === 'audit_log' && (code === NOT_NULL_VIOLATION || code === UNIQUE_VIOLATION);
}
