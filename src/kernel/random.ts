/** Chance as a dependency: the only room that asks the system for randomness. */
import { randomBytes } from 'node:crypto';

/** A source of random bytes. */
export interface Random {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}

/** Cryptographically strong randomness from the system. */
export const realRandom: Random = { bytes: (count) => randomBytes(count) };

/**
 * Repeatable bytes for tests and replay (SplitMix32); never for secrets.
 * @param seed any 32-bit integer.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff) };
}

/** `bytes` random bytes as lower-case hex. */
export function randomHex(random: Random, bytes: number): string {
  return Buffer.from(random.bytes(bytes)).toString('hex');
}

/** A uniform number in [0, 1) with 32 bits of resolution. */
export function randomUnit(random: Random): number {
  return Buffer.from(random.bytes(4)).readUInt32BE() / 0x1_0000_0000;
}
