/** AES-128 of many counter blocks in one go: one long-lived cipher a key costs a tenth of one cipher a packet. */
import { createCipheriv, type Cipheriv } from 'node:crypto';

const BLOCK = 16;

export class KeyStream {
  readonly #cipher: Cipheriv;
  #blocks = Buffer.alloc(BLOCK * 12);

  /** @param key 16 octets */
  constructor(key: Uint8Array) {
    // ECB of counter blocks is counter mode (NIST SP 800-38A, 6.5); nothing else is ever given to this cipher.
    this.#cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  }

  /** AES of a block, or of each of many. */
  block(blocks: Uint8Array): Uint8Array {
    return this.#cipher.update(blocks);
  }

  /**
   * Key stream of at least `length` octets. @param iv 16 octets; its last two count the blocks, from `first` on.
   */
  make(iv: Uint8Array, first: number, length: number): Uint8Array {
    const count = Math.ceil(length / BLOCK);
    if (this.#blocks.length < count * BLOCK) this.#blocks = Buffer.alloc(count * BLOCK);
    for (let i = 0; i < count; i++) {
      const at = i * BLOCK;
      this.#blocks.set(iv, at);
      this.#blocks[at + 14] = (first + i) >> 8;
      this.#blocks[at + 15] = first + i;
    }
    return this.#cipher.update(this.#blocks.subarray(0, count * BLOCK));
  }
}

/** `bytes[from..to)` XOR the stream, in place. */
export function applyStream(bytes: Uint8Array, from: number, to: number, stream: Uint8Array, skip = 0): void {
  for (let i = from, j = skip; i < to; i++, j++) bytes[i] = bytes[i]! ^ stream[j]!;
}
