/** Comfort noise (RFC 3389): a peer that sends no silence describes it, and we make what it would have sounded like. */
import { clip } from '../level.ts';
import type { Pcm } from '../line.ts';

/** Reflection coefficients that are heeded; what a peer adds beyond tells nothing that the ear could hear. */
const MAX_ORDER = 12;
const FULL_SCALE = 32_768;

export class ComfortNoise {
  /** Root mean square of the excitation. */
  #level = 0;
  #reflection = new Float64Array(0);
  #backward = new Float64Array(1);
  #chance = 0x2545_f491;

  /** Takes a description: level in -dBov, then reflection coefficients (3.1, 3.2). Empty: silence. */
  describe(payload: Uint8Array): void {
    const decibels = payload[0] === undefined ? 127 : payload[0] & 0x7f;
    // 3.2: N = 127 stands for zero, one step for 258/32768.
    this.#reflection = Float64Array.from(
      payload.subarray(1, 1 + MAX_ORDER),
      (octet) => (258 * (octet - 127)) / FULL_SCALE,
    ).map((k) => Math.max(-0.98, Math.min(0.98, k)));
    this.#backward = new Float64Array(this.#reflection.length + 1);
    // The filter makes its input louder by 1 / (1 - k²) in power for each coefficient; the level is that of its output.
    const gain = this.#reflection.reduce((power, k) => power * (1 - k * k), 1);
    this.#level = decibels === 127 ? 0 : FULL_SCALE * 10 ** (-decibels / 20) * Math.sqrt(gain);
  }

  /** The next `count` samples. */
  make(count: number): Pcm {
    const pcm = new Int16Array(count);
    if (this.#level === 0) return pcm;
    // Uniform noise between ±1 has a mean square of one third.
    const amplitude = this.#level * Math.sqrt(3);
    for (let i = 0; i < count; i++) pcm[i] = clip(this.#filter(this.#white() * amplitude));
    return pcm;
  }

  /** All-pole lattice. */
  #filter(input: number): number {
    const k = this.#reflection;
    const b = this.#backward;
    let forward = input;
    for (let stage = k.length - 1; stage >= 0; stage--) {
      forward -= k[stage]! * b[stage]!;
      b[stage + 1] = b[stage]! + k[stage]! * forward;
    }
    b[0] = forward;
    return forward;
  }

  /** Between -1 and 1; the same row in each call, for nothing depends on it (xorshift). */
  #white(): number {
    let x = this.#chance;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#chance = x;
    return x / 0x8000_0000;
  }
}
