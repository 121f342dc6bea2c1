/** Which number of a pool is tried first. Pure: the chance of a weighted draw is in the call's id. */
import type { Id } from '#kernel';
import type { NumberPool } from '../trunks/number-pool.ts';
import type { PhoneNumber } from '../trunks/trunk.ts';
import { callingCode, isE164 } from './address.ts';

/**
 * The members in the order in which they are to be tried, and why in that order.
 * @param numbers those of the pool that may be used
 */
export function byRule(
  pool: NumberPool,
  numbers: readonly PhoneNumber[],
  { to, callId }: { readonly to: string; readonly callId: Id },
): { readonly ordered: readonly PhoneNumber[]; readonly why: string } {
  const place = new Map(pool.members.map(({ numberId }, index) => [numberId, index]));
  const inOrder = numbers.toSorted((a, b) => place.get(a.id)! - place.get(b.id)!);
  const rested = inOrder.toSorted((a, b) => (a.lastUsedAt ?? 0) - (b.lastUsedAt ?? 0));
  switch (pool.rule) {
    case 'first':
      return { ordered: inOrder, why: 'first of the pool' };
    case 'least_recently_used':
      return { ordered: rested, why: 'least recently used of the pool' };
    case 'same_country': {
      const code = isE164(to) ? callingCode(to) : '';
      const foreign = ({ e164 }: PhoneNumber) => (callingCode(e164) === code ? 0 : 1);
      const ordered = rested.toSorted((a, b) => foreign(a) - foreign(b));
      const near = ordered[0] !== undefined && foreign(ordered[0]) === 0;
      return { ordered, why: near ? 'same country, of the pool' : 'least recently used of the pool' };
    }
    case 'weighted':
      return { ordered: drawnOrder(pool, inOrder, chanceOf(callId)), why: 'drawn by weight from the pool' };
  }
}

/** One after another without putting back; the same chance draws the same order. */
function drawnOrder(pool: NumberPool, numbers: readonly PhoneNumber[], chance: number): PhoneNumber[] {
  const weights = new Map(pool.members.map(({ numberId, weight }) => [numberId, weight]));
  const left = [...numbers];
  const drawn: PhoneNumber[] = [];
  let unit = chance;
  while (left.length > 0) {
    const sum = left.reduce((all, { id }) => all + weights.get(id)!, 0);
    let rest = unit * sum;
    const found = left.findIndex(({ id }) => (rest -= weights.get(id)!) < 0);
    const index = found < 0 ? left.length - 1 : found;
    drawn.push(...left.splice(index, 1));
    unit = (unit * 997) % 1;
  }
  return drawn;
}

/**
 * In [0, 1), the same for a call whenever it is judged: at its acceptance and before each attempt. Ids of one
 * millisecond count up, hence the mixing (FNV-1a, finished as in MurmurHash3).
 */
export function chanceOf(id: Id): number {
  let mixed = 0x811c9dc5;
  for (const char of id) mixed = Math.imul(mixed ^ char.charCodeAt(0), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
}
