/** The line's background, learnt from what the detector does not take for speech. */
import type { Pcm } from '../line.ts';
import { energyOf } from '../tones/goertzel.ts';

/** So much above the background a frame holds more than it: 6 dB. */
const ABOVE = 4;
/** Quieter than this is background on every line: mean square at -57 dBFS. */
const SILENCE = 2142;
/** It follows quieter frames fast and louder ones slowly, so that the tails of words hardly raise it. */
const DOWN = 0.3;
const UP = 0.02;
/** The first frame is background, unless louder than any line's: -45 dBFS. Detectors take it for speech at first. */
const LOUDEST = 34_000;

export class NoiseFloor {
  #power = -1;

  /**
   * @param found whether the detector takes the frame for speech. @param energy of the frame
   * @returns whether it is no louder than background.
   */
  isQuiet(frame: Pcm, found: boolean, energy = energyOf(frame)): boolean {
    const power = energy / Math.max(frame.length, 1);
    if (this.#power < 0) this.#power = Math.min(power, LOUDEST);
    if (!found) this.#power += (power - this.#power) * (power < this.#power ? DOWN : UP);
    return power < Math.max(SILENCE, this.#power * ABOVE);
  }
}
