/** Knowledge as the rest of the product sees it: chosen, searched, read in the background. */
import type { EmbeddingChoice, KnowledgeBase, KnowledgeRepository, KnowledgeService } from '#domain';
import type { Clock, Closable, Id, Logger, Millis } from '#kernel';
import type { EmbeddingModel, HttpClient } from '#models';
import { sourceReader } from './reader.ts';
import { search } from './search.ts';
import { VectorCache } from './vector-cache.ts';

/** Longer than any caller waits by itself. */
const SEARCH_MS: Millis = 5_000;

export interface KnowledgeOptions {
  readonly repository: KnowledgeRepository;
  /** Which models an organization may use, and what makes them. */
  readonly embeddings: {
    /** @throws AppError `embedding-unavailable` */
    choose(organizationId: Id, wanted: EmbeddingChoice | null | undefined): Promise<EmbeddingChoice | null>;
    open(organizationId: Id, choice: EmbeddingChoice): Promise<EmbeddingModel>;
  };
  /** Behind the outgoing-URL guard. */
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface OpenKnowledge extends KnowledgeService, Closable {
  /** Begins to read sources. */
  start(): void;
}

/** @example const knowledge = createKnowledge({ repository: store.knowledge, embeddings, http, clock, logger }) */
export function createKnowledge(options: KnowledgeOptions): OpenKnowledge {
  const { repository, embeddings, clock, logger } = options;
  const vectors = new VectorCache(repository);
  const embedder = ({ organizationId, embedding }: KnowledgeBase): Promise<EmbeddingModel> =>
    embeddings.open(organizationId, embedding!);
  const reader = sourceReader({ ...options, embedder });
  let started = false;
  return {
    chooseEmbedding: (organizationId, wanted) => embeddings.choose(organizationId, wanted),
    async search(organizationId, baseIds, query, top, signal) {
      const late = new AbortController();
      const timer = clock.after(SEARCH_MS, () => late.abort());
      const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
      try {
        const parts = { repository, vectors, embedder, logger };
        return await search(parts, organizationId, baseIds, query, top, either);
      } finally {
        timer.cancel();
      }
    },
    start() {
      started = true;
      reader.wake();
    },
    wake() {
      if (started) reader.wake();
    },
    close: () => reader.stop(),
  };
}
