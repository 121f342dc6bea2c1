/** Tones of the telephone network as PCM: keys, call progress, fax, beeps. */
import { LINE_RATE, type LineTone, type Pcm, type Samples } from '../line.ts';

/** A tone of one or more sine waves. */
export interface ToneSpec {
  /** Hz. */
  readonly frequencies: readonly number[];
  /** On and off in turn, ms; off last. Repeated until the length is reached. */
  readonly cadenceMs: readonly number[];
}

/** Peak of each sine wave of a pair, of 32,767: about -12 dBFS, well below clipping when two are added. */
const AMPLITUDE = 8000;

/** Key frequencies, rows then columns, Hz (ITU-T Q.23). */
export const ROWS: readonly number[] = [697, 770, 852, 941];
export const COLUMNS: readonly number[] = [1209, 1336, 1477, 1633];
/** Keys by row and column (ITU-T Q.23, figure 1). */
export const KEYPAD: readonly string[] = ['123A', '456B', '789C', '*0#D'];

/** What is on the wire for each tone that a line tells apart; North American values first in the field's habit. */
export const toneSpecs: Readonly<Record<LineTone | 'dial', ToneSpec>> = {
  dial: { frequencies: [350, 440], cadenceMs: [1000, 0] },
  busy: { frequencies: [480, 620], cadenceMs: [500, 500] },
  congestion: { frequencies: [480, 620], cadenceMs: [250, 250] },
  ringback: { frequencies: [440, 480], cadenceMs: [2000, 4000] },
  // ITU-T E.180 supplement 2: three rising tones of 330 ms; here the pitch of one is set by `sit()`.
  sit: { frequencies: [950], cadenceMs: [330, 0] },
  // ITU-T T.30: CNG 1100 Hz 0.5 s every 3.5 s, CED 2100 Hz for 2.6 to 4 s.
  'fax-cng': { frequencies: [1100], cadenceMs: [500, 3000] },
  'fax-ced': { frequencies: [2100], cadenceMs: [3000, 75] },
  beep: { frequencies: [1000], cadenceMs: [400, 2000] },
};

/** `length` samples of sine waves that begin `offset` samples into the tone, so that pieces join without a click. */
export function sines(frequencies: readonly number[], offset: Samples, length: Samples): Pcm {
  const pcm = new Int16Array(length);
  for (const frequency of frequencies) {
    const step = (2 * Math.PI * frequency) / LINE_RATE;
    for (let i = 0; i < length; i++) pcm[i]! += Math.round(AMPLITUDE * Math.sin(step * (offset + i)));
  }
  return pcm;
}

/** A tone with its cadence. */
export function tone(spec: ToneSpec, lengthMs: number): Pcm {
  const pcm = new Int16Array((lengthMs * LINE_RATE) / 1000);
  let at = 0;
  for (let phase = 0; at < pcm.length; phase++) {
    const length = Math.max(0, ((spec.cadenceMs[phase % spec.cadenceMs.length] ?? 0) * LINE_RATE) / 1000);
    if (phase % 2 === 0) pcm.set(sines(spec.frequencies, at, Math.min(length, pcm.length - at)), at);
    at += length;
  }
  return pcm;
}

/** The special information tone: three tones of 330 ms (ITU-T E.180), silence after them. */
export function specialInformationTone(lengthMs = 2000): Pcm {
  const pcm = new Int16Array((lengthMs * LINE_RATE) / 1000);
  [950, 1400, 1800].forEach((frequency, index) => {
    const length = (330 * LINE_RATE) / 1000;
    pcm.set(sines([frequency], 0, length), index * length);
  });
  return pcm;
}

/** Part of a key's tone. @throws RangeError when `digit` is none of 0-9 * # A-D. */
export function keyTone(digit: string, offset: Samples, length: Samples): Pcm {
  const row = KEYPAD.findIndex((keys) => keys.includes(digit));
  if (row < 0 || digit.length !== 1) throw new RangeError(`No such key: ${digit}`);
  return sines([ROWS[row]!, COLUMNS[KEYPAD[row]!.indexOf(digit)]!], offset, length);
}

/** Keys one after the other. */
export function keyTones(digits: string, onMs = 100, offMs = 80): Pcm {
  const [on, off] = [(onMs * LINE_RATE) / 1000, (offMs * LINE_RATE) / 1000];
  const pcm = new Int16Array(digits.length * (on + off));
  [...digits].forEach((digit, index) => pcm.set(keyTone(digit, 0, on), index * (on + off)));
  return pcm;
}
