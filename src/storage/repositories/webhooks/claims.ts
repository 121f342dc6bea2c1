/** Which delivery goes next. Claims skip what others are claiming at the same moment. */
import { sql } from 'kysely';
import type { ClaimedDelivery, SettledDelivery, WebhookRepository } from '#domain';
import type { Id, Millis } from '#kernel';
import { HOT } from '../../database/store-client.ts';
import { inTransaction, type Context } from '../context.ts';
import {
  toDelivery,
  toEndpoint,
  toWebhookEvent,
  type DeliveryRow,
  type EndpointRow,
  type EventRow,
} from './rows.ts';

type Claims = Pick<WebhookRepository, 'claimDue' | 'keepBodies' | 'settle' | 'releaseLost' | 'nextDueAt'>;

/** So many are looked at for each that is taken: some wait for one before them. */
const LOOKED_AT = 4;
/** One that waits for another is woken by the end of that one; it is looked at again no sooner than this, or when that one is due. */
const PARKED_MS: Millis = 30_000;

interface ClaimRow extends DeliveryRow {
  body: string | null;
  tries_made: number;
  claim: number;
  event: EventRow;
  endpoint: EndpointRow;
  /** On the first row: those that wait for others now. */
  parked: readonly Id[] | null;
}

const isTaken = (row: { readonly id: Id | null }): row is ClaimRow => row.id !== null;

export function claimRepository(context: Context): Claims {
  const { db, cipher } = context;
  return {
    async claimDue({ nodeId, now, leaseMs, limit, perEndpoint, without }) {
      const { rows } = await sql<ClaimRow | { id: null; parked: readonly Id[] | null }>`
        WITH seen AS (
          SELECT id, endpoint_id, due_at, (
            SELECT max(head.due_at) FROM webhook_deliveries AS head
            WHERE head.state = 'due' AND head.ordered AND waiting.ordered
              AND head.endpoint_id = waiting.endpoint_id AND head.call_id = waiting.call_id
              AND (head.sequence, head.ordinal) < (waiting.sequence, waiting.ordinal)
          ) AS behind
          FROM webhook_deliveries AS waiting
          WHERE state = 'due' AND due_at <= ${now} AND endpoint_id <> ALL(${[...without]}::uuid[])
          ORDER BY due_at, ordinal LIMIT ${limit * LOOKED_AT} FOR UPDATE SKIP LOCKED
        ), free AS (
          SELECT id, due_at, row_number() OVER (PARTITION BY endpoint_id ORDER BY due_at, id) AS place
          FROM seen WHERE behind IS NULL
        ), parked AS (
          UPDATE webhook_deliveries AS waiting SET due_at = greatest(seen.behind, ${now + PARKED_MS}::bigint)
          FROM seen WHERE waiting.id = seen.id AND seen.behind IS NOT NULL RETURNING waiting.id
        ), taken AS (
          UPDATE webhook_deliveries SET node_id = ${nodeId}, due_at = ${now + leaseMs}, claim = claim + 1
          WHERE id IN (SELECT id FROM free WHERE place <= ${perEndpoint} ORDER BY due_at, id LIMIT ${limit})
          RETURNING *
        )
        SELECT taken.*, row_to_json(event) AS event, row_to_json(endpoint) AS endpoint,
          CASE WHEN row_number() OVER (ORDER BY taken.ordinal) = 1 THEN (SELECT array_agg(id) FROM parked) END AS parked
        FROM (VALUES (1)) AS always LEFT JOIN (
          taken JOIN webhook_events AS event ON event.id = taken.event_id
            JOIN webhook_endpoints AS endpoint ON endpoint.id = taken.endpoint_id
        ) ON true
        ORDER BY taken.ordinal`.execute(db);
      await wakeParked(context, rows[0]?.parked ?? [], now);
      return rows.filter(isTaken).map((row): ClaimedDelivery => ({
        delivery: toDelivery(row),
        event: toWebhookEvent(row.event),
        endpoint: toEndpoint(row.endpoint, cipher),
        body: row.body,
        triesMade: row.tries_made,
        claim: row.claim,
      }));
    },
    async keepBodies(rendered) {
      if (rendered.length === 0) return new Set<Id>();
      const { rows } = await sql<{ id: Id }>`
        UPDATE webhook_deliveries AS kept SET body = given.body
        FROM unnest(${rendered.map(({ id }) => id)}::uuid[], ${rendered.map(({ claim }) => claim)}::integer[],
                    ${rendered.map(({ body }) => body)}::text[]) AS given(id, claim, body)
        WHERE kept.id = given.id AND kept.claim = given.claim AND kept.state = 'due'
        RETURNING kept.id`.execute(db);
      return new Set(rows.map(({ id }) => id));
    },
    settle: (settled, now) => inTransaction(context, (tx) => settleAll({ ...context, db: tx }, settled, now)),
    async releaseLost(nodeId, now) {
      await sql`
        UPDATE webhook_deliveries AS lost SET node_id = NULL, due_at = ${now}
        WHERE state = 'due' AND node_id <> ${nodeId}
          AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = lost.node_id AND nodes.lease_until > ${now})`.execute(
        db,
      );
    },
    async nextDueAt() {
      const { rows } = await sql<{ due_at: Millis }>`
        ${sql.raw(HOT)} SELECT due_at FROM webhook_deliveries WHERE state = 'due' ORDER BY due_at LIMIT 1`.execute(
        db,
      );
      return rows[0]?.due_at ?? null;
    },
  };
}

