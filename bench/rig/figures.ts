/** Figures: percentiles, and time that two processes of one machine share. */

/** Milliseconds of the system's monotonic clock: the same origin in every process. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The smallest value that at least the share `q` of all values does not exceed (nearest rank); NaN of none. */
export function percentile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
