/** Keys as tones in the audio (ITU-T Q.23, Q.24): one row and one column frequency, long enough, once a key. */
import { FRAME_SAMPLES, LINE_RATE, type Pcm } from '../line.ts';
import { COLUMNS, KEYPAD, ROWS } from './generate.ts';
import { energyOf, GoertzelFour } from './goertzel.ts';

/** A key whose tone has ended. */
export interface HeardKey {
  readonly digit: string;
  readonly durationMs: number;
}

/** Both frequencies together hold this share of a frame of a key. */
const MIN_SHARE = 0.8;
/** Q.24: a receiver takes level differences of some 4 to 8 dB either way; 9 dB leaves room for codecs. */
const MAX_TWIST = 8;
/** Mean square below which a frame is too quiet for a key, about -42 dBFS (Q.24 asks for -25 to -29 dBm). */
const MIN_POWER = 7e4;
/** Frames that make a key (Q.24: 40 ms must be taken, 23 ms must not). */
const MIN_FRAMES = 2;
/** Other frames that end it; one alone is a drop-out (Q.24: up to 10 ms). */
const END_FRAMES = 2;
const FRAME_MS = (FRAME_SAMPLES * 1000) / LINE_RATE;

const rows = new GoertzelFour(ROWS);
const columns = new GoertzelFour(COLUMNS);

/** The key that sounds through this whole frame, or `null`. @param energy of the frame */
export function keyInFrame(frame: Pcm, energy = energyOf(frame)): string | null {
  if (energy < MIN_POWER * frame.length) return null;
  const row = rows.strongest(frame);
  const column = columns.strongest(frame);
  const rowPower = rows.powers[row]!;
  const columnPower = columns.powers[column]!;
  if (2 * (rowPower + columnPower) < MIN_SHARE * frame.length * energy) return null;
  if (rowPower > columnPower * MAX_TWIST || columnPower > rowPower * MAX_TWIST) return null;
  return KEYPAD[row]![column]!;
}

/** Follows keys over frames of 160 samples. */
export class KeyDetector {
  #digit: string | null = null;
  #frames = 0;
  #others = 0;

  /** @param energy of the frame @returns the key that this frame shows to have ended. */
  hear(frame: Pcm, energy: number): HeardKey | null {
    const digit = keyInFrame(frame, energy);
    if (digit !== null && digit === this.#digit) {
      this.#frames += 1 + this.#others;
      this.#others = 0;
      return null;
    }
    if (digit === null && ++this.#others < END_FRAMES) return null;
    const ended =
      this.#digit !== null && this.#frames >= MIN_FRAMES
        ? { digit: this.#digit, durationMs: this.#frames * FRAME_MS }
        : null;
    this.#digit = digit;
    this.#frames = digit === null ? 0 : 1;
    this.#others = 0;
    return ended;
  }

  /** Is a key sounding? */
  get active(): boolean {
    return this.#digit !== null && this.#frames >= MIN_FRAMES;
  }
}
