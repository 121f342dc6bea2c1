/** What the API and calls ask of knowledge. Implemented in `knowledge`, plugged in by main. */
import type { Id } from '#kernel';
import type { PricedUsage } from '../usage/price-of.ts';
import type { EmbeddingChoice, FoundChunk } from './knowledge.ts';

export interface KnowledgeService {
  /**
   * The model that a base's vectors are made with.
   * @param wanted absent: the server's usual one; null: none
   * @throws AppError `embedding-unavailable` (400) for a wanted one that the organization cannot use
   */
  chooseEmbedding(
    organizationId: Id,
    wanted: EmbeddingChoice | null | undefined,
  ): Promise<EmbeddingChoice | null>;
  /**
   * The best chunks first; nothing that shares no word and no meaning. Without its vectors when their model fails.
   * @param onUsage whoever pays for its vectors; absent: they are kept as the organization's, beside its calls
   */
  search(
    organizationId: Id,
    baseIds: readonly Id[],
    query: string,
    top: number,
    signal?: AbortSignal,
    onUsage?: (usage: PricedUsage) => void,
  ): Promise<readonly FoundChunk[]>;
  /** A source is to be read. */
  wake(): void;
}
