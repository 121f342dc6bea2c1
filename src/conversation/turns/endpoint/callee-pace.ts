/**
 * This callee's own pauses: who pauses long between two parts of a sentence is given that long, and a little more,
 * up to the ceiling of the preset. A whole answer needs none of it.
 */
import type { EndpointStrategy } from './facts.ts';

/** Of a callee's turns so many have a pause no longer; who pauses in fewer than that is not waited for. */
const SHARE = 0.6;
const MARGIN_MS = 100;

export const calleePace: EndpointStrategy = ({ pauses, turnPace, verdict }, waits) => {
  if (verdict === 'complete') return null;
  const usual = pauses.length === 0 ? 0 : quantile(pauses);
  const longest = Math.max(usual, turnPace);
  return longest === 0 ? null : Math.min(longest + MARGIN_MS, waits.paceCeiling);
};

function quantile(pauses: readonly number[]): number {
  const sorted = [...pauses].sort((a, b) => a - b);
  return sorted[Math.ceil(SHARE * sorted.length) - 1]!;
}
