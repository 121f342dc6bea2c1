/** Chunks: found by stems of words, or read whole for comparing vectors in memory. */
import { sql } from 'kysely';
import type { KnowledgeRepository, WordHit } from '#domain';
import type { Id } from '#kernel';
import type { Context } from './context.ts';
import { regconfig } from './search-language.ts';

type ChunkMethods = Pick<KnowledgeRepository, 'byWords' | 'vectorMark' | 'vectors' | 'chunksAt'>;

interface ChunkRow {
  readonly source_id: Id;
  readonly base_id: Id;
  readonly place: number;
  readonly source: string;
  readonly heading: string;
  readonly text: string;
}

export function chunkMethods({ db }: Context): ChunkMethods {
  return {
    async byWords(organizationId, baseIds, query, language, limit) {
      const config = regconfig(language);
      const { rows: known } = await sql<{ stem: string }>`
        SELECT lexeme AS stem FROM unnest(to_tsvector(${config}::regconfig, ${query}))`.execute(db);
      const stems = known.map(({ stem }) => stem);
      if (stems.length === 0 || baseIds.length === 0) return { stems, hits: [] };
      // Any of them: people do not say all the words of a page. How many, and how rare, is weighed by who asked.
      const any = stems.map((stem) => `'${stem.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' | ');
      const { rows } = await sql<ChunkRow & { stems: string[]; rank: number }>`
        SELECT c.source_id, c.base_id, c.place, s.name AS source, c.heading, c.text,
          ARRAY(SELECT unnest(tsvector_to_array(c.words)) INTERSECT SELECT unnest(${stems}::text[])) AS stems,
          ts_rank_cd(c.words, ${any}::tsquery, 32) AS rank
        FROM knowledge_chunks c JOIN knowledge_sources s ON s.id = c.source_id
        WHERE c.organization_id = ${organizationId} AND c.base_id = ANY(${[...baseIds]}::uuid[])
          AND c.words @@ ${any}::tsquery
        ORDER BY rank DESC, c.source_id, c.place LIMIT ${limit}`.execute(db);
      return { stems, hits: rows.map((row) => ({ ...toChunk(row), stems: row.stems, rank: row.rank })) };
    },
    async vectorMark(organizationId, baseId) {
      const { rows } = await sql<{ revision: number }>`
        SELECT revision FROM knowledge_bases
        WHERE organization_id = ${organizationId} AND id = ${baseId} AND embedding_model IS NOT NULL`.execute(
        db,
      );
      return rows[0] ? String(rows[0].revision) : null;
    },
    async vectors(organizationId, baseId, limit) {
      const { rows } = await sql<{ source_id: Id; place: number; vector: Buffer }>`
        SELECT source_id, place, vector FROM knowledge_chunks
        WHERE organization_id = ${organizationId} AND base_id = ${baseId} AND vector IS NOT NULL
        ORDER BY source_id, place LIMIT ${limit}`.execute(db);
      return {
        baseId,
        rows: rows.map(({ source_id, place, vector }) => ({
          sourceId: source_id,
          place,
          // A copy: the driver's bytes need not lie where floats may begin.
          vector: new Float32Array(new Uint8Array(vector).buffer),
        })),
      };
    },
    async chunksAt(organizationId, places) {
      if (places.length === 0) return [];
      const wanted = sql.join(
        places.map(({ sourceId, place }) => sql`(${sourceId}::uuid, ${place}::integer)`),
      );
      const { rows } = await sql<ChunkRow>`
        SELECT c.source_id, c.base_id, c.place, s.name AS source, c.heading, c.text
        FROM knowledge_chunks c JOIN knowledge_sources s ON s.id = c.source_id
        WHERE c.organization_id = ${organizationId} AND (c.source_id, c.place) IN (${wanted})`.execute(db);
      return rows.map(toChunk);
    },
  };
}

function toChunk(row: ChunkRow): Omit<WordHit, 'stems' | 'rank'> {
  return {
    sourceId: row.source_id,
    baseId: row.base_id,
    place: row.place,
    source: row.source,
    heading: row.heading,
    text: row.text,
  };
}
