/** Who watches which trunk, and what it found. */
import { sql, type Selectable } from 'kysely';
import type { TrunkHealth, TrunkWatchRepository } from '#domain';
import type { Id } from '#kernel';
import type { TrunkTable } from '../database/schema.ts';
import type { Context } from './context.ts';
import { toTrunk } from './trunks.ts';

export function trunkWatchRepository({ db, cipher }: Context): TrunkWatchRepository {
  const health = async (of: ReturnType<typeof sql>): Promise<ReadonlyMap<Id, TrunkHealth>> => {
    const { rows } = await sql<{ trunk_id: Id; health: TrunkHealth }>`
      SELECT trunk_id, health FROM trunk_watches WHERE health IS NOT NULL AND ${of}`.execute(db);
    return new Map(rows.map((row) => [row.trunk_id, row.health]));
  };
  return {
    async claim(nodeId, now, leaseMs) {
      const { rows } = await sql<Selectable<TrunkTable>>`
        WITH wanted AS (
          SELECT id, organization_id FROM trunks
          WHERE active AND (settings #>> '{registration,enabled}' = 'true' OR settings #>> '{options_ping,enabled}' = 'true')
        ), taken AS (
          INSERT INTO trunk_watches (trunk_id, organization_id, node_id, until_at)
          SELECT id, organization_id, ${nodeId}::uuid, ${now + leaseMs} FROM wanted
          ON CONFLICT (trunk_id) DO UPDATE SET node_id = excluded.node_id, until_at = excluded.until_at
            WHERE trunk_watches.node_id = excluded.node_id OR trunk_watches.node_id IS NULL
              OR trunk_watches.until_at < ${now}
          RETURNING trunk_id
        ), gone AS (
          DELETE FROM trunk_watches WHERE trunk_id NOT IN (SELECT id FROM wanted)
        )
        SELECT trunks.* FROM trunks JOIN taken ON trunk_id = id`.execute(db);
      return rows.map((row) => toTrunk(row, cipher));
    },
    async report(trunkId, nodeId, found) {
      await sql`
        UPDATE trunk_watches SET health = ${JSON.stringify(found)}::jsonb
        WHERE trunk_id = ${trunkId} AND node_id = ${nodeId}`.execute(db);
    },
    async release(nodeId) {
      await sql`UPDATE trunk_watches SET node_id = NULL WHERE node_id = ${nodeId}`.execute(db);
    },
    all: () => health(sql`true`),
    of: (trunkIds) => health(sql`trunk_id = ANY(${[...trunkIds]}::uuid[])`),
  };
}
