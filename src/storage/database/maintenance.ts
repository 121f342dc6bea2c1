/** What the database needs now and then: partitions ahead of time, and small tables kept small. */
import type pg from 'pg';
import type { Clock, Closable, Logger, Millis, Timer } from '#kernel';
import { dropEmptyPartitions, ensurePartitions } from './partitions.ts';

const EVERY_MS: Millis = 5 * 60_000;
const RECENT_STARTS_KEPT_MS: Millis = 60_000;
/** A Call-ID is random; within this span no dialog that bears it can still be alive. */
const CALL_IDS_KEPT_MS: Millis = 7 * 24 * 3_600_000;
/** A running call reads within seconds. */
const COMMANDS_KEPT_MS: Millis = 10 * 60_000;
/** Of an organization, for readers that come back. */
const COMMITS_KEPT = 500_000;
const NODES_KEPT_MS: Millis = 24 * 3_600_000;

/** Makes partitions and removes what has run out. */
export async function maintain(pool: pg.Pool, now: Millis): Promise<void> {
  const client = await pool.connect();
  try {
    await ensurePartitions(client, now);
    await dropEmptyPartitions(client, now);
    await client.query('DELETE FROM recent_starts WHERE started_at < $1', [now - RECENT_STARTS_KEPT_MS]);
    await client.query('DELETE FROM sip_call_ids WHERE started_at < $1', [now - CALL_IDS_KEPT_MS]);
    await client.query('DELETE FROM idempotency_keys WHERE expires_at < $1', [now]);
    // Told to a call that ended, or whose node died, before it was read.
    await client.query('DELETE FROM call_commands WHERE created_at < $1', [now - COMMANDS_KEPT_MS]);
    await client.query('DELETE FROM nodes WHERE lease_until < $1', [now - NODES_KEPT_MS]);
    await forgetFeed(client, now);
  } finally {
    client.release();
  }
}

/** Of organizations whose events nobody reads any more, and of those that are read the oldest commits. */
async function forgetFeed(client: pg.PoolClient, now: Millis): Promise<void> {
  await client.query('DELETE FROM feed_readers WHERE wanted_until < $1', [now]);
  await client.query(
    'DELETE FROM event_feed WHERE NOT EXISTS (SELECT FROM feed_readers r WHERE r.organization_id = event_feed.organization_id)',
  );
  await client.query(
    'UPDATE feed_readers SET forgotten = last_position - $1 WHERE last_position - forgotten > $1',
    [COMMITS_KEPT],
  );
  await client.query(
    'DELETE FROM event_feed USING feed_readers r WHERE r.organization_id = event_feed.organization_id AND position <= r.forgotten',
  );
}

/** Maintains every five minutes until closed; faults are logged and met again the next time. */
export function maintainRegularly(pool: pg.Pool, clock: Clock, logger: Logger): Closable {
  let timer: Timer | undefined;
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  const once = async (): Promise<void> => {
    try {
      await maintain(pool, clock.now());
    } catch (fault) {
      logger.warn('maintenance-failed', { fault });
    }
    if (!closed) arm();
  };
  const arm = (): void => {
    timer = clock.after(EVERY_MS, () => {
      running = once();
    });
  };
  arm();
  return {
    async close() {
      closed = true;
      timer?.cancel();
      await running;
    },
  };
}
