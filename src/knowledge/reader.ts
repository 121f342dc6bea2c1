/** The one loop that reads sources: text taken out, cut into chunks, turned into vectors, kept. */
import type { DueSource, KnowledgeBase, KnowledgeChunk, KnowledgeRepository } from '#domain';
import { DueLoop, errorText, type Millis } from '#kernel';
import { ModelError, type EmbeddingModel, type HttpClient } from '#models';
import { chunksOf, type Chunk } from './chunk.ts';
import { unit } from './rank.ts';
import { fetchPage } from './read/fetch-page.ts';
import { textOf } from './read/text-of.ts';
import { Spending, type SpendingOptions } from './spending.ts';

const AT_ONCE = 2;
const IDLE_POLL_MS: Millis = 5_000;
const LEASE_MS: Millis = 120_000;
/** After each failure that may pass; then it has failed. */
const RETRY_MS: readonly Millis[] = [2_000, 15_000, 120_000];
/** Texts in one request to a model. */
const BATCH = 64;
/** Chunks of one source; about 1,000 pages. */
const MOST_CHUNKS = 2_000;

export interface ReaderOptions extends SpendingOptions {
  readonly repository: KnowledgeRepository;
  readonly embedder: (base: KnowledgeBase, onUsage: Spending['note']) => Promise<EmbeddingModel>;
  readonly http: HttpClient;
}

type Read =
  | { readonly text: string; readonly mediaType: string | null }
  | { readonly fault: string; readonly again: boolean };

export function sourceReader(options: ReaderOptions): DueLoop<DueSource> {
  const { repository, clock, logger } = options;
  return new DueLoop<DueSource>({
    name: 'knowledge-sources',
    ...{ clock, logger, atOnce: AT_ONCE, idlePollMs: IDLE_POLL_MS, readsAfterEach: true },
    claim: (room) => repository.claimDue(clock.now(), LEASE_MS, room),
    nextDueAt: () => repository.nextDueAt(),
    keyOf: ({ source, wish }) => `${source.id} ${wish}`,
    run: (due, signal) => readSource(due, options, signal),
  });
}

async function readSource(due: DueSource, options: ReaderOptions, signal: AbortSignal): Promise<void> {
  const { repository, clock } = options;
  const failed = async (fault: string, again: boolean): Promise<void> => {
    const wait = again ? (RETRY_MS[due.tries] ?? null) : null;
    const dueAt = signal.aborted ? clock.now() : wait === null ? null : clock.now() + wait;
    await repository.fail(due, fault, dueAt, clock.now());
  };
  const read = await contentOf(due, options, signal);
  if ('fault' in read) return failed(read.fault, read.again);
  const chunks = chunksOf(read.text);
  if (chunks.length > MOST_CHUNKS)
    return failed(
      `It is too long: ${chunks.length} pieces, at most ${MOST_CHUNKS}. Split it into sources.`,
      false,
    );
  let vectors: readonly Float32Array[] | null;
  const spending = new Spending(options);
  try {
    vectors = await vectorsOf(due.base, chunks, (base) => options.embedder(base, spending.note), signal);
  } catch (cause) {
    const mayPass = !(cause instanceof ModelError) || cause.retryable || cause.fault === 'aborted';
    return failed(`The embedding model failed: ${errorText(cause)}`, mayPass);
  } finally {
    await spending.keep(due.base.organizationId);
  }
  const kept = chunks.map((chunk, place): KnowledgeChunk => ({
    place,
    ...chunk,
    vector: vectors?.[place] ?? null,
  }));
  const { text, mediaType } = read;
  await repository.finish(due, { characters: text.length, mediaType, chunks: kept }, clock.now());
}

async function contentOf(
  { source, content }: DueSource,
  { http }: ReaderOptions,
  signal: AbortSignal,
): Promise<Read> {
  if (source.url === null) {
    const read = textOf(content ?? '', source.mediaType ?? 'text/plain');
    return 'fault' in read ? { ...read, again: false } : { ...read, mediaType: null };
  }
  const fetched = await fetchPage(http, source.url, signal);
  if ('fault' in fetched) return fetched;
  const { mediaType, content: body } = fetched.page;
  const read = textOf(body, mediaType);
  return 'fault' in read
    ? { ...read, again: false }
    : { ...read, mediaType: mediaType.split(';')[0]!.trim() };
}

/** @throws ModelError */
async function vectorsOf(
  base: KnowledgeBase,
  chunks: readonly Chunk[],
  embedder: (base: KnowledgeBase) => Promise<EmbeddingModel>,
  signal: AbortSignal,
): Promise<readonly Float32Array[] | null> {
  if (base.embedding === null) return null;
  const model = await embedder(base);
  const texts = chunks.map(({ heading, text }) => (heading === '' ? text : `${heading}\n${text}`));
  const vectors: Float32Array[] = [];
  for (let i = 0; i < texts.length; i += BATCH)
    vectors.push(...(await model.embed(texts.slice(i, i + BATCH), signal)).map(unit));
  return vectors;
}
