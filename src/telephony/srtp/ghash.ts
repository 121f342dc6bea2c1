/**
 * GHASH (NIST SP 800-38D, 6.4) by a table of 256 products a key: with a long-lived key stream it costs a fifth of a
 * GCM cipher a packet.
 */

/** What eight bits that are shifted out on the right bring back on the left: R of 6.3, 16 bits each. */
const REDUCTION = Int32Array.from({ length: 256 }, (_, low) => {
  let [high, shifted] = [0, low];
  for (let bit = 0; bit < 8; bit++) {
    const carry = shifted & 1;
    shifted = (shifted >>> 1) | ((high & 1) << 7);
    high = (high >>> 1) ^ (carry ? 0xe1000000 : 0);
  }
  return high;
});

export class Ghash {
  /** Product of H and each octet, four words each. */
  readonly #table = new Int32Array(1024);
  readonly #tag = new Uint8Array(16);
  #y0 = 0;
  #y1 = 0;
  #y2 = 0;
  #y3 = 0;

  /** @param h AES of the zero block, 16 octets */
  constructor(h: Uint8Array) {
    const view = new DataView(h.buffer, h.byteOffset, 16);
    let [a, b, c, d] = [0, 4, 8, 12].map((at) => view.getInt32(at)) as [number, number, number, number];
    const table = this.#table;
    // 6.3: the leftmost bit is x^0; each further one is the product before, shifted right and reduced.
    for (let octet = 0x80; octet > 0; octet >>= 1) {
      table.set([a, b, c, d], octet * 4);
      const carry = d & 1;
      d = (d >>> 1) | (c << 31);
      c = (c >>> 1) | (b << 31);
      b = (b >>> 1) | (a << 31);
      a = (a >>> 1) ^ (carry ? 0xe1000000 : 0);
    }
    for (let octet = 1; octet < 256; octet++) {
      const top = octet & -octet;
      if (top === octet) continue;
      for (let i = 0; i < 4; i++) table[octet * 4 + i] = table[top * 4 + i]! ^ table[(octet ^ top) * 4 + i]!;
    }
  }

  /**
   * Over `header` and then `bytes[from..to)`, each padded with zeros, and their lengths; 16 octets, valid until the
   * next call.
   */
  hash(header: Uint8Array, bytes: Uint8Array, from: number, to: number): Uint8Array {
    this.#y0 = this.#y1 = this.#y2 = this.#y3 = 0;
    this.#absorb(header, 0, header.length);
    this.#absorb(bytes, from, to);
    this.#y1 ^= header.length * 8;
    this.#y3 ^= (to - from) * 8;
    this.#multiply();
    const words = [this.#y0, this.#y1, this.#y2, this.#y3];
    for (let i = 0; i < 16; i++) this.#tag[i] = words[i >> 2]! >>> (24 - (i & 3) * 8);
    return this.#tag;
  }

  #absorb(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at += 16) {
      this.#y0 ^= word(bytes, at, to);
      this.#y1 ^= word(bytes, at + 4, to);
      this.#y2 ^= word(bytes, at + 8, to);
      this.#y3 ^= word(bytes, at + 12, to);
      this.#multiply();
    }
  }

  /** Y = Y * H, octet by octet from the right. */
  #multiply(): void {
    const table = this.#table;
    const y = [this.#y3, this.#y2, this.#y1, this.#y0];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < 4; i++) {
      const octets = y[i]!;
      for (let shift = 0; shift < 32; shift += 8) {
        const low = d & 0xff;
        const at = ((octets >>> shift) & 0xff) << 2;
        d = ((d >>> 8) | (c << 24)) ^ table[at + 3]!;
        c = ((c >>> 8) | (b << 24)) ^ table[at + 2]!;
        b = ((b >>> 8) | (a << 24)) ^ table[at + 1]!;
        a = (a >>> 8) ^ REDUCTION[low]! ^ table[at]!;
      }
    }
    this.#y0 = a;
    this.#y1 = b;
    this.#y2 = c;
    this.#y3 = d;
  }
}

/** Four octets, zero from `end` on. */
function word(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 <= end)
    return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  let value = 0;
  for (let i = 0; i < 4; i++) value = (value << 8) | (at + i < end ? bytes[at + i]! : 0);
  return value;
}
