/** What vectors cost that no call asked for: it is the organization's, by day. */
import { costOf, DEFAULT_PRICES, type EmbeddingUsageRepository, type PriceRepository } from '#domain';
import { errorText, type Clock, type Id, type Logger } from '#kernel';
import type { ModelUsage } from '#models';

export interface SpendingOptions {
  readonly prices: Pick<PriceRepository, 'get'>;
  readonly usage: Pick<EmbeddingUsageRepository, 'addEmbeddings'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Collects what one act uses; `keep` writes it, also when the act failed: it was used all the same. */
export class Spending {
  readonly #options: SpendingOptions;
  readonly #used: ModelUsage[] = [];

  constructor(options: SpendingOptions) {
    this.#options = options;
  }

  readonly note = (usage: ModelUsage): void => {
    const { provider, model, unit } = usage;
    const same = this.#used.findIndex(
      (it) => it.provider === provider && it.model === model && it.unit === unit,
    );
    if (same < 0) this.#used.push(usage);
    else this.#used[same] = { ...usage, quantity: this.#used[same]!.quantity + usage.quantity };
  };

  /** Never throws: an answer is worth more than its bill. */
  async keep(organizationId: Id): Promise<void> {
    const used = this.#used.splice(0);
    if (used.length === 0) return;
    const { prices, usage, clock, logger } = this.#options;
    try {
      const cost = costOf(used, (await prices.get(organizationId)) ?? DEFAULT_PRICES);
      await usage.addEmbeddings(organizationId, cost, clock.now());
    } catch (cause) {
      logger.error('embedding-usage-not-kept', { error: errorText(cause), used });
    }
  }
}
