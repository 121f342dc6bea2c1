/**
 * Tells our own voice, coming back from the callee's phone or a hybrid, from the callee's. An echo is what we sent in
 * the last 500 ms, at least 6 dB softer; its delay is looked for when speech begins and then only followed. The
 * callee over an echo is louder than it or unlike it, and stays speech.
 */
import type { Pcm, Samples } from '../line.ts';
import { History, likeness, searchEcho, type Likeness } from './echo-search.ts';

/** Share of the energy that an echo must explain: when it is looked for over 60 ms, and once its delay is known. */
const FOUND_SHARE = 0.7;
const KNOWN_SHARE = 0.5;
/** Once known it is followed over the last 40 ms. */
const KNOWN_WINDOW = 320;
/** A frame may be so much louder than the echo that is expected and still be it: 3 dB. */
const LOUDER = 2;
/** Searches in one run of speech; what was not found by then is the callee. */
const MOST_SEARCHES = 6;
/** Frames without speech that end a run. */
const RUN_GAP = 10;
/** Delays this near each other are one, samples. */
const SAME_LAG = 2;

export class EchoGuard {
  readonly #sent = new History();
  readonly #heard = new History();
  #known: Likeness | null = null;
  #candidate: Likeness | null = null;
  #searches = 0;
  #silent = 0;

  /** A frame left at its position; silence too. */
  sent(start: Samples, frame: Pcm): void {
    this.#sent.write(start, frame);
  }

  /** @param found whether the detector takes the frame for speech; only then it is looked at. */
  isEcho(start: Samples, frame: Pcm, found: boolean): boolean {
    this.#heard.write(start, frame);
    if (!found) {
      if (++this.#silent >= RUN_GAP) this.#searches = 0;
      return false;
    }
    this.#silent = 0;
    const end = start + frame.length;
    return this.#follows(end, frame.length) || this.#isFound(end);
  }

  /** By the delay that is known. */
  #follows(end: Samples, length: Samples): boolean {
    const known = this.#known;
    if (!known) return false;
    let best = known;
    let share = 0;
    for (let lag = Math.max(0, known.lag - 1); lag <= known.lag + 1; lag++) {
      const now = likeness(this.#heard, this.#sent, end, lag, KNOWN_WINDOW);
      if (now.share > share) [best, share] = [now, now.share];
    }
    if (share >= KNOWN_SHARE && best.gain < 0.25) {
      // Its loudness is that of the clearest pieces; where noise takes part it looks softer than it is.
      const gain = Math.max(best.gain, known.gain * 0.98);
      this.#known = { lag: best.lag, share, gain };
      return true;
    }
    const expected = known.gain * this.#sent.energy(end - known.lag, length);
    return this.#heard.energy(end, length) < LOUDER * expected;
  }

  #isFound(end: Samples): boolean {
    if (this.#searches >= MOST_SEARCHES) return false;
    this.#searches++;
    const found = searchEcho(this.#heard, this.#sent, end);
    if (!found || found.share < FOUND_SHARE) return false;
    if (this.#candidate && Math.abs(this.#candidate.lag - found.lag) <= SAME_LAG) {
      this.#known = found;
      this.#searches = 0;
    }
    this.#candidate = found;
    return true;
  }
}
