/** AES counter mode with HMAC-SHA1 (RFC 3711, 4.1.1 and 4.2.1). */
import { HmacSha1 } from './hmac-sha1.ts';
import type { SessionSecrets } from './key-derivation.ts';
import { applyStream, KeyStream } from './key-stream.ts';
import type { SuiteSizes } from './suite.ts';
import { ENCRYPTED, RTCP_CLEAR, sameTag, type Transform } from './transform.ts';
import { readWord, writeWord } from './words.ts';

interface SessionKeys {
  readonly stream: KeyStream;
  readonly hmac: HmacSha1;
  readonly salt: Uint8Array;
}

export class CounterMode implements Transform {
  readonly rtpTag: number;
  readonly rtcpTrailer: number;
  readonly overhead: number;
  readonly #rtcpTag: number;
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  readonly #iv = new Uint8Array(16);
  readonly #tag = new Uint8Array(10);

  constructor(keys: SessionSecrets, sizes: SuiteSizes) {
    this.#rtp = session(keys.rtpKey, keys.rtpAuth, keys.rtpSalt);
    this.#rtcp = session(keys.rtcpKey, keys.rtcpAuth, keys.rtcpSalt);
    this.rtpTag = sizes.rtpTag;
    this.#rtcpTag = sizes.rtcpTag;
    this.rtcpTrailer = sizes.rtcpTag + 4;
    this.overhead = Math.max(sizes.rtpTag, this.rtcpTrailer);
  }

  sealRtp(bytes: Uint8Array, header: number, length: number, index: number): number {
    this.#crypt(this.#rtp, bytes, header, length, readWord(bytes, 8), index);
    // 4.2: authenticated are the packet and the rollover counter, which is not sent; the tag takes its place.
    writeWord(bytes, length, Math.floor(index / 0x1_0000));
    const tag = this.#rtp.hmac.sign(bytes, length + 4);
    for (let i = 0; i < this.rtpTag; i++) bytes[length + i] = tag[i]!;
    return length + this.rtpTag;
  }

  openRtp(bytes: Uint8Array, header: number, length: number, index: number): number {
    const end = length - this.rtpTag;
    for (let i = 0; i < this.rtpTag; i++) this.#tag[i] = bytes[end + i]!;
    writeWord(bytes, end, Math.floor(index / 0x1_0000));
    const isTheirs = sameTag(this.#rtp.hmac.sign(bytes, end + 4), this.#tag, this.rtpTag);
    if (!isTheirs) return -1;
    this.#crypt(this.#rtp, bytes, header, end, readWord(bytes, 8), index);
    return end;
  }

  sealRtcp(bytes: Uint8Array, length: number, index: number): number {
    this.#crypt(this.#rtcp, bytes, RTCP_CLEAR, length, readWord(bytes, 4), index);
    writeWord(bytes, length, ENCRYPTED + index);
    const end = length + 4;
    bytes.set(this.#rtcp.hmac.sign(bytes, end).subarray(0, this.#rtcpTag), end);
    return end + this.#rtcpTag;
  }

  openRtcp(bytes: Uint8Array, length: number): number {
    const end = length - this.#rtcpTag;
    const tag = bytes.subarray(end, length);
    if (!sameTag(this.#rtcp.hmac.sign(bytes, end), tag, this.#rtcpTag)) return -1;
    const word = readWord(bytes, end - 4);
    if (word >= ENCRYPTED)
      this.#crypt(this.#rtcp, bytes, RTCP_CLEAR, end - 4, readWord(bytes, 4), word - ENCRYPTED);
    return end - 4;
  }

  rtcpIndex(bytes: Uint8Array, length: number): number {
    return readWord(bytes, length - this.rtcpTrailer) % ENCRYPTED;
  }

  /** 4.1.1: IV = (k_s * 2^16) XOR (SSRC * 2^64) XOR (i * 2^16). */
  #crypt(keys: SessionKeys, bytes: Uint8Array, from: number, to: number, ssrc: number, index: number): void {
    const iv = this.#iv;
    iv.set(keys.salt);
    mix(iv, 4, ssrc);
    mix(iv, 8, Math.floor(index / 0x1_0000));
    iv[12] = iv[12]! ^ ((index >>> 8) & 0xff);
    iv[13] = iv[13]! ^ (index & 0xff);
    applyStream(bytes, from, to, keys.stream.make(iv, 0, to - from));
  }
}

function mix(iv: Uint8Array, at: number, word: number): void {
  for (let i = 0; i < 4; i++) iv[at + i] = iv[at + i]! ^ ((word >>> (24 - i * 8)) & 0xff);
}

function session(key: Uint8Array, auth: Uint8Array, salt: Uint8Array): SessionKeys {
  return { stream: new KeyStream(key), hmac: new HmacSha1(auth), salt };
}
