/**
 * This callee's own pauses: who pauses long between two parts of a sentence is given that long, and a little more,
 * up to the ceiling of the preset. A whole answer needs none of it.
 */
import type { EndpointStrategy } from './facts.ts';

/** Fewer pauses say nothing about a person. */
const FEWEST = 2;
const SHARE = 0.75;
const MARGIN_MS = 120;

export const calleePace: EndpointStrategy = ({ pauses, verdict }, waits) => {
  if (pauses.length < FEWEST || verdict === 'complete') return null;
  const sorted = [...pauses].sort((a, b) => a - b);
  const usual = sorted[Math.ceil(SHARE * sorted.length) - 1]!;
  return Math.min(usual + MARGIN_MS, waits.paceCeiling);
};
