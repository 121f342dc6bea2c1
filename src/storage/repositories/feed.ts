/** The events of an organization in one order: commits are numbered by whoever reads, one reader at a time. */
import { sql, type Kysely } from 'kysely';
import type { EventFeedRepository, FeedEvent } from '#domain';
import type { Id, Millis } from '#kernel';
import type { Schema } from '../database/schema.ts';
import { inTransaction, type Context } from './context.ts';

/** Commits numbered in one transaction. */
const STEP = 2_000;

export function feedRepository(context: Context): EventFeedRepository {
  const { db } = context;
  return {
    open: (organizationId, until) =>
      inTransaction(context, async (tx) => {
        await sql`
          INSERT INTO feed_readers (organization_id, last_position, forgotten, wanted_until)
          VALUES (${organizationId}, ${until}, ${until}, ${until})
          ON CONFLICT (organization_id) DO UPDATE SET wanted_until = greatest(feed_readers.wanted_until, ${until})`.execute(
          tx,
        );
        while ((await number(tx, organizationId)) === STEP);
        const { rows } = await sql<{ last_position: number }>`
          SELECT last_position FROM feed_readers WHERE organization_id = ${organizationId}`.execute(tx);
        return { commit: rows[0]!.last_position, seq: Number.MAX_SAFE_INTEGER };
      }),
    async oldest(organizationId) {
      const { rows } = await sql<{ forgotten: number }>`
        SELECT forgotten FROM feed_readers WHERE organization_id = ${organizationId}`.execute(db);
      return rows[0]?.forgotten ?? null;
    },
    async renew(organizationId: Id, until: Millis) {
      await sql`UPDATE feed_readers SET wanted_until = greatest(wanted_until, ${until})
        WHERE organization_id = ${organizationId}`.execute(db);
    },
    async read(organizationId, after, limit) {
      await inTransaction(context, (tx) => number(tx, organizationId));
      const seq = Math.min(after.seq, 2 ** 31 - 1);
      const { rows } = await sql<FeedEvent>`
        SELECT f.position AS commit, e.call_id AS "callId", e.seq, e.at, e.type, e.data
        FROM (
          SELECT position, call_id, first_seq, last_seq FROM event_feed
          WHERE organization_id = ${organizationId} AND position >= ${after.commit}
          ORDER BY position LIMIT ${limit}
        ) f
        JOIN call_events e ON e.call_id = f.call_id AND e.seq BETWEEN f.first_seq AND f.last_seq
        WHERE f.position > ${after.commit} OR e.seq > ${seq}
        ORDER BY f.position, e.seq`.execute(db);
      return rows;
    },
  };
}

/**
 * Numbers what is committed and has no number. The reader's row is locked first, so that the next statement sees all
 * that its last holder numbered; another reader that is at it does the same work. @returns how many got one
 */
async function number(db: Kysely<Schema>, organizationId: Id): Promise<number> {
  const locked = await sql<{ last_position: number }>`
    SELECT last_position FROM feed_readers WHERE organization_id = ${organizationId} FOR UPDATE`.execute(db);
  const last = locked.rows[0]?.last_position;
  if (last === undefined) return 0;
  const { rows } = await sql<{ count: number }>`
    WITH new AS (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM (
        SELECT id FROM event_feed WHERE organization_id = ${organizationId} AND position IS NULL ORDER BY id LIMIT ${STEP}
      ) unnumbered
    ), numbered AS (
      UPDATE event_feed SET position = ${last} + new.place FROM new WHERE event_feed.id = new.id RETURNING 1
    ), moved AS (
      UPDATE feed_readers SET last_position = ${last} + (SELECT count(*) FROM new)
      WHERE organization_id = ${organizationId} AND EXISTS (SELECT FROM new)
    )
    SELECT count(*) AS count FROM numbered`.execute(db);
  return rows[0]!.count;
}
