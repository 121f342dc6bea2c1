/** Knowledge bases and their sources. */
import { sql } from 'kysely';
import type { KnowledgeRepository } from '#domain';
import { inTransaction, type Context } from './context.ts';
import { chunkMethods } from './knowledge-chunks.ts';
import { readingMethods } from './knowledge-reading.ts';
import { toBase, toSource } from './knowledge-rows.ts';

export function knowledgeRepository(context: Context): KnowledgeRepository {
  const { db } = context;
  return {
    ...chunkMethods(context),
    ...readingMethods(context),
    async insertBase(base) {
      await db
        .insertInto('knowledge_bases')
        .values({
          id: base.id,
          organization_id: base.organizationId,
          name: base.name,
          condition: base.condition,
          language: base.language,
          embedding_provider: base.embedding?.provider ?? null,
          embedding_model: base.embedding?.model ?? null,
          created_at: base.createdAt,
          updated_at: base.updatedAt,
        })
        .execute();
    },
    async getBase(organizationId, id) {
      const row = await db
        .selectFrom('knowledge_bases')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toBase(row) : null;
    },
    async getBases(organizationId, ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('knowledge_bases')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', 'in', [...ids])
        .execute();
      return rows.map(toBase);
    },
    async listBases(organizationId, { limit, before, offset = 0 }) {
      const rows = await db
        .selectFrom('knowledge_bases')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .$if(before !== undefined, (query) => query.where('id', '<', before!))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toBase);
    },
    updateBase: (organizationId, id, { name, condition, language, embedding }, at) =>
      inTransaction(context, async (tx) => {
        const row = await tx
          .updateTable('knowledge_bases')
          .set({
            updated_at: at,
            ...(name === undefined ? {} : { name }),
            ...(condition === undefined ? {} : { condition }),
            ...(language === undefined ? {} : { language }),
            ...(embedding === undefined
              ? {}
              : {
                  embedding_provider: embedding?.provider ?? null,
                  embedding_model: embedding?.model ?? null,
                }),
          })
          .where('organization_id', '=', organizationId)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        if (language !== undefined || embedding !== undefined)
          await tx
            .updateTable('knowledge_sources')
            .set({ state: 'pending', wish: sql`wish + 1`, tries: 0, due_at: at })
            .where('base_id', '=', id)
            .execute();
        return toBase(row);
      }),
    async removeBase(organizationId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('knowledge_bases')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async insertSource(source, content) {
      await db
        .insertInto('knowledge_sources')
        .values({
          id: source.id,
          organization_id: source.organizationId,
          base_id: source.baseId,
          kind: source.kind,
          name: source.name,
          url: source.url,
          media_type: source.mediaType,
          content,
          state: source.state,
          fault: source.fault,
          read_at: source.readAt,
          due_at: source.createdAt,
          created_at: source.createdAt,
          updated_at: source.updatedAt,
        })
        .execute();
    },
    async getSource(organizationId, baseId, id) {
      const row = await db
        .selectFrom('knowledge_sources')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('base_id', '=', baseId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toSource(row) : null;
    },
    async listSources(organizationId, baseId, { limit, before, offset = 0 }) {
      const rows = await db
        .selectFrom('knowledge_sources')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('base_id', '=', baseId)
        .$if(before !== undefined, (query) => query.where('id', '<', before!))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toSource);
    },
    async updateSource(organizationId, baseId, id, { name, content, url, again }, at) {
      const due = again ?? (content !== undefined || url !== undefined);
      const row = await db
        .updateTable('knowledge_sources')
        .set({
          updated_at: at,
          ...(name === undefined ? {} : { name }),
          ...(content === undefined ? {} : { content }),
          ...(url === undefined ? {} : { url }),
          ...(due ? { state: 'pending' as const, wish: sql<number>`wish + 1`, tries: 0, due_at: at } : {}),
        })
        .where('organization_id', '=', organizationId)
        .where('base_id', '=', baseId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ? toSource(row) : null;
    },
    removeSource: (organizationId, baseId, id) =>
      inTransaction(context, async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('knowledge_sources')
          .where('organization_id', '=', organizationId)
          .where('base_id', '=', baseId)
          .where('id', '=', id)
          .executeTakeFirst();
        if (numDeletedRows > 0n)
          await sql`UPDATE knowledge_bases SET revision = revision + 1 WHERE id = ${baseId}`.execute(tx);
        return numDeletedRows > 0n;
      }),
  };
}
