/** What embedding models were used outside calls; within a call they are lines of its cost. */
import type { Id, Millis } from '#kernel';
import type { CallCost } from './cost.ts';

/** One day, model, unit and currency. */
export interface EmbeddingUsage {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  readonly quantity: number;
  /** By the price table of its time; `complete` false: something had no price. */
  readonly cost: { readonly currency: string; readonly total: number; readonly complete: boolean };
}

export interface EmbeddingUsageRepository {
  /** Adds each line to its day's. */
  addEmbeddings(organizationId: Id, cost: CallCost, at: Millis): Promise<void>;
  /** Days from `from` to `to`, whole days, in order; then by provider, model and unit. */
  embeddings(organizationId: Id, from: Millis, to: Millis): Promise<readonly EmbeddingUsage[]>;
}
