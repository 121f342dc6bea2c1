/** Running Parleys and their leases. */
import { sql } from 'kysely';
import type { NodeRepository } from '#domain';
import type { Context } from './context.ts';

export function nodeRepository({ db }: Context): NodeRepository {
  return {
    async heartbeat(nodeId, sipAddress, now, leaseMs) {
      await sql`
        INSERT INTO nodes (id, sip_address, started_at, lease_until)
        VALUES (${nodeId}, ${sipAddress}, ${now}, ${now + leaseMs})
        ON CONFLICT (id) DO UPDATE
        SET sip_address = excluded.sip_address, lease_until = excluded.lease_until`.execute(db);
    },
    async leave(nodeId) {
      await db.deleteFrom('nodes').where('id', '=', nodeId).execute();
    },
  };
}
