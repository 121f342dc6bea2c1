/** Listens to what a peer or a recording heard: is this audio in there, and where; how loud is it, and when. */

export interface Match {
  /** Normalised cross-correlation at the best place, -1 to 1. PCMU and PCMA of the same audio measure 0.98 and more. */
  readonly correlation: number;
  /** Where the clip begins in the audio, samples; negative when its start is missing. */
  readonly offset: number;
}

/** Finds `clip` in `audio` (same rate); the clip may hang over either end by up to one second. */
export function findClip(clip: Int16Array, audio: Int16Array, slack = 8000): Match {
  const padded = new Float64Array(slack + audio.length + Math.max(slack, clip.length));
  padded.set(audio, slack);
  const size = 2 ** Math.ceil(Math.log2(padded.length + clip.length));
  const products = correlate(Float64Array.from(clip), padded, size);
  const clipEnergy = energyOf(clip);
  let window = 0;
  for (let i = 0; i < clip.length; i++) window += padded[i]! ** 2;
  let best: Match = { correlation: 0, offset: 0 };
  for (let at = 0; at + clip.length <= padded.length; at++) {
    const correlation = products[at]! / Math.sqrt(Math.max(window * clipEnergy, 1));
    if (correlation > best.correlation) best = { correlation, offset: at - slack };
    window += (padded[at + clip.length] ?? 0) ** 2 - padded[at]! ** 2;
  }
  return best;
}

/** Mean level of the frames of 20 ms that are louder than -50 dBFS, and how long they are in all. */
export function speechLevel(pcm: Int16Array, rate = 8000): { dbfs: number; activeMs: number } {
  const frame = rate / 50;
  const loud: number[] = [];
  for (let at = 0; at + frame <= pcm.length; at += frame) {
    const power = energyOf(pcm.subarray(at, at + frame)) / frame / 32768 ** 2;
    if (power > 1e-5) loud.push(power);
  }
  const mean = loud.reduce((sum, power) => sum + power, 0) / Math.max(loud.length, 1);
  return { dbfs: mean > 0 ? 10 * Math.log10(mean) : -Infinity, activeMs: loud.length * 20 };
}

function energyOf(pcm: Int16Array): number {
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return sum;
}

/** `result[k]` = sum of `x[i] * y[k + i]`, by the convolution theorem. */
function correlate(x: Float64Array, y: Float64Array, size: number): Float64Array {
  const [xr, xi] = [new Float64Array(size), new Float64Array(size)];
  const [yr, yi] = [new Float64Array(size), new Float64Array(size)];
  xr.set(x);
  yr.set(y);
  transform(xr, xi);
  transform(yr, yi);
  for (let i = 0; i < size; i++) {
    const real = yr[i]! * xr[i]! + yi[i]! * xi[i]!;
    yi[i] = -(yi[i]! * xr[i]! - yr[i]! * xi[i]!); // conjugated: the forward transform then runs backwards
    yr[i] = real;
  }
  transform(yr, yi);
  return yr.map((value) => value / size);
}

interface Turns {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** Kept, as they cost more than the transform that takes them. */
const turns = new Map<number, Turns>();

function turnsOf(length: number): Turns {
  let known = turns.get(length);
  if (!known) {
    const half = { length: length / 2 };
    const cosines = Float64Array.from(half, (_, k) => Math.cos((2 * Math.PI * k) / length));
    const sines = Float64Array.from(half, (_, k) => -Math.sin((2 * Math.PI * k) / length));
    turns.set(length, (known = { cosines, sines }));
  }
  return known;
}

/** Fast Fourier transform in place, radix 2. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [real[i], real[j]] = [real[j]!, real[i]!];
    [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
  }
  for (let length = 2; length <= size; length *= 2) {
    const half = length / 2;
    const { cosines, sines } = turnsOf(length);
    for (let start = 0; start < size; start += length) {
      for (let k = 0; k < half; k++) {
        const a = start + k;
        const b = a + half;
        const r = real[b]! * cosines[k]! - imaginary[b]! * sines[k]!;
        const i = real[b]! * sines[k]! + imaginary[b]! * cosines[k]!;
        real[b] = real[a]! - r;
        imaginary[b] = imaginary[a]! - i;
        real[a] = real[a]! + r;
        imaginary[a] = imaginary[a]! + i;
      }
    }
  }
}
