/** What erasures and retention do to calls. */
import { sql, type Kysely } from 'kysely';
import { KEPT_FOR_EVER, scrub, type CallPlan, type ForgettingRepository, type KeptThing } from '#domain';
import { idAt, idTime, type Id } from '#kernel';
import type { Schema } from '../database/schema.ts';
import { CLOCK_SLACK_MS } from './attempts.ts';
import { inTransaction, type Context } from './context.ts';
import { forgetBodies, forgetNamed, forgetTold } from './webhooks/forget.ts';

/** Before every id, and behind every one. */
const NONE = '00000000-0000-0000-0000-000000000000' as Id;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as Id;
/** Events rewritten in one statement. */
const EVENTS = 500;

const DONE = {
  recordings: 'recordings_done',
  transcripts: 'transcripts_done',
  events: 'events_done',
} as const satisfies Record<KeptThing, string>;

export function forgettingRepository(context: Context): ForgettingRepository {
  const { db } = context;
  return {
    async callsOf({ organizationId, phone }, limit) {
      const rows = await db
        .selectFrom('calls')
        .select(['id', 'status'])
        .where('organization_id', '=', organizationId)
        .where('phone', '=', phone)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ id, status }) => ({ id, ended: status === 'ended' }));
    },
    anonymise: ({ organizationId, phone, pseudonym }, id) =>
      inTransaction(context, async (tx) => {
        const row = await blankCall(tx, organizationId, id);
        if (!row) return;
        const outcome = row.outcome && JSON.stringify(row.outcome).replaceAll(phone, pseudonym);
        await tx
          .updateTable('calls')
          .set({
            ...(row.direction === 'outbound' ? { to_address: pseudonym } : { from_address: pseudonym }),
            outcome,
            person: '{}',
            source: JSON.stringify({ api: row.source.api, data: {} }),
          })
          .where('id', '=', id)
          .execute();
        await sql`UPDATE calls SET request_key = NULL, request_hash = NULL
          WHERE id = ${id} AND request_key IS NOT NULL`.execute(tx);
        // The number stays suppressed; in which call that was asked for would name whose the call was.
        await tx.updateTable('suppressions').set({ call_id: null }).where('call_id', '=', id).execute();
        await tx.updateTable('attempts').set({ dialog: '{}' }).where('call_id', '=', id).execute();
        await scrubEvents(tx, id);
        await forgetTold(tx, id);
      }),
    async forgetAnswers({ organizationId, phone }) {
      await sql`DELETE FROM idempotency_keys
        WHERE organization_id = ${organizationId} AND position(${phone} IN answer_body::text) > 0`.execute(
        db,
      );
      await forgetNamed(db, organizationId, phone);
    },
    async retention(organizationId) {
      const row = await db
        .selectFrom('retention')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .executeTakeFirst();
      return row ? toRetention(row) : KEPT_FOR_EVER;
    },
    async setRetention(organizationId, { recordingsDays, transcriptsDays, eventsDays }, at) {
      const row = {
        recordings_days: recordingsDays,
        transcripts_days: transcriptsDays,
        events_days: eventsDays,
        updated_at: at,
      };
      await db
        .insertInto('retention')
        .values({ organization_id: organizationId, ...row })
        .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(row))
        .execute();
    },
    async kept() {
      const rows = await db
        .selectFrom('retention')
        .selectAll()
        .where(({ or, eb }) =>
          or([
            eb('recordings_days', 'is not', null),
            eb('transcripts_days', 'is not', null),
            eb('events_days', 'is not', null),
          ]),
        )
        .execute();
      return rows.map((row) => ({ organizationId: row.organization_id, retention: toRetention(row) }));
    },
    async outdated(organizationId, thing, before, limit, after = NONE) {
      const { rows } = await sql<{ id: Id }>`
        SELECT calls.id FROM calls
        WHERE calls.organization_id = ${organizationId} AND calls.status = 'ended'
          AND calls.id < ${idAt(Math.max(before, 0))}
          AND calls.id > ${after}
          AND calls.id > coalesce((SELECT ${sql.ref(DONE[thing])} FROM retention
            WHERE organization_id = ${organizationId}), ${NONE}::uuid)
        ORDER BY calls.id LIMIT ${limit}`.execute(db);
      return rows.map(({ id }) => id);
    },
    async dealtWith(organizationId, thing, upTo) {
      const done = sql.ref(DONE[thing]);
      await sql`
        UPDATE retention SET ${done} = coalesce((
          SELECT id FROM calls
          WHERE organization_id = ${organizationId} AND id <= ${upTo} AND id < coalesce((
            SELECT id FROM calls WHERE organization_id = ${organizationId} AND status <> 'ended' ORDER BY id LIMIT 1
          ), ${LAST}::uuid)
          ORDER BY id DESC LIMIT 1
        ), ${done})
        WHERE organization_id = ${organizationId}`.execute(db);
    },
    blank: (organizationId, id) =>
      inTransaction(context, async (tx) => {
        if (await blankCall(tx, organizationId, id)) await forgetBodies(tx, id);
      }),
    async dropEvents(organizationId, ids) {
      if (ids.length === 0) return;
      // Months before the oldest call hold no attempt of any. What the dial authority counts has tables of its own.
      await sql`
        WITH old AS MATERIALIZED (
          SELECT id FROM calls WHERE organization_id = ${organizationId} AND status = 'ended' AND id IN (${sql.join([...ids])})
        ), attempts AS (
          DELETE FROM attempts WHERE call_id IN (SELECT id FROM old) AND ended_at IS NOT NULL
            AND id >= ${firstAttemptOf(ids)}
        )
        DELETE FROM call_events WHERE call_id IN (SELECT id FROM old)`.execute(db);
    },
  };
}

