/** `retry_logic` and `max_retries` as a native chain of tries. Pure. */
import { DEFAULT_RETRY_ON, type RetryRule } from '#domain';
import type { Fields, Json } from '../../shared/fields.ts';

const DAY_MINUTES = 1_440;
const MOST_RETRIES = 50;
/** Between tries when nothing is said of it, minutes. */
const USUAL_PERIOD = 60;

/**
 * The first of the logic's entries sets the pace: `retry_period` minutes from the end of a try to the next, at most
 * `max_retry_per_day` in 24 hours. Without `max_retries` as many tries as one day takes.
 */
export function readRetry(fields: Fields): {
  readonly retry: RetryRule | null;
  readonly logic: readonly Json[];
} {
  const entries = fields.objects('retry_logic').map((entry) => ({
    raw: entry.raw,
    period: entry.number('retry_period', 0, 525_600),
    perDay: entry.integer('max_retry_per_day', 0, 1_000),
    query: entry.text('query'),
  }));
  const most = fields.integer('max_retries', 0, MOST_RETRIES);
  const [first] = entries;
  const logic = entries.map(({ raw }) => raw);
  const perDay = first?.perDay ?? MOST_RETRIES;
  const count = most ?? (first ? Math.min(perDay, MOST_RETRIES) : 0);
  if (count === 0 || perDay === 0) return { retry: null, logic };
  const delaysS = delays(count, first?.period ?? USUAL_PERIOD, perDay).map((minutes) =>
    Math.round(minutes * 60),
  );
  return { retry: { delaysS, on: DEFAULT_RETRY_ON, base: 'call' }, logic };
}

/** Minutes before each try; those beyond a day's number wait until the day is over. */
function delays(count: number, period: number, perDay: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    index > 0 && index % perDay === 0 ? Math.max(period, DAY_MINUTES - (perDay - 1) * period) : period,
  );
}
