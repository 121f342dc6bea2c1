/**
 * What is heard: kept whole and in order for readers and the recording; checked for tones, then for speech, as soon
 * as it arrives. A gap keeps the detectors waiting for nothing: they hear what comes behind it at once, and what fills
 * it later only the keepers.
 */
import {
  type EchoGuard,
  energyOf,
  FRAME_SAMPLES,
  NoiseFloor,
  ToneEar,
  type HeardRing,
  type LineCore,
  type Pcm,
  type Samples,
} from '#audio';
import type { Vad } from '#models';
import type { HeardFrame } from '../rtp/jitter-buffer.ts';
import type { KeyMerge } from './key-merge.ts';
import type { Recorder } from './recording-ring.ts';

export interface EarParts {
  readonly core: LineCore;
  readonly ring: HeardRing;
  readonly vad: Vad;
  readonly keys: KeyMerge;
  readonly recorder: Recorder | null;
  readonly echo: EchoGuard;
}

export class Ear {
  readonly #parts: EarParts;
  readonly #tones = new ToneEar();
  readonly #floor = new NoiseFloor();
  readonly #frame = new Int16Array(FRAME_SAMPLES);
  /** Up to here the detectors have heard. */
  #detected: Samples = -Infinity;

  constructor(parts: EarParts) {
    this.#parts = parts;
  }

  /** The next frame in order; `at` is the line's position. */
  hear({ start, pcm, kind }: HeardFrame, at: Samples): void {
    this.#parts.ring.write(start, pcm);
    this.#parts.recorder?.callee(start, pcm);
    if (start < this.#detected) return;
    this.#detected = start + pcm.length;
    this.#detect(start, this.#whole(pcm), kind !== 'silence', at);
  }

  /** Audio behind a gap, of any length, before its turn; whole frames of it are detected now. */
  glimpse(start: Samples, pcm: Pcm, at: Samples): void {
    for (let from = 0; from + FRAME_SAMPLES <= pcm.length; from += FRAME_SAMPLES) {
      if (start + from < this.#detected) continue;
      this.#detected = start + from + FRAME_SAMPLES;
      this.#detect(start + from, pcm.subarray(from, from + FRAME_SAMPLES), true, at);
    }
  }

  #detect(start: Samples, frame: Pcm, voiced: boolean, at: Samples): void {
    const { core, keys, vad, echo } = this.#parts;
    const energy = energyOf(frame);
    const { tonal, tone, key } = this.#tones.hear(frame, energy);
    if (tone) core.toneDetected(tone, at);
    if (key) keys.tone(key, at);
    // The detector hears every voiced frame, so that its noise estimate follows, but its verdict on a tone is void.
    const found = voiced && vad.isSpeech(frame) && !tonal;
    const speech = !echo.isEcho(start, frame, found) && found;
    core.hear({ start, speech, quiet: this.#floor.isQuiet(frame, found, energy) }, at);
  }

  /** Silence may come in shorter pieces; detectors take 160 samples. */
  #whole(pcm: Pcm): Pcm {
    if (pcm.length === FRAME_SAMPLES) return pcm;
    this.#frame.fill(0);
    this.#frame.set(pcm);
    return this.#frame;
  }
}
