/** Vendors' PCM bytes, cut wherever the network cuts them, as samples of 8 kHz. */
import { LINE_RATE, Resampler, type Pcm } from '#audio';
import type { TtsBodyDecoder } from './tts-event.ts';

/** Takes little-endian PCM16; the half sample at a piece's end waits for the next piece. */
export class PcmReader {
  readonly #resampler: Resampler | null;
  #half: number | null = null;

  /** @param rate of the bytes, samples a second */
  constructor(rate: number) {
    this.#resampler = rate === LINE_RATE ? null : new Resampler(rate, LINE_RATE);
  }

  push(bytes: Uint8Array): Pcm {
    const held = this.#half === null ? 0 : 1;
    const pcm = new Int16Array((bytes.length + held) >> 1);
    let at = 0;
    if (this.#half !== null && bytes.length > 0) {
      pcm[0] = this.#half | (bytes[0]! << 8);
      this.#half = null;
      at = 1;
    }
    for (let n = at; at + 1 < bytes.length; at += 2, n++) pcm[n] = bytes[at]! | (bytes[at + 1]! << 8);
    if (at < bytes.length) this.#half = bytes[at]!;
    return this.#resampler ? this.#resampler.push(pcm) : pcm;
  }

  /** What resampling still held back. Half a sample that was never completed is no sound and is dropped. */
  end(): Pcm {
    return this.#resampler ? this.#resampler.end() : new Int16Array(0);
  }
}

/** A body of bare PCM. @param rate samples a second */
export function pcmBody(rate: number): TtsBodyDecoder {
  const reader = new PcmReader(rate);
  return {
    push: (bytes) => [{ pcm: reader.push(bytes) }],
    end: () => [{ pcm: reader.end() }],
  };
}
