/** Early media: only the network's tones are listened for; nothing of it is kept, recorded or taken for speech. */
import { FRAME_SAMPLES, ToneEar, type LineTone, type Pcm } from '#audio';

export class EarlyEar {
  readonly #tell: (tone: LineTone) => void;
  readonly #tones = new ToneEar();
  readonly #frame = new Int16Array(FRAME_SAMPLES);
  #filled = 0;

  constructor(tell: (tone: LineTone) => void) {
    this.#tell = tell;
  }

  /** Audio of any length, as it arrives. */
  hear(pcm: Pcm): void {
    for (let from = 0; from < pcm.length;) {
      const part = pcm.subarray(from, from + FRAME_SAMPLES - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled < FRAME_SAMPLES) return;
      this.#filled = 0;
      const { tone } = this.#tones.hear(this.#frame);
      if (tone) this.#tell(tone);
    }
  }
}
