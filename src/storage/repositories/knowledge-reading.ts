/** Sources whose reading is due: claimed, kept, given back. */
import { sql, type Selectable } from 'kysely';
import type { KnowledgeRepository } from '#domain';
import type { KnowledgeSourceTable } from '../database/schema-knowledge.ts';
import { inTransaction, type Context } from './context.ts';
import { toBase, toSource } from './knowledge-rows.ts';
import { regconfig } from './search-language.ts';

type ReadingMethods = Pick<KnowledgeRepository, 'claimDue' | 'nextDueAt' | 'finish' | 'fail'>;

/** One statement takes so many chunks. */
const CHUNKS_AT_ONCE = 200;

export function readingMethods(context: Context): ReadingMethods {
  const { db } = context;
  return {
    async claimDue(now, leaseMs, limit) {
      const { rows } = await sql<Selectable<KnowledgeSourceTable>>`
        UPDATE knowledge_sources SET due_at = ${now + leaseMs}
        WHERE id IN (
          SELECT id FROM knowledge_sources WHERE due_at <= ${now}
          ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
        )
        RETURNING *`.execute(db);
      if (rows.length === 0) return [];
      const bases = await db
        .selectFrom('knowledge_bases')
        .selectAll()
        .where(
          'id',
          'in',
          rows.map(({ base_id }) => base_id),
        )
        .execute();
      return rows.flatMap((row) => {
        const base = bases.find(({ id }) => id === row.base_id);
        if (!base) return [];
        const { content, tries, wish } = row;
        return [{ source: toSource(row), base: toBase(base), content, tries, wish }];
      });
    },
    async nextDueAt() {
      const { rows } = await sql<{ due_at: number }>`
        SELECT due_at FROM knowledge_sources WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1`.execute(db);
      return rows[0]?.due_at ?? null;
    },
    finish: (due, { characters, mediaType, chunks }, at) =>
      inTransaction(context, async (tx) => {
        const { source, base } = due;
        const { numAffectedRows } = await sql`
          UPDATE knowledge_sources
          SET state = 'ready', fault = NULL, characters = ${characters}, chunks = ${chunks.length},
            media_type = coalesce(${mediaType}, media_type), read_at = ${at}, updated_at = ${at}, tries = 0, due_at = NULL
          WHERE id = ${source.id} AND wish = ${due.wish}`.execute(tx);
        if (numAffectedRows !== 1n) return false;
        await sql`DELETE FROM knowledge_chunks WHERE source_id = ${source.id}`.execute(tx);
        const config = regconfig(base.language);
        for (let i = 0; i < chunks.length; i += CHUNKS_AT_ONCE) {
          const rows = chunks.slice(i, i + CHUNKS_AT_ONCE).map(
            ({
              place,
              heading,
              text,
              vector,
            }) => sql`(${source.id}, ${place}, ${source.organizationId}, ${base.id},
              ${heading}, ${text},
              setweight(to_tsvector(${config}::regconfig, ${heading}), 'B')
                || to_tsvector(${config}::regconfig, ${text}),
              ${vector === null ? null : Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)}::bytea)`,
          );
          await sql`
            INSERT INTO knowledge_chunks
              (source_id, place, organization_id, base_id, heading, text, words, vector)
            VALUES ${sql.join(rows)}`.execute(tx);
        }
        await sql`UPDATE knowledge_bases SET revision = revision + 1 WHERE id = ${base.id}`.execute(tx);
        return true;
      }),
    async fail(due, fault, dueAt, at) {
      await sql`
        UPDATE knowledge_sources
        SET state = ${dueAt === null ? 'failed' : 'pending'}, fault = ${fault}, due_at = ${dueAt},
          tries = tries + 1, updated_at = ${at}
        WHERE id = ${due.source.id} AND wish = ${due.wish}`.execute(db);
    },
  };
}
