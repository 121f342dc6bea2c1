/** Tools that agents share, and their runs that are owed after a call. */
import { sql, type Selectable } from 'kysely';
import {
  sealSecrets,
  type DueTool,
  type DueToolRepository,
  type SavedTool,
  type SavedToolRepository,
  type Tool,
} from '#domain';
import type { ToolTable } from '../database/schema-resources.ts';
import { createSealer } from '../sealer.ts';
import { agentsUsingTool } from './agents-using.ts';
import type { Context } from './context.ts';
import { containing } from './containing.ts';

export function toolRepository(context: Context): SavedToolRepository {
  const { db } = context;
  const sealer = createSealer(context.cipher);
  const kept = (config: Tool): string => JSON.stringify(sealSecrets({ tools: [config] }, sealer).tools[0]);
  return {
    async insert({ id, organizationId, title, config, createdAt, updatedAt }) {
      await db
        .insertInto('tools')
        .values({
          ...{ id, organization_id: organizationId, title, config: kept(config) },
          ...{ created_at: createdAt, updated_at: updatedAt },
        })
        .execute();
    },
    async get(organizationId, id) {
      return (await this.getMany(organizationId, [id])).get(id) ?? null;
    },
    async lock(organizationId, id) {
      const row = await db
        .selectFrom('tools')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst();
      return row ? toTool(row) : null;
    },
    async getMany(organizationId, ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('tools')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', 'in', [...ids])
        .execute();
      return new Map(rows.map((row) => [row.id, toTool(row)]));
    },
    async list(organizationId, { limit, before, offset = 0, type, search }) {
      const wanted = db
        .selectFrom('tools')
        .where('organization_id', '=', organizationId)
        .$if(type !== undefined, (all) => all.where(sql`config ->> 'type'`, '=', type!))
        .$if(search !== undefined, (all) => all.where('title', 'ilike', containing(search!)));
      const [rows, { total }] = await Promise.all([
        wanted
          .selectAll()
          .$if(before !== undefined, (all) => all.where('id', '<', before!))
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        wanted.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toTool), total };
    },
    async update(organizationId, id, { title, config, updatedAt }) {
      const row = await db
        .updateTable('tools')
        .set({
          // An update must set something; this changes nothing.
          id,
          ...(title === undefined ? {} : { title }),
          ...(config === undefined ? {} : { config: kept(config) }),
          ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toTool(row) : null;
    },
    async remove(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('tools')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    agentsOf: (organizationId, id, page) => agentsUsingTool(context, organizationId, id, page),
  };
}

function toTool(row: Selectable<ToolTable>): SavedTool {
  return {
    id: row.id,
    organizationId: row.organization_id,
    title: row.title,
    config: row.config,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function dueToolRepository({ db }: Context): DueToolRepository {
  return {
    async owe(runs, dueAt) {
      for (const { id, callId, organizationId, place } of runs)
        await sql`
          INSERT INTO due_tools (id, call_id, organization_id, place, tries, due_at)
          VALUES (${id}, ${callId}, ${organizationId}, ${place}, 0, ${dueAt})`.execute(db);
    },
    async claimDue(nodeId, now, leaseMs, limit) {
      const { rows } = await sql<DueTool>`
        UPDATE due_tools SET node_id = ${nodeId}, due_at = ${now + leaseMs}
        WHERE id IN (SELECT id FROM due_tools WHERE due_at <= ${now} ORDER BY due_at, id LIMIT ${limit}
                     FOR UPDATE SKIP LOCKED)
        RETURNING id, call_id AS "callId", organization_id AS "organizationId", place, tries`.execute(db);
      return rows;
    },
    async postpone({ id }, dueAt, tries) {
      await sql`UPDATE due_tools SET due_at = ${dueAt}, tries = ${tries}, node_id = NULL WHERE id = ${id}`.execute(
        db,
      );
    },
    async finish(id) {
      const { numAffectedRows } = await sql`DELETE FROM due_tools WHERE id = ${id}`.execute(db);
      return numAffectedRows === 1n;
    },
    async nextDueAt() {
      const { rows } = await sql<{ due_at: number }>`
        SELECT due_at FROM due_tools ORDER BY due_at LIMIT 1`.execute(db);
      return rows[0]?.due_at ?? null;
    },
  };
}
