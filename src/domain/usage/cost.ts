/** What a call cost, line by line. Pure. */
import { priceOf, type PricedUsage, type PriceTable } from './price-of.ts';

/** One line; JSON as it stands in the log and in every API. */
export interface CostLine {
  /** As the price table has it; `analysis` for what the analysis used of a language model. */
  readonly stage: string;
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  readonly quantity: number;
  /** Of `per` units; null when the table has no price. */
  readonly unit_price: number | null;
  readonly per: number;
  /** Rounded to nine decimals; null when the table has no price: unknown is not free. */
  readonly amount: number | null;
  readonly unpriced?: true;
}

export interface CallCost {
  /** ISO 4217. */
  readonly currency: string;
  /** The sum of the amounts that are known. */
  readonly total: number;
  /** Whether every line has a price. */
  readonly complete: boolean;
  /** Date of the price table. */
  readonly priced_by: string;
  readonly lines: readonly CostLine[];
}

const NANO = 1e9;

export function costOf(usage: readonly PricedUsage[], table: PriceTable): CallCost {
  return summed(linesOf(usage, table), table);
}

function linesOf(usage: readonly PricedUsage[], table: PriceTable): CostLine[] {
  return usage
    .map((used) => costLine(used, table))
    .filter((line) => line.amount !== null || !isCountedBeside(line, usage));
}

/** Requests, and seconds of realtime, are counted beside tokens; few vendors have a price for both. */
function isCountedBeside({ stage, provider, model, unit }: CostLine, usage: readonly PricedUsage[]): boolean {
  if (unit !== 'requests' && !(stage === 'realtime' && unit === 'seconds')) return false;
  return usage.some(
    (other) =>
      other.unit.endsWith('-tokens') &&
      other.stage === stage &&
      other.provider === provider &&
      other.model === model,
  );
}

/**
 * What was used after the end, added to what the call cost. Its lines are priced like those of a language model. A table
 * in another currency than the call's prices nothing: sums of two currencies are none.
 * @param stage of the new lines: what it was used for
 */
export function withLater(
  cost: CallCost,
  usage: readonly PricedUsage[],
  table: PriceTable,
  stage: 'analysis' | 'memory',
): CallCost {
  const prices = table.currency === cost.currency ? table : { ...table, entries: [] };
  const lines = linesOf(usage, prices).map((line) => ({ ...line, stage }));
  return summed([...cost.lines, ...lines], { currency: cost.currency, date: cost.priced_by });
}

function costLine({ stage, provider, model, unit, quantity }: PricedUsage, table: PriceTable): CostLine {
  const used = { stage, provider, model, unit, quantity };
  const price = priceOf(used, table);
  if (!price) return { ...used, unit_price: null, per: 1, amount: null, unpriced: true };
  const { amount, per } = price.entry;
  return { ...used, unit_price: amount, per, amount: Math.round(price.amount * NANO) / NANO };
}

function summed(
  lines: readonly CostLine[],
  { currency, date }: Pick<PriceTable, 'currency' | 'date'>,
): CallCost {
  const nano = lines.reduce((sum, { amount }) => sum + Math.round((amount ?? 0) * NANO), 0);
  return {
    currency,
    total: nano / NANO,
    complete: lines.every(({ amount }) => amount !== null),
    priced_by: date,
    lines,
  };
}
