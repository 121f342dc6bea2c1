/** Knowledge as the rest of the product sees it: chosen, searched, read in the background. */
import type { EmbeddingChoice, KnowledgeBase, KnowledgeRepository, KnowledgeService } from '#domain';
import type { Clock, Closable, Id, Logger, Millis } from '#kernel';
import type { EmbeddingModel, HttpClient, ModelUsage } from '#models';
import { sourceReader } from './reader.ts';
import { search } from './search.ts';
import { Spending, type SpendingOptions } from './spending.ts';
import { VectorCache } from './vector-cache.ts';

/** Longer than any caller waits by itself. */
const SEARCH_MS: Millis = 5_000;

export interface KnowledgeOptions {
  readonly repository: KnowledgeRepository;
  /** Which models an organization may use, and what makes them. */
  readonly embeddings: {
    /** @throws AppError `embedding-unavailable` */
    choose(organizationId: Id, wanted: EmbeddingChoice | null | undefined): Promise<EmbeddingChoice | null>;
    open(
      organizationId: Id,
      choice: EmbeddingChoice,
      onUsage: (usage: ModelUsage) => void,
    ): Promise<EmbeddingModel>;
  };
  readonly prices: SpendingOptions['prices'];
  readonly usage: SpendingOptions['usage'];
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
  const embedder = (
    { organizationId, embedding }: KnowledgeBase,
    onUsage: (usage: ModelUsage) => void,
  ): Promise<EmbeddingModel> => embeddings.open(organizationId, embedding!, onUsage);
  const reader = sourceReader({ ...options, embedder });
  let started = false;
  return {
    chooseEmbedding: (organizationId, wanted) => embeddings.choose(organizationId, wanted),
    async search(organizationId, baseIds, query, top, signal, onUsage) {
      const late = new AbortController();
      const timer = clock.after(SEARCH_MS, () => late.abort());
      const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
      const spending = new Spending(options);
      const by = (base: KnowledgeBase) => embedder(base, onUsage ?? spending.note);
      try {
        const parts = { repository, vectors, embedder: by, logger };
        return await search(parts, organizationId, baseIds, query, top, either);
      } finally {
        timer.cancel();
        await spending.keep(organizationId);
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
