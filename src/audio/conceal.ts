/**
 * Hides a lost frame by what was heard before it: the last 20 ms, mirrored to and fro so that the waveform stays
 * continuous, fading to silence in 60 ms. Speech hardly changes in 20 ms; after 60 ms a guess is worse than silence
 * (the reasoning of ITU-T G.711 appendix I, without its pitch search).
 */
import { FRAME_SAMPLES, type Pcm } from './line.ts';

const FADE_SAMPLES = 3 * FRAME_SAMPLES;

export class Concealer {
  readonly #last = new Int16Array(FRAME_SAMPLES);
  /** Samples made since the last one that was heard. */
  #made = FADE_SAMPLES;

  /** A frame was heard; only its last 20 ms matter. */
  remember(pcm: Pcm): void {
    this.#made = 0;
    if (pcm.length === FRAME_SAMPLES) return this.#last.set(pcm);
    const tail = pcm.subarray(Math.max(0, pcm.length - FRAME_SAMPLES));
    this.#last.copyWithin(0, tail.length);
    this.#last.set(tail, FRAME_SAMPLES - tail.length);
  }

  /** Forgets; what follows is silence. */
  forget(): void {
    this.#made = FADE_SAMPLES;
  }

  /** Is there still something to guess from? */
  get audible(): boolean {
    return this.#made < FADE_SAMPLES;
  }

  /** The next `count` samples in place of lost ones. */
  make(count: number): Pcm {
    const pcm = new Int16Array(count);
    for (let i = 0; i < count && this.#made < FADE_SAMPLES; i++, this.#made++) {
      const step = this.#made % (2 * FRAME_SAMPLES);
      const index = step < FRAME_SAMPLES ? FRAME_SAMPLES - 1 - step : step - FRAME_SAMPLES;
      pcm[i] = this.#last[index]! * (1 - this.#made / FADE_SAMPLES);
    }
    return pcm;
  }
}
