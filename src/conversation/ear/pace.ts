/** Learns how this callee pauses: inside turns, and where a turn was taken too early. */
import type { Samples } from '#audio';
import { ms, toMs } from '../core/setup.ts';
import type { PaceState } from './state.ts';

/** Turns kept. */
const KEPT = 10;
/** Shorter ones are the gaps between words. */
const SHORTEST_MS = 250;
/** After a longer one it was another turn. */
const LONGEST_MS = 1500;
/** Who begins so soon after the agent did not answer it, but went on. */
const COLLISION = ms(300);

/** A turn is over; `pauses` are those inside it, ms. */
export function turnTaken(own: PaceState, end: Samples, pauses: readonly number[]): PaceState {
  const longest = Math.max(0, ...pauses.filter(isPause));
  return { pauses: [...own.pauses, longest].slice(-KEPT), takenAt: end, answeredAt: null };
}

/** The callee speaks anew: perhaps the turn before was taken too early, and this is a pause inside it. */
export function beganAnew(own: PaceState, start: Samples): PaceState {
  const { takenAt, answeredAt } = own;
  const next = { ...own, takenAt: null, answeredAt: null };
  if (takenAt === null || (answeredAt !== null && start - answeredAt > COLLISION)) return next;
  const pause = toMs(start - takenAt);
  if (!isPause(pause)) return next;
  return { ...next, pauses: [...own.pauses.slice(0, -1), Math.max(pause, own.pauses.at(-1) ?? 0)] };
}

function isPause(pause: number): boolean {
  return pause >= SHORTEST_MS && pause <= LONGEST_MS;
}
