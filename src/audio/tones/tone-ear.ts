/** All tone detectors of one call: what is a tone is no speech, whatever a detector of voice says of it. */
import type { LineTone, Pcm } from '../line.ts';
import { noCadence, stepCadence } from './cadence.ts';
import { KeyDetector, type HeardKey } from './key-detector.ts';
import { ToneSpectrum, type TonePitch } from './spectrum.ts';

/** What a frame showed. */
export interface ToneVerdict {
  /** The frame is part of a tone. */
  readonly tonal: boolean;
  /** A call progress tone became certain with this frame. */
  readonly tone: LineTone | null;
  /** A key ended with this frame. */
  readonly key: HeardKey | null;
}

/** Frames in a row that make a tone; a vowel is seldom as pure and as steady for so long. */
const STEADY_FRAMES = 3;
/** Pitch may wander by this from frame to frame, Hz. */
const STEADY_HZ = 12;
/** Frames after a tone's end that still belong to it: its tail lies in them. */
const TAIL_FRAMES = 1;

export class ToneEar {
  readonly #spectrum = new ToneSpectrum();
  readonly #keys = new KeyDetector();
  #cadence = noCadence;
  #pitch: TonePitch | null = null;
  #steady = 0;
  #tail = 0;

  /** The next frame of 160 samples. */
  hear(frame: Pcm): ToneVerdict {
    const pitch = this.#spectrum.hear(frame);
    this.#steady = pitch && this.#pitch && steady(pitch, this.#pitch) ? this.#steady + 1 : pitch ? 1 : 0;
    this.#pitch = pitch;
    const key = this.#keys.hear(frame);
    const isTone = this.#steady >= STEADY_FRAMES || this.#keys.active;
    const tonal = isTone || this.#tail-- > 0;
    if (isTone) this.#tail = TAIL_FRAMES;
    const { state, tone } = stepCadence(
      this.#cadence,
      this.#steady >= 2 && !this.#keys.active ? pitch : null,
    );
    this.#cadence = state;
    return { tonal, tone, key };
  }
}

function steady(a: TonePitch, b: TonePitch): boolean {
  return (
    Math.abs(a[0] - b[0]) <= STEADY_HZ || (a.length === 2 && Math.abs(a[1] - (b[1] ?? b[0])) <= STEADY_HZ)
  );
}
