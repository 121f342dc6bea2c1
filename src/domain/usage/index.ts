/** What was used, and what it costs. */
export { priceOf, type Price, type PricedUsage, type PriceEntry, type PriceTable } from './price-of.ts';
export { costOf, withLater, type CallCost, type CostLine } from './cost.ts';
export { DEFAULT_PRICES } from './prices.ts';
export { ownKeysOf } from './own-keys.ts';
export type * from './price-repository.ts';
export type * from './embedding-usage.ts';
export type * from './usage.ts';
