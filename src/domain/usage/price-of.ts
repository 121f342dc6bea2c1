/** What a model's use costs by a price table. Pure. */

/** One line of what was used, as models count it. */
export interface PricedUsage {
  readonly stage: string;
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  readonly quantity: number;
}

/** One price. `*` as provider or model is any; the most exact entry counts. */
export interface PriceEntry {
  readonly stage: string;
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  /** In the table's currency, for `per` units. */
  readonly amount: number;
  readonly per: number;
}

export interface PriceTable {
  /** ISO 4217. */
  readonly currency: string;
  /** When the prices were looked up, `YYYY-MM-DD`. */
  readonly date: string;
  readonly entries: readonly PriceEntry[];
}

export interface Price {
  /** In the table's currency, not rounded. */
  readonly amount: number;
  readonly currency: string;
  readonly entry: PriceEntry;
}

/**
 * @returns null when the table has no price for it: unknown is not free.
 * @example priceOf({ stage: 'tts', provider: 'openai', model: 'tts-1', unit: 'characters', quantity: 2000 }, table)
 */
export function priceOf(usage: PricedUsage, table: PriceTable): Price | null {
  const entry = table.entries
    .filter((candidate) => candidate.stage === usage.stage && candidate.unit === usage.unit)
    .map((candidate) => ({ candidate, exactness: exactness(candidate, usage) }))
    .filter(({ exactness }) => exactness >= 0)
    .sort((a, b) => b.exactness - a.exactness)[0]?.candidate;
  if (!entry) return null;
  return { amount: (usage.quantity * entry.amount) / entry.per, currency: table.currency, entry };
}

/** -1: another model. A longer pattern is more exact; `nova-3*` is any model that begins so. */
function exactness(entry: PriceEntry, { provider, model }: PricedUsage): number {
  const byProvider = matches(entry.provider, provider);
  const byModel = matches(entry.model, model);
  return byProvider < 0 || byModel < 0 ? -1 : byProvider * 1000 + byModel;
}

function matches(pattern: string, text: string): number {
  if (pattern === text) return 500;
  if (!pattern.endsWith('*') || !text.startsWith(pattern.slice(0, -1))) return -1;
  return pattern.length - 1;
}
