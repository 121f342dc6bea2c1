/**
 * Key streams of AES counter mode, of a packet and those that most likely follow it in one go (RFC 3711, 4.1.1): the
 * call of the cipher costs as much as seventy blocks do. Streams of packets that never come are forgotten unused.
 */
import { KeyStream } from './key-stream.ts';

const BLOCK = 16;
/** 160 ms of a call. */
const PACKETS = 8;

export class PacketStreams {
  readonly #cipher: KeyStream;
  readonly #salt: Uint8Array;
  readonly #iv = new Uint8Array(BLOCK);
  readonly #ivWords = new Uint32Array(this.#iv.buffer);
  #blocks = new Uint8Array(0);
  #streams: Uint8Array = this.#blocks;
  /** Whose streams these are, of which index the first, octets a packet. */
  #ssrc = -1;
  #first = 0;
  #size = 0;

  /** @param salt 14 octets */
  constructor(key: Uint8Array, salt: Uint8Array) {
    this.#cipher = new KeyStream(key);
    this.#salt = salt;
  }

  /** `bytes[from..to)` XOR the stream of the packet, in place. @param index 48 bits (3.3.1) */
  apply(bytes: Uint8Array, from: number, to: number, ssrc: number, index: number): void {
    const place = index - this.#first;
    const isMade = ssrc === this.#ssrc && place >= 0 && place < PACKETS && to - from <= this.#size;
    if (!isMade) this.#make(ssrc, index, to - from);
    const streams = this.#streams;
    for (let i = from, j = (index - this.#first) * this.#size; i < to; i++, j++)
      bytes[i] = bytes[i]! ^ streams[j]!;
  }

  #make(ssrc: number, index: number, length: number): void {
    this.#ssrc = ssrc;
    this.#first = index;
    this.#size = Math.max(this.#size, Math.ceil(length / BLOCK) * BLOCK);
    if (this.#blocks.length < PACKETS * this.#size) this.#blocks = new Uint8Array(PACKETS * this.#size);
    const words = new Uint32Array(this.#blocks.buffer);
    for (let packet = 0, at = 0; packet < PACKETS; packet++) {
      this.#describe(ssrc, index + packet);
      for (let block = 0; block * BLOCK < this.#size; block++, at += BLOCK) {
        for (let i = 0; i < 4; i++) words[at / 4 + i] = this.#ivWords[i]!;
        this.#blocks[at + 14] = block >> 8;
        this.#blocks[at + 15] = block;
      }
    }
    this.#streams = this.#cipher.block(this.#blocks);
  }

  /** 4.1.1: IV = (k_s * 2^16) XOR (SSRC * 2^64) XOR (i * 2^16). */
  #describe(ssrc: number, index: number): void {
    this.#iv.set(this.#salt);
    mix(this.#iv, 4, ssrc);
    mix(this.#iv, 8, Math.floor(index / 0x1_0000));
    this.#iv[12]! ^= (index >>> 8) & 0xff;
    this.#iv[13]! ^= index & 0xff;
  }
}

function mix(iv: Uint8Array, at: number, word: number): void {
  for (let i = 0; i < 4; i++) iv[at + i]! ^= (word >>> (24 - i * 8)) & 0xff;
}
