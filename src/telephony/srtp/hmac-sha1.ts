/**
 * HMAC-SHA1 (RFC 2104, FIPS 180-4) whose two pads are hashed once a key: for packets of 200 octets a tenth of the cost
 * of `createHmac`, which builds a native object each time.
 */
import { writeWord } from './words.ts';

const BLOCK = 64;
const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

export class HmacSha1 {
  readonly #inner: Int32Array;
  readonly #outer: Int32Array;
  readonly #state = new Int32Array(5);
  /** The last one or two blocks of the message. */
  readonly #tail = new Uint8Array(2 * BLOCK);
  /** The one block behind the outer pad: a digest of 20 octets, its padding written once. */
  readonly #last = new Uint8Array(BLOCK);
  readonly #words = new Int32Array(80);

  /** @param key at most 64 octets */
  constructor(key: Uint8Array) {
    this.#inner = this.#pad(key, 0x36);
    this.#outer = this.#pad(key, 0x5c);
    this.#last[20] = 0x80;
    writeWord(this.#last, BLOCK - 4, (BLOCK + 20) * 8);
  }

  /** 20 octets over `bytes[0..length)`, the first of a buffer that is valid until the next call. */
  sign(bytes: Uint8Array, length: number): Uint8Array {
    const state = this.#state;
    copy(this.#inner, state);
    const whole = length - (length % BLOCK);
    for (let at = 0; at < whole; at += BLOCK) compress(state, bytes, at, this.#words);
    this.#finish(bytes, whole, length);
    this.#write(state);
    copy(this.#outer, state);
    compress(state, this.#last, 0, this.#words);
    this.#write(state);
    return this.#last;
  }

  /** The octets from `whole` on with their padding: 0x80, zeros, the length in bits (FIPS 180-4, 5.1.1). */
  #finish(bytes: Uint8Array, whole: number, length: number): void {
    const tail = this.#tail;
    const rest = length - whole;
    for (let i = 0; i < rest; i++) tail[i] = bytes[whole + i]!;
    tail[rest] = 0x80;
    const end = rest + 9 > BLOCK ? 2 * BLOCK : BLOCK;
    for (let i = rest + 1; i < end - 4; i++) tail[i] = 0;
    // No datagram has 2^29 octets: the upper half of the length is zero.
    writeWord(tail, end - 4, (length + BLOCK) * 8);
    for (let at = 0; at < end; at += BLOCK) compress(this.#state, tail, at, this.#words);
  }

  #pad(key: Uint8Array, value: number): Int32Array {
    const block = new Uint8Array(BLOCK).fill(value);
    key.forEach((octet, i) => (block[i] = octet ^ value));
    const state = Int32Array.from(INITIAL);
    compress(state, block, 0, this.#words);
    return state;
  }

  #write(state: Int32Array): void {
    for (let i = 0; i < 5; i++) writeWord(this.#last, i * 4, state[i]!);
  }
}

/** Five words; a loop costs less than a call of `set`. */
function copy(from: Int32Array, to: Int32Array): void {
  for (let i = 0; i < 5; i++) to[i] = from[i]!;
}

/** FIPS 180-4, 6.1.2. */
function compress(state: Int32Array, bytes: Uint8Array, offset: number, w: Int32Array): void {
  for (let t = 0, at = offset; t < 16; t++, at += 4)
    w[t] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  for (let t = 16; t < 80; t++) {
    const x = w[t - 3]! ^ w[t - 8]! ^ w[t - 14]! ^ w[t - 16]!;
    w[t] = (x << 1) | (x >>> 31);
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let t = 0;
  for (; t < 20; t++) {
    const next = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + e + 0x5a827999 + w[t]!) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 40; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0x6ed9eba1 + w[t]!) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 60; t++) {
    const next = (((a << 5) | (a >>> 27)) + ((b & c) | (b & d) | (c & d)) + e + 0x8f1bbcdc + w[t]!) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 80; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0xca62c1d6 + w[t]!) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
}
