/**
 * This callee's own pauses: who pauses long between two parts of a sentence is given that long, and a little more,
 * up to the ceiling of the preset. A whole answer needs none of it.
 */
import type { EndpointStrategy } from './facts.ts';

/** Fewer pauses in the call say nothing about a person; one in the same turn does. */
const FEWEST = 2;
const SHARE = 0.75;
const MARGIN_MS = 100;

export const calleePace: EndpointStrategy = ({ pauses, turnPace, verdict }, waits) => {
  if (verdict === 'complete') return null;
  const usual = pauses.length < FEWEST ? 0 : quantile(pauses);
  const longest = Math.max(usual, turnPace);
  return longest === 0 ? null : Math.min(longest + MARGIN_MS, waits.paceCeiling);
};

function quantile(pauses: readonly number[]): number {
  const sorted = [...pauses].sort((a, b) => a - b);
  return sorted[Math.ceil(SHARE * sorted.length) - 1]!;
}
