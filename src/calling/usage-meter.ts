/** Sums what the models of one call used. Pure. */
import type { ModelUsage } from '#models';

export class UsageMeter {
  readonly #sums = new Map<string, ModelUsage>();

  add(usage: ModelUsage): void {
    const { stage, provider, model, unit } = usage;
    const key = JSON.stringify([stage, provider, model, unit]);
    const before = this.#sums.get(key)?.quantity ?? 0;
    this.#sums.set(key, { ...usage, quantity: before + usage.quantity });
  }

  /** One a stage, provider, model and unit, in the order of first use; seconds to the millisecond. */
  total(): readonly ModelUsage[] {
    return [...this.#sums.values()].map((usage) => ({
      ...usage,
      quantity: Math.round(usage.quantity * 1000) / 1000,
    }));
  }
}
