/** From a question to the chunks that may answer it: by words in the database, by meaning in memory. */
import type { FoundChunk, KnowledgeBase, KnowledgeRepository, WordHit } from '#domain';
import { errorText, type Id, type Logger } from '#kernel';
import type { EmbeddingModel } from '#models';
import { fuse, rankVectors, rankWords, unit, type Place, type Ranked } from './rank.ts';
import type { VectorCache } from './vector-cache.ts';

/** Chunks that the database gives to be ranked. */
const CANDIDATES = 60;

export interface SearchParts {
  readonly repository: KnowledgeRepository;
  readonly vectors: VectorCache;
  readonly embedder: (base: KnowledgeBase) => Promise<EmbeddingModel>;
  readonly logger: Logger;
}

export async function search(
  parts: SearchParts,
  organizationId: Id,
  baseIds: readonly Id[],
  query: string,
  top: number,
  signal: AbortSignal,
): Promise<readonly FoundChunk[]> {
  const bases = await parts.repository.getBases(organizationId, baseIds);
  const [words, meaning] = await Promise.all([
    byWords(parts, organizationId, bases, query),
    byMeaning(parts, organizationId, bases, query, signal),
  ]);
  // A chunk that shares words alone is as good as its share of them; two orders have no common measure but the place.
  const best: readonly Ranked<Place>[] =
    meaning.length === 0 ? words.slice(0, top) : fuse([words, meaning], top);
  const known = new Map(words.map(({ chunk }) => [keyOf(chunk), chunk as Omit<WordHit, 'stems' | 'rank'>]));
  const missing = best.flatMap(({ chunk }) => (known.has(keyOf(chunk)) ? [] : [chunk as WordHit]));
  for (const chunk of await parts.repository.chunksAt(organizationId, missing))
    known.set(keyOf(chunk), chunk);
  const names = new Map(bases.map(({ id, name }) => [id, name]));
  return best.flatMap(({ chunk, score }) => {
    const found = known.get(keyOf(chunk));
    if (!found) return [];
    const { source, heading, text, baseId } = found;
    return [{ base: names.get(baseId) ?? '', source, heading, text, score: Math.round(score * 1000) / 1000 }];
  });
}

/** Bases of one language are asked together: stems differ by language. */
async function byWords(
  { repository }: SearchParts,
  organizationId: Id,
  bases: readonly KnowledgeBase[],
  query: string,
): Promise<readonly Ranked<WordHit>[]> {
  const languages = Map.groupBy(bases, ({ language }) => language);
  const lists = await Promise.all(
    [...languages].map(async ([language, same]) => {
      const ids = same.map(({ id }) => id);
      const { stems, hits } = await repository.byWords(organizationId, ids, query, language, CANDIDATES);
      return rankWords(stems, hits);
    }),
  );
  return lists.flat().sort((one, other) => other.score - one.score);
}

/** One question a model; a model that fails is gone without. */
async function byMeaning(
  { vectors, embedder, logger }: SearchParts,
  organizationId: Id,
  bases: readonly KnowledgeBase[],
  query: string,
  signal: AbortSignal,
): Promise<readonly Ranked<Place>[]> {
  const models = Map.groupBy(
    bases.filter(({ embedding }) => embedding !== null),
    ({ embedding }) => `${embedding!.provider} ${embedding!.model}`,
  );
  const lists = await Promise.all(
    [...models.values()].map(async (same) => {
      try {
        const model = await embedder(same[0]!);
        const [rows, [asked]] = await Promise.all([
          Promise.all(same.map(({ id }) => vectors.of(organizationId, id))),
          model.embed([query], signal),
        ]);
        return asked ? rankVectors(unit(asked), rows.flat(), CANDIDATES) : [];
      } catch (cause) {
        if (!signal.aborted) logger.warn('knowledge-without-vectors', { error: errorText(cause) });
        return [];
      }
    }),
  );
  return lists.flat().sort((one, other) => other.score - one.score);
}

function keyOf({ sourceId, place }: Place): string {
  return `${sourceId} ${place}`;
}
