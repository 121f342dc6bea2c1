/** Gathers or divides the line's 20 ms frames into what goes into one packet: 10 to 60 ms. */
import { LINE_RATE, type Pcm, type Samples } from '#audio';
import type { Millis } from '#kernel';

/** What is left of a packet when a frame comes is less than the packet. */
const MOST = (2 * 60 * LINE_RATE) / 1000;

export class Packer {
  readonly #leave: (pcm: Pcm, position: Samples) => void;
  readonly #waiting = new Int16Array(MOST);
  #size: Samples = (20 * LINE_RATE) / 1000;
  #filled = 0;
  /** Of the first waiting sample. */
  #from: Samples = 0;

  /** @param leave takes a packet's audio and the position of its first sample; the audio is used again afterwards */
  constructor(leave: (pcm: Pcm, position: Samples) => void) {
    this.#leave = leave;
  }

  /** From the next packet on; what waits leaves first, as a short packet. */
  set ptimeMs(ptimeMs: Millis) {
    const size = (ptimeMs * LINE_RATE) / 1000;
    if (size === this.#size) return;
    this.flush();
    this.#size = size;
  }

  /** Takes consecutive audio; after a jump of the position what waits leaves first. */
  take(pcm: Pcm, position: Samples): void {
    if (this.#filled === 0 && pcm.length === this.#size) {
      this.#leave(pcm, position);
      return;
    }
    if (this.#filled > 0 && position !== this.#from + this.#filled) this.flush();
    if (this.#filled === 0) this.#from = position;
    this.#waiting.set(pcm, this.#filled);
    this.#filled += pcm.length;
    while (this.#filled >= this.#size) this.#part(this.#size);
  }

  /** What waits leaves: a key comes, or nothing more. Ten ms make a frame of every codec, so any rest is whole. */
  flush(): void {
    if (this.#filled > 0) this.#part(this.#filled);
  }

  /** What waits will not be sent. */
  clear(): void {
    this.#filled = 0;
  }

  #part(size: Samples): void {
    this.#leave(this.#waiting.subarray(0, size), this.#from);
    this.#waiting.copyWithin(0, size, this.#filled);
    this.#filled -= size;
    this.#from += size;
  }
}
