/** Whose turn it is to be paced, and which node has it. */
import { sql } from 'kysely';
import type { CampaignRepository } from '#domain';
import type { Id } from '#kernel';
import type { Context } from './context.ts';

type Turns = Pick<CampaignRepository, 'wake' | 'claimTurns' | 'endTurn' | 'holdTurn' | 'nextTurnAt'>;

export function campaignTurns({ db }: Context): Turns {
  return {
    async wake(id, at) {
      await sql`
        UPDATE campaign_turns SET wakes = wakes + 1,
          due_at = CASE WHEN node_id IS NULL THEN least(coalesce(due_at, ${at}::bigint), ${at}::bigint) ELSE due_at END
        WHERE campaign_id = ${id}`.execute(db);
    },
    async claimTurns(token, nodeId, now, leaseMs, limit) {
      const claim = token();
      const { rows } = await sql<{ campaign_id: Id; organization_id: Id; token: Id; wakes: number }>`
        UPDATE campaign_turns SET node_id = ${nodeId}, token = ${claim}, due_at = ${now + leaseMs}
        WHERE campaign_id IN (
          SELECT campaign_id FROM campaign_turns AS turn
          WHERE due_at <= ${now} OR (node_id <> ${nodeId}
            AND NOT EXISTS (SELECT FROM nodes WHERE nodes.id = turn.node_id AND nodes.lease_until > ${now}))
          ORDER BY due_at, campaign_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING campaign_id, organization_id, token, wakes`.execute(db);
      return rows.map((row) => ({
        campaignId: row.campaign_id,
        organizationId: row.organization_id,
        token: row.token,
        wakes: row.wakes,
      }));
    },
    async endTurn({ campaignId, token, wakes }, next, now) {
      await sql`
        UPDATE campaign_turns SET node_id = NULL, token = NULL,
          due_at = CASE WHEN wakes = ${wakes} THEN ${next}::bigint ELSE ${now}::bigint END
        WHERE campaign_id = ${campaignId} AND token = ${token}`.execute(db);
    },
    async holdTurn({ campaignId, token }) {
      const { rows } = await sql`
        SELECT FROM campaign_turns WHERE campaign_id = ${campaignId} AND token = ${token} FOR SHARE`.execute(
        db,
      );
      return rows.length > 0;
    },
    async nextTurnAt() {
      const { rows } = await sql<{ due_at: number }>`
        SELECT due_at FROM campaign_turns WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1`.execute(db);
      return rows[0]?.due_at ?? null;
    },
  };
}