/** No attempt of these calls has an id before it. */
function firstAttemptOf(ids: readonly Id[]): Id {
  const oldest = Math.min(...ids.map((id) => idTime(id)));
  return idAt(Math.max(oldest - CLOCK_SLACK_MS, 0));
}

/** Takes from an ended call what was said in it and what it was told. */
async function blankCall(db: Kysely<Schema>, organizationId: Id, id: Id) {
  const row = await db
    .selectFrom('calls')
    .select(['direction', 'plan', 'source', 'outcome'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('status', '=', 'ended')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  await db
    .updateTable('calls')
    .set({
      plan: JSON.stringify(blankPlan(row.plan)),
      metadata: '{}',
      turns: '[]',
      analysis: null,
    })
    .where('id', '=', id)
    .execute();
  await db.deleteFrom('call_notes').where('call_id', '=', id).execute();
  await sql`DELETE FROM call_words WHERE call_id = ${id}`.execute(db);
  await sql`DELETE FROM due_analyses WHERE call_id = ${id}`.execute(db);
  return row;
}

/** An agent given inline, or changed for this call, may have the person's name in its prompt. */
function blankPlan(plan: CallPlan): CallPlan {
  const { name, language, interruptible } = plan.config;
  return { ...plan, config: { name, language, interruptible }, variables: {}, context: null };
}

async function scrubEvents(db: Kysely<Schema>, id: Id): Promise<void> {
  for (let last = 0; ;) {
    const events = await db
      .selectFrom('call_events')
      .select(['seq', 'data'])
      .where('call_id', '=', id)
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(EVENTS)
      .execute();
    if (events.length === 0) return;
    await sql`
      UPDATE call_events SET data = clean.data::json
      FROM unnest(${events.map(({ seq }) => seq)}::integer[],
                  ${events.map(({ data }) => JSON.stringify(scrub(data)))}::text[]) AS clean(seq, data)
      WHERE call_events.call_id = ${id} AND call_events.seq = clean.seq`.execute(db);
    last = events.at(-1)!.seq;
  }
}

function toRetention(row: {
  recordings_days: number | null;
  transcripts_days: number | null;
  events_days: number | null;
}) {
  return {
    recordingsDays: row.recordings_days,
    transcriptsDays: row.transcripts_days,
    eventsDays: row.events_days,
  };
}
