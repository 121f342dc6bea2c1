/** What is heard, frame by frame: kept for readers and recording, checked for tones, then for speech. */
import { FRAME_SAMPLES, ToneEar, type HeardRing, type LineCore, type Pcm, type Samples } from '#audio';
import type { Vad } from '#models';
import type { HeardFrame } from '../rtp/jitter-buffer.ts';
import type { KeyMerge } from './key-merge.ts';
import type { Recorder } from './recording-ring.ts';

export class Ear {
  readonly #core: LineCore;
  readonly #ring: HeardRing;
  readonly #vad: Vad;
  readonly #keys: KeyMerge;
  readonly #recorder: Recorder | null;
  readonly #tones = new ToneEar();
  readonly #frame = new Int16Array(FRAME_SAMPLES);

  constructor(parts: {
    core: LineCore;
    ring: HeardRing;
    vad: Vad;
    keys: KeyMerge;
    recorder: Recorder | null;
  }) {
    this.#core = parts.core;
    this.#ring = parts.ring;
    this.#vad = parts.vad;
    this.#keys = parts.keys;
    this.#recorder = parts.recorder;
  }

  /** The next frame in order; `at` is the line's position. */
  hear({ start, pcm, kind }: HeardFrame, at: Samples): void {
    this.#ring.write(start, pcm);
    this.#recorder?.callee(start, pcm);
    const frame = this.#whole(pcm);
    const { tonal, tone, key } = this.#tones.hear(frame);
    if (tone) this.#core.toneDetected(tone, at);
    if (key) this.#keys.tone(key, at);
    // The detector hears every voiced frame, so that its noise estimate follows, but its verdict on a tone is void.
    const speech = kind !== 'silence' && this.#vad.isSpeech(frame) && !tonal;
    this.#core.hear({ start, speech }, at);
  }

  /** Silence may come in shorter pieces; detectors take 160 samples. */
  #whole(pcm: Pcm): Pcm {
    if (pcm.length === FRAME_SAMPLES) return pcm;
    this.#frame.fill(0);
    this.#frame.set(pcm);
    return this.#frame;
  }
}
