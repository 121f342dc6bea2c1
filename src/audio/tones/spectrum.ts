/** Is a frame made of one or two steady sine waves, and of which? By the spectrum of the last 32 ms. */
import { FRAME_SAMPLES, LINE_RATE, type Pcm } from '../line.ts';
import { fft } from '../fft.ts';

const SIZE = 256;
const BIN_HZ = LINE_RATE / SIZE;
/** Bins on each side of a peak that belong to it under a Hann window. */
const SKIRT = 2;
/** The share of all energy in one peak, or in two, of a frame of tone. */
const ONE_SHARE = 0.9;
const TWO_SHARE = 0.93;
/** Mean square below which nothing is called a tone, about -46 dBFS. */
const MIN_POWER = 2.6e4;

const hann = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE));

/** One or two frequencies, Hz, the lower first. */
export type TonePitch = readonly [number] | readonly [number, number];

/** Keeps the last 32 ms; one a call. */
export class ToneSpectrum {
  readonly #window = new Int16Array(SIZE);

  /** The pitch of the last 32 ms, `null` for anything but a clean tone. @param frame the next 160 samples. */
  hear(frame: Pcm): TonePitch | null {
    this.#window.copyWithin(0, FRAME_SAMPLES);
    this.#window.set(frame, SIZE - FRAME_SAMPLES);
    let energy = 0;
    for (const sample of frame) energy += sample * sample;
    return energy < MIN_POWER * FRAME_SAMPLES ? null : pitchOf(this.#window);
  }
}

// One thread computes one spectrum at a time.
const real = new Float64Array(SIZE);
const imaginary = new Float64Array(SIZE);
const power = new Float64Array(SIZE / 2);

function pitchOf(window: Pcm): TonePitch | null {
  for (let i = 0; i < SIZE; i++) real[i] = window[i]! * hann[i]!;
  imaginary.fill(0);
  fft(real, imaginary);
  let total = 0;
  for (let bin = 1; bin < power.length; bin++) total += power[bin] = real[bin]! ** 2 + imaginary[bin]! ** 2;
  const first = peak(-1);
  const firstEnergy = around(first);
  if (firstEnergy >= ONE_SHARE * total) return [interpolate(first)];
  const second = peak(first);
  const secondEnergy = around(second);
  if (firstEnergy + secondEnergy < TWO_SHARE * total || secondEnergy < 0.1 * firstEnergy) return null;
  const [low, high] = first < second ? [first, second] : [second, first];
  return [interpolate(low), interpolate(high)];
}

/** The strongest bin that does not belong to the peak at `except`. */
function peak(except: number): number {
  let best = 1;
  let most = -1;
  for (let bin = 1; bin < power.length - 1; bin++) {
    if (except >= 0 && Math.abs(bin - except) <= 2 * SKIRT) continue;
    if (power[bin]! > most) [best, most] = [bin, power[bin]!];
  }
  return best;
}

function around(bin: number): number {
  let sum = 0;
  for (let i = Math.max(1, bin - SKIRT); i <= Math.min(power.length - 1, bin + SKIRT); i++) sum += power[i]!;
  return sum;
}

/** Hz between the bins, by a parabola through the logarithms. */
function interpolate(bin: number): number {
  const [a, b, c] = [-1, 0, 1].map((step) => Math.log((power[bin + step] ?? 0) + 1e-9)) as [
    number,
    number,
    number,
  ];
  const curve = a - 2 * b + c;
  return (bin + (curve === 0 ? 0 : (0.5 * (a - c)) / curve)) * BIN_HZ;
}
