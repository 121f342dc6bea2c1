/** Learns how this callee pauses: inside turns, and where a turn was taken too early. */
import type { Samples } from '#audio';
import { toMs } from '../core/setup.ts';
import type { PaceState } from './state.ts';

/** Pauses kept. */
const KEPT = 20;
/** Shorter ones are the gaps between words. */
const SHORTEST_MS = 250;
/** After a longer one it was another turn. */
const LONGEST_MS = 1500;

/** The callee goes on at `start`; `before` is the end of what was said before in the same turn. */
export function wentOn(own: PaceState, before: Samples | null, start: Samples): PaceState {
  const from = before ?? own.takenAt;
  const next = { ...own, takenAt: null };
  if (from === null) return next;
  const pause = toMs(start - from);
  if (pause < SHORTEST_MS || pause > LONGEST_MS) return next;
  return { ...next, pauses: [...own.pauses, pause].slice(-KEPT) };
}
