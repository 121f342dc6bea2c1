/** Repeatable chance, fast enough for millions of mutations. */

export interface Chance {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  of<T>(list: readonly T[]): T;
}

/** Mulberry32. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit: number): number => Math.floor(unit() * limit);
  return { below, of: (list) => list[below(list.length)]! };
}
