/**
 * Where in what we sent a piece of what we hear comes from: normalised cross-correlation over delays of 0 to 500 ms,
 * coarsely on a quarter of the rate, then exactly. Delays at which the energies rule an echo out cost next to nothing.
 */
import type { Pcm, Samples } from '../line.ts';

/** The longest delay of an echo: 500 ms. */
const LONGEST = 4000;
/** What is compared: 60 ms. */
const WINDOW = 480;
const COARSE = 4;
const CANDIDATES = 3;
/** Kept of what was sent: more than the longest delay and the window. A power of two. */
const KEPT = 8192;
/** Energy of a sample below which nothing audible was sent (about -55 dBFS). */
const INAUDIBLE = 3400;
/** An echo is at least 6 dB softer than what it repeats. */
const ATTENUATION = 4;

/** How like what was sent a piece is at a delay. */
export interface Likeness {
  readonly lag: Samples;
  /** Squared normalised correlation, 0 to 1: the share of the energy that the echo explains. */
  readonly share: number;
  /** Energy of the echo over that of what was sent. */
  readonly gain: number;
}

/** The last second of a signal, at its positions; what is left out is silence. */
export class History {
  readonly #samples = new Float32Array(KEPT);
  #edge: Samples = 0;

  write(start: Samples, pcm: Pcm): void {
    if (start - this.#edge >= KEPT) this.#samples.fill(0);
    else for (let at = this.#edge; at < start; at++) this.#samples[at & (KEPT - 1)] = 0;
    for (let i = 0; i < pcm.length; i++) this.#samples[(start + i) & (KEPT - 1)] = pcm[i]!;
    this.#edge = Math.max(this.#edge, start + pcm.length);
  }

  at(position: Samples): number {
    return this.#samples[position & (KEPT - 1)]!;
  }

  /** Sum of squares of `length` samples before `end`. */
  energy(end: Samples, length: Samples): number {
    let sum = 0;
    for (let at = end - length; at < end; at++) sum += this.at(at) ** 2;
    return sum;
  }

  /** Means of four samples: `length` of them, the last one ending at `end`, oldest first, into `out`. */
  coarse(end: Samples, out: Float32Array): void {
    let at = end - out.length * COARSE;
    for (let i = 0; i < out.length; i++, at += COARSE)
      out[i] = (this.at(at) + this.at(at + 1) + this.at(at + 2) + this.at(at + 3)) / COARSE;
  }
}

/** The likeness of the `length` samples of `heard` before `end` with what was sent `lag` before. */
export function likeness(
  heard: History,
  sent: History,
  end: Samples,
  lag: Samples,
  length: Samples,
): Likeness {
  let [xx, yy, xy] = [0, 0, 0];
  for (let at = end - length; at < end; at++) {
    const [x, y] = [heard.at(at), sent.at(at - lag)];
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  const share = xx > 0 && yy > 0 ? (xy * xy) / (xx * yy) : 0;
  return { lag, share, gain: yy > 0 ? (xy / yy) ** 2 : 0 };
}

const piece = new Float32Array(WINDOW / COARSE);
const past = new Float32Array((WINDOW + LONGEST) / COARSE);

/** The delay at which the 60 ms of `heard` before `end` are most like what was sent; `null` when none can be. */
export function searchEcho(heard: History, sent: History, end: Samples): Likeness | null {
  heard.coarse(end, piece);
  sent.coarse(end, past);
  let best: Likeness | null = null;
  for (const lag of candidates()) {
    for (let fine = Math.max(0, lag - COARSE); fine <= lag + COARSE; fine++) {
      const found = likeness(heard, sent, end, fine, WINDOW);
      if (found.gain * ATTENUATION < 1 && (!best || found.share > best.share)) best = found;
    }
  }
  return best;
}

/** The likeliest delays on the quarter rate, samples of the full one. */
function candidates(): Samples[] {
  const size = piece.length;
  let xx = 0;
  for (const sample of piece) xx += sample * sample;
  let yy = 0;
  for (let i = 0; i < size; i++) yy += past[past.length - size + i]! ** 2;
  const top: { lag: number; share: number }[] = [];
  for (let lag = 0; lag * COARSE < LONGEST; lag++) {
    const from = past.length - size - lag;
    if (yy > size * INAUDIBLE && xx * ATTENUATION < yy) {
      let xy = 0;
      for (let i = 0; i < size; i++) xy += piece[i]! * past[from + i]!;
      offer(top, lag, (xy * xy) / (xx * yy));
    }
    yy += (past[from - 1] ?? 0) ** 2 - past[from + size - 1]! ** 2;
  }
  return top.map(({ lag }) => lag * COARSE);
}

/** Keeps the best few; neighbours are one candidate. */
function offer(top: { lag: number; share: number }[], lag: number, share: number): void {
  const near = top.find((other) => lag - other.lag <= 1);
  if (near) {
    if (share > near.share) Object.assign(near, { lag, share });
  } else if (top.length < CANDIDATES) top.push({ lag, share });
  else {
    const worst = top.reduce((low, other) => (other.share < low.share ? other : low));
    if (share > worst.share) Object.assign(worst, { lag, share });
  }
}
