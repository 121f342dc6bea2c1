/**
 * Triangular bands on the mel scale of Slaney's Auditory Toolbox, each of unit area, as librosa's `filters.mel` makes
 * them (https://librosa.org/doc/latest/generated/librosa.filters.mel.html): linear to 1 kHz, logarithmic above.
 */

/** One band: weights of the bins from `first` on. */
export interface MelBand {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Where the scale bends: 15 mel are 1 kHz. */
const BEND_HZ = 1000;
const BEND_MEL = 15;
/** Mel to a factor of e above it: 27 steps to 6.4 kHz. */
const STEEPNESS = 27 / Math.log(6.4);

const toMel = (hz: number): number =>
  hz < BEND_HZ ? (hz * BEND_MEL) / BEND_HZ : BEND_MEL + STEEPNESS * Math.log(hz / BEND_HZ);
const toHz = (mel: number): number =>
  mel < BEND_MEL ? (mel * BEND_HZ) / BEND_MEL : BEND_HZ * Math.exp((mel - BEND_MEL) / STEEPNESS);

/** @param bins from 0 Hz to half the rate, both included @param rate samples a second */
export function createMelBands(count: number, bins: number, rate: number): readonly MelBand[] {
  const binHz = rate / 2 / (bins - 1);
  const edge = (i: number): number => toHz((i * toMel(rate / 2)) / (count + 1));
  return Array.from({ length: count }, (_, band) => {
    const [low, middle, high] = [edge(band), edge(band + 1), edge(band + 2)];
    const first = Math.ceil(low / binHz);
    const last = Math.min(bins - 1, Math.floor(high / binHz));
    const weights = Float64Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
      const hz = (first + i) * binHz;
      const slope = Math.min((hz - low) / (middle - low), (high - hz) / (high - middle));
      return (Math.max(0, slope) * 2) / (high - low);
    });
    return { first, weights };
  });
}
