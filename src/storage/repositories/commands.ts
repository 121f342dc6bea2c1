/** Commands on their way to the node that holds their call. */
import { sql } from 'kysely';
import type { CallCommand, CommandRepository } from '#domain';
import type { Id, Millis } from '#kernel';
import type { Context } from './context.ts';

export function commandRepository({ db }: Context): CommandRepository {
  return {
    async put(callId, { id, command, createdAt }) {
      // The call is read in the same statement: what has ended takes no more commands.
      const { rows } = await sql<{ id: Id }>`
        INSERT INTO call_commands (id, call_id, command, created_at)
        SELECT ${id}::uuid, calls.id, ${JSON.stringify(command)}::json, ${createdAt}::bigint
        FROM calls WHERE calls.id = ${callId} AND calls.status = 'in_progress'
        RETURNING id`.execute(db);
      return rows.length > 0;
    },
    async waiting() {
      const { rows } = await sql<{ call_id: Id }>`SELECT DISTINCT call_id FROM call_commands`.execute(db);
      return rows.map((row) => row.call_id);
    },
    async take(callId) {
      const { rows } = await sql<{ id: Id; command: CallCommand; created_at: Millis }>`
        DELETE FROM call_commands WHERE call_id = ${callId} RETURNING id, command, created_at`.execute(db);
      return rows
        .map((row) => ({ id: row.id, command: row.command, createdAt: row.created_at }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}
