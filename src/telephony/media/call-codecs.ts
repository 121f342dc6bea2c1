/** The codecs of one call, each made when it is first agreed; their state lasts as long as the call. */
import { openCodec, type LineCodec, type OpusCodec, type OpusSettings } from '#audio';
import type { CodecName } from '../contract.ts';

export class CallCodecs {
  readonly #opus: OpusCodec | null;
  readonly #open = new Map<CodecName, LineCodec>();

  /** @param opus made ahead for calls that may use it; `null`: this one never will */
  constructor(opus: OpusCodec | null) {
    this.#opus = opus;
  }

  /** `undefined`: Opus in a call that was opened without it. */
  get(name: CodecName): LineCodec | undefined {
    if (name === 'opus') return this.#opus ?? undefined;
    let codec = this.#open.get(name);
    if (!codec) this.#open.set(name, (codec = openCodec(name)));
    return codec;
  }

  /** What the peer wants of our Opus. */
  configureOpus(settings: OpusSettings): void {
    this.#opus?.configure(settings);
  }

  close(): void {
    this.#opus?.close();
  }
}
