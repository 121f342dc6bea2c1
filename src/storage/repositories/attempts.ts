/** Attempts to ring, and what is counted of them. */
import { sql, type Selectable } from 'kysely';
import type { Attempt, AttemptRepository } from '#domain';
import { AppError, idAt, idTime, type Id, type Millis } from '#kernel';
import { violatedConstraint } from '../database/faults.ts';
import type { AttemptTable } from '../database/schema.ts';
import { HOT } from '../database/store-client.ts';
import type { Context } from './context.ts';

/** No attempt is born earlier than this before its call, whatever the nodes' clocks say: older partitions are skipped. */
export const CLOCK_SLACK_MS: Millis = 24 * 3_600_000;

export function attemptRepository({ db }: Context): AttemptRepository {
  const ofCall = (callId: Id) =>
    db
      .selectFrom('attempts')
      .selectAll()
      .where('call_id', '=', callId)
      .where('id', '>=', idAt(Math.max(idTime(callId) - CLOCK_SLACK_MS, 0)))
      .orderBy('number')
      .orderBy('id');
  return {
    async start(attempt, person) {
      // One statement, one round trip: this runs under the organization's dialling lock.
      await sql`
        ${sql.raw(HOT)} WITH attempt AS (
          INSERT INTO attempts (id, call_id, organization_id, node_id, number, trunk_id, number_id, sip_call_id,
                                dialog, started_at, ended_at)
          VALUES (${attempt.id}, ${attempt.callId}, ${attempt.organizationId}, ${attempt.nodeId}, ${attempt.number},
                  ${attempt.trunkId}, ${attempt.numberId}, ${attempt.sipCallId}, ${JSON.stringify(attempt.dialog)},
                  ${attempt.startedAt}, ${attempt.endedAt})
        ), unique_call_id AS (
          INSERT INTO sip_call_ids (sip_call_id, attempt_id, started_at)
          VALUES (${attempt.sipCallId}, ${attempt.id}, ${attempt.startedAt})
        ), live AS (
          INSERT INTO live_calls (call_id, attempt_id, organization_id, person, trunk_id, started_at)
          VALUES (${attempt.callId}, ${attempt.id}, ${attempt.organizationId},
                  ${person ?? `incoming:${attempt.callId}`}, ${attempt.trunkId},
                  ${attempt.startedAt})
        ), recent AS (
          INSERT INTO recent_starts (organization_id, trunk_id, started_at)
          SELECT ${attempt.organizationId}, ${attempt.trunkId}, ${attempt.startedAt}::bigint
          WHERE ${person}::text IS NOT NULL
        )
        UPDATE numbers SET last_used_at = ${attempt.startedAt}
        WHERE id = ${attempt.numberId} AND organization_id = ${attempt.organizationId}`
        .execute(db)
        .catch(refuseSecond);
    },
    async setDialog(id, dialog) {
      await db
        .updateTable('attempts')
        .set({ dialog: JSON.stringify(dialog) })
        .where('id', '=', id)
        .execute();
    },
    async end(id, at) {
      await sql`
        WITH ended AS (UPDATE attempts SET ended_at = ${at} WHERE id = ${id} AND ended_at IS NULL)
        DELETE FROM live_calls WHERE attempt_id = ${id}`.execute(db);
    },
    async openOfCall(callId) {
      return (await ofCall(callId).where('ended_at', 'is', null).execute()).map(toAttempt);
    },
    async ofCall(callId) {
      return (await ofCall(callId).execute()).map(toAttempt);
    },
  };
}

/** The authority asks first and defers; these are the last guard behind it. */
function refuseSecond(thrown: unknown): never {
  const constraint = violatedConstraint(thrown);
  if (constraint === 'live_calls_one_per_person' || constraint === 'live_calls_pkey')
    throw new AppError({
      code: 'person-busy',
      status: 409,
      retryable: true,
      message: 'Another call to this person is live. Wait until it has ended.',
      cause: thrown,
    });
  if (constraint === 'sip_call_ids_pkey')
    throw new AppError({
      code: 'sip-call-id-taken',
      status: 500,
      message: 'The SIP Call-ID of this attempt was used before; each attempt needs a new one.',
      cause: thrown,
    });
  throw thrown;
}

function toAttempt(row: Selectable<AttemptTable>): Attempt {
  return {
    id: row.id,
    callId: row.call_id,
    organizationId: row.organization_id,
    nodeId: row.node_id,
    number: row.number,
    trunkId: row.trunk_id,
    numberId: row.number_id,
    sipCallId: row.sip_call_id,
    dialog: row.dialog,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}