/**
 * Those whose turn came while they were parked: the claim saw what was before them as it had been when it began. With a
 * younger view no end is missed: either it is seen here, or it finds its next one parked and wakes it.
 */
async function wakeParked({ db }: Context, parked: readonly Id[], now: Millis): Promise<void> {
  if (parked.length === 0) return;
  await sql`
    UPDATE webhook_deliveries AS waiting SET due_at = ${now}
    WHERE id = ANY(${[...parked]}::uuid[]) AND state = 'due' AND node_id IS NULL AND NOT EXISTS (
      SELECT FROM webhook_deliveries AS head
      WHERE head.state = 'due' AND head.ordered AND head.endpoint_id = waiting.endpoint_id
        AND head.call_id = waiting.call_id
        AND (head.sequence, head.ordinal) < (waiting.sequence, waiting.ordinal)
    )`.execute(db);
}

/** The end first: those behind it are let go by a statement that sees it. */
async function settleAll({ db }: Context, settled: readonly SettledDelivery[], now: Millis): Promise<void> {
  if (settled.length === 0) return;
  const { rows } = await sql<{ id: Id }>`
    UPDATE webhook_deliveries AS kept
    SET state = given.state, tries = given.tries, node_id = NULL, due_at = given.at,
        tries_made = kept.tries_made + given.made,
        finished_at = CASE WHEN given.state = 'due' THEN NULL ELSE given.at END
    FROM unnest(${settled.map(({ id }) => id)}::uuid[], ${settled.map(({ claim }) => claim)}::integer[],
                ${settled.map(({ state }) => state)}::text[], ${settled.map(({ tries }) => tries)}::integer[],
                ${settled.map(({ at }) => at)}::bigint[], ${settled.map(({ made }) => (made ? 1 : 0))}::integer[]
    ) AS given(id, claim, state, tries, at, made)
    WHERE kept.id = given.id AND kept.claim = given.claim AND kept.state = 'due'
    RETURNING kept.id`.execute(db);
  const held = new Set(rows.map(({ id }) => id));
  const counted = settled.filter(({ id }) => held.has(id));
  const tries = counted.flatMap(({ id, made }) => (made ? [{ ...made, id }] : []));
  if (tries.length > 0)
    await sql`
      INSERT INTO webhook_tries (delivery_id, number, at, url, request_headers, status, answer, error, duration_ms)
      SELECT * FROM unnest(
        ${tries.map(({ id }) => id)}::uuid[], ${tries.map(({ number }) => number)}::integer[],
        ${tries.map(({ at }) => at)}::bigint[], ${tries.map(({ url }) => url)}::text[],
        ${tries.map(({ requestHeaders }) => JSON.stringify(requestHeaders))}::json[],
        ${tries.map(({ status }) => status)}::integer[], ${tries.map(({ answer }) => answer)}::text[],
        ${tries.map(({ error }) => error)}::text[],
        ${tries.map(({ durationMs }) => Math.round(durationMs))}::integer[])
      ON CONFLICT DO NOTHING`.execute(db);
  const over = counted.filter(({ state, callId }) => state !== 'due' && callId !== null);
  // Also one that is due already: whoever parks it at this moment holds its row, and is waited for.
  if (over.length > 0)
    await sql`
      UPDATE webhook_deliveries AS next SET due_at = least(next.due_at, ${now}::bigint)
      FROM (SELECT DISTINCT ON (1, 2) * FROM unnest(
        ${over.map(({ endpointId }) => endpointId)}::uuid[], ${over.map(({ callId }) => callId)}::uuid[]
      ) AS lane(endpoint_id, call_id)) AS lane
      WHERE next.id = (
        SELECT id FROM webhook_deliveries AS first
        WHERE first.state = 'due' AND first.ordered AND first.endpoint_id = lane.endpoint_id
          AND first.call_id = lane.call_id
        ORDER BY first.sequence, first.ordinal LIMIT 1
      ) AND next.tries = 0 AND next.node_id IS NULL`.execute(db);
}
