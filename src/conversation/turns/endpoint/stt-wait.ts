/** How long the recogniser's last words are waited for: as long as it took in this call, and a little more. */

/** Of a recogniser that has not been measured yet, ms from `finalize` to `settled`. */
const USUAL_MS = 300;
const MARGIN_MS = 100;
/** Contract of `SttStream.finalize`. */
const LONGEST_MS = 1500;
/** Latencies kept. */
const KEPT = 50;
const SHARE = 0.99;
const FEWEST = 3;

/** The measured latencies with one more, ms, oldest first. */
export function withLatency(latencies: readonly number[], ms: number): readonly number[] {
  return [...latencies, ms].slice(-KEPT);
}

/** @returns ms after `finalize`; the p99 of what was measured in this call, once there is enough of it. */
export function sttWait(latencies: readonly number[]): number {
  const sorted = [...latencies].sort((a, b) => a - b);
  const learned =
    sorted.length < FEWEST
      ? Math.max(USUAL_MS, sorted.at(-1) ?? 0)
      : sorted[Math.ceil(SHARE * sorted.length) - 1]!;
  return Math.min(learned + MARGIN_MS, LONGEST_MS);
}

/** Of speech without any words: what the contract allows. */
export const WORDLESS_MS = LONGEST_MS + 50;
