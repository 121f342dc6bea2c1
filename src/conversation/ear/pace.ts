/** Learns how this callee pauses: inside turns, and where a turn was taken too early. */
import type { Samples } from '#audio';
import { ms, toMs } from '../core/setup.ts';
import type { PaceState } from './state.ts';

/** Pauses kept. */
const KEPT = 20;
/** Shorter ones are the gaps between words. */
const SHORTEST_MS = 250;
/** After a longer one it was another turn. */
const LONGEST_MS = 1500;
/** Who begins so soon after the agent did not answer it, but went on. */
const COLLISION = ms(300);

/** The callee goes on in the same turn after a pause that the words do not explain. */
export function pausedIn(own: PaceState, pause: number): PaceState {
  if (pause < SHORTEST_MS || pause > LONGEST_MS) return own;
  return { ...own, pauses: [...own.pauses, pause].slice(-KEPT) };
}

/** The callee speaks anew: perhaps the turn before was taken too early. */
export function beganAnew(own: PaceState, start: Samples): PaceState {
  const { takenAt, answeredAt } = own;
  const next = { ...own, takenAt: null, answeredAt: null };
  if (takenAt === null || (answeredAt !== null && start - answeredAt > COLLISION)) return next;
  return pausedIn(next, toMs(start - takenAt));
}
