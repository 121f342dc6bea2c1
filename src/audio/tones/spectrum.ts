/** Is a frame made of one or two steady sine waves, and of which? By spectra of the last 64 and 32 ms. */
import { FRAME_SAMPLES, LINE_RATE, type Pcm } from '../line.ts';
import { RealSpectrum } from '../fft.ts';

/** 64 ms: long enough to part the harmonics of a voice; 32 ms: soon enough to have a suspicion. */
const SIZE = 512;
const SHORT = 256;
/** Bins on each side of a peak that belong to it under a Hann window. */
const SKIRT = 2;
/** The share of all energy in one peak, or in two, of a frame of tone. */
const ONE_SHARE = 0.93;
const TWO_SHARE = 0.95;
/** No tone of the network lies lower (dial tone: 350 Hz); the pitch of nearly every voice does, and vowels are pure. */
const LOWEST_HZ = 335;
/** Mean square below which nothing is called a tone, about -46 dBFS. */
const MIN_POWER = 2.6e4;

const hann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));

/** One or two frequencies, Hz, the lower first. */
export type TonePitch = readonly [number] | readonly [number, number];

/** Keeps the last 64 ms; one a call. */
export class ToneSpectrum {
  readonly #window = new Int16Array(SIZE);

  /** @param frame the next 160 samples. @param energy theirs @returns whether it is loud enough to be judged. */
  hear(frame: Pcm, energy: number): boolean {
    this.#window.copyWithin(0, FRAME_SAMPLES);
    this.#window.set(frame, SIZE - FRAME_SAMPLES);
    return energy >= MIN_POWER * FRAME_SAMPLES;
  }

  /** The pitch of the last 64 ms, `null` for anything but a clean tone. */
  pitch(): TonePitch | null {
    return pitchOf(this.#window, long);
  }

  /** Could the last 32 ms be the begin of a tone? Many vowels could, too. */
  suspect(): boolean {
    return pitchOf(this.#window.subarray(SIZE - SHORT), short) !== null;
  }
}

interface Workspace {
  readonly window: Float64Array;
  readonly spectrum: RealSpectrum;
}

const workspace = (size: number): Workspace => ({ window: hann(size), spectrum: new RealSpectrum(size) });
// One thread computes one spectrum at a time.
const long = workspace(SIZE);
const short = workspace(SHORT);

function pitchOf(pcm: Pcm, room: Workspace): TonePitch | null {
  const pitch = purePitchOf(pcm, room);
  return pitch && pitch[0] >= LOWEST_HZ ? pitch : null;
}

function purePitchOf(pcm: Pcm, { window, spectrum }: Workspace): TonePitch | null {
  const power = spectrum.power(pcm, window);
  let total = 0;
  for (let bin = 1; bin < power.length; bin++) total += power[bin]!;
  const binHz = LINE_RATE / pcm.length;
  const first = peak(power, -1);
  const firstEnergy = around(power, first);
  if (firstEnergy >= ONE_SHARE * total) return [interpolate(power, first) * binHz];
  const second = peak(power, first);
  const secondEnergy = around(power, second);
  if (firstEnergy + secondEnergy < TWO_SHARE * total || secondEnergy < 0.1 * firstEnergy) return null;
  const [low, high] = first < second ? [first, second] : [second, first];
  return [interpolate(power, low) * binHz, interpolate(power, high) * binHz];
}

/** The strongest bin that does not belong to the peak at `except`. */
function peak(power: Float64Array, except: number): number {
  let best = 1;
  let most = -1;
  for (let bin = 1; bin < power.length - 1; bin++) {
    if (except >= 0 && Math.abs(bin - except) <= SKIRT) continue;
    if (power[bin]! <= most) continue;
    best = bin;
    most = power[bin]!;
  }
  return best;
}

function around(power: Float64Array, bin: number): number {
  let sum = 0;
  for (let i = Math.max(1, bin - SKIRT); i <= Math.min(power.length - 1, bin + SKIRT); i++) sum += power[i]!;
  return sum;
}

/** The peak between the bins, in bins, by a parabola through the logarithms. */
function interpolate(power: Float64Array, bin: number): number {
  const [a, b, c] = [-1, 0, 1].map((step) => Math.log((power[bin + step] ?? 0) + 1e-9)) as [
    number,
    number,
    number,
  ];
  const curve = a - 2 * b + c;
  return bin + (curve === 0 ? 0 : (0.5 * (a - c)) / curve);
}
