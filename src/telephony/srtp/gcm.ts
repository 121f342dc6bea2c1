/** AES-GCM for SRTP and SRTCP (RFC 7714). */
import { Ghash } from './ghash.ts';
import type { SessionSecrets } from './key-derivation.ts';
import { applyStream, KeyStream } from './key-stream.ts';
import { suiteSizes } from './suite.ts';
import { ENCRYPTED, RTCP_CLEAR, sameTag, type Transform } from './transform.ts';
import { readWord, writeWord } from './words.ts';

interface SessionKeys {
  readonly stream: KeyStream;
  readonly ghash: Ghash;
  readonly salt: Uint8Array;
}

/** RFC 7714, 9.2: header of eight octets and the word with E and index. */
const RTCP_AAD = RTCP_CLEAR + 4;

export class Gcm implements Transform {
  readonly rtpTag: number;
  readonly rtcpTrailer: number;
  readonly overhead: number;
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  readonly #iv = new Uint8Array(16);
  readonly #aad = new Uint8Array(RTCP_AAD);

  constructor(keys: SessionSecrets) {
    const sizes = suiteSizes.AEAD_AES_128_GCM;
    this.#rtp = session(keys.rtpKey, keys.rtpSalt);
    this.#rtcp = session(keys.rtcpKey, keys.rtcpSalt);
    this.rtpTag = sizes.rtpTag;
    this.rtcpTrailer = sizes.rtcpTag + 4;
    this.overhead = this.rtcpTrailer;
  }

  sealRtp(bytes: Uint8Array, header: number, length: number, index: number): number {
    const stream = this.#rtpStream(bytes, index, length - header);
    applyStream(bytes, header, length, stream, 16);
    writeTag(this.#rtp.ghash.hash(bytes.subarray(0, header), bytes, header, length), stream, bytes, length);
    return length + this.rtpTag;
  }

  openRtp(bytes: Uint8Array, header: number, length: number, index: number): number {
    const end = length - this.rtpTag;
    const stream = this.#rtpStream(bytes, index, end - header);
    const tag = this.#rtp.ghash.hash(bytes.subarray(0, header), bytes, header, end);
    applyStream(tag, 0, 16, stream);
    if (!sameTag(tag, bytes.subarray(end, length), this.rtpTag)) return -1;
    applyStream(bytes, header, end, stream, 16);
    return end;
  }

  sealRtcp(bytes: Uint8Array, length: number, index: number): number {
    const stream = this.#rtcpStream(bytes, index, length - RTCP_CLEAR);
    applyStream(bytes, RTCP_CLEAR, length, stream, 16);
    const end = length + this.rtcpTrailer;
    // RFC 7714, 9.1 (figure 4): cipher, tag, then the word with E and index.
    writeWord(bytes, end - 4, ENCRYPTED + index);
    const hash = this.#rtcp.ghash.hash(this.#rtcpAad(bytes, end), bytes, RTCP_CLEAR, length);
    writeTag(hash, stream, bytes, length);
    return end;
  }

  openRtcp(bytes: Uint8Array, length: number): number {
    const end = length - this.rtcpTrailer;
    const word = readWord(bytes, length - 4);
    const isEncrypted = word >= ENCRYPTED;
    const stream = this.#rtcpStream(bytes, word % ENCRYPTED, isEncrypted ? end - RTCP_CLEAR : 0);
    const { ghash } = this.#rtcp;
    // 9.3: of a packet that is not encrypted everything is associated data.
    const tag = isEncrypted
      ? ghash.hash(this.#rtcpAad(bytes, length), bytes, RTCP_CLEAR, end)
      : ghash.hash(Buffer.concat([bytes.subarray(0, end), bytes.subarray(length - 4, length)]), bytes, 0, 0);
    applyStream(tag, 0, 16, stream);
    if (!sameTag(tag, bytes.subarray(end, end + 16), 16)) return -1;
    if (isEncrypted) applyStream(bytes, RTCP_CLEAR, end, stream, 16);
    return end;
  }

  rtcpIndex(bytes: Uint8Array, length: number): number {
    return readWord(bytes, length - 4) % ENCRYPTED;
  }

  /** 8.1: IV = (00 00 || SSRC || ROC || SEQ) XOR salt. @returns one block for the tag, then the key stream */
  #rtpStream(bytes: Uint8Array, index: number, length: number): Uint8Array {
    const roc = Math.floor(index / 0x1_0000);
    return this.#make(this.#rtp, readWord(bytes, 8), roc, index % 0x1_0000, length);
  }

  /** 9.1: IV = (00 00 || SSRC || 00 00 || 0 || index) XOR salt. */
  #rtcpStream(bytes: Uint8Array, index: number, length: number): Uint8Array {
    return this.#make(this.#rtcp, readWord(bytes, 4), index >>> 16, index & 0xffff, length);
  }

  #make(keys: SessionKeys, ssrc: number, middle: number, low: number, length: number): Uint8Array {
    const iv = this.#iv;
    writeWord(iv, 2, ssrc);
    writeWord(iv, 6, middle);
    iv[0] = iv[1] = iv[12] = iv[13] = 0;
    iv[10] = low >> 8;
    iv[11] = low & 0xff;
    for (let i = 0; i < 12; i++) iv[i] = iv[i]! ^ keys.salt[i]!;
    // SP 800-38D, 7.1: counter 1 is for the tag, 2 the first of the text.
    return keys.stream.make(iv, 1, 16 + length);
  }

  #rtcpAad(bytes: Uint8Array, end: number): Uint8Array {
    this.#aad.set(bytes.subarray(0, RTCP_CLEAR));
    this.#aad.set(bytes.subarray(end - 4, end), RTCP_CLEAR);
    return this.#aad;
  }
}

function session(key: Uint8Array, salt: Uint8Array): SessionKeys {
  const stream = new KeyStream(key);
  return { stream, salt, ghash: new Ghash(Uint8Array.from(stream.block(new Uint8Array(16)))) };
}

function writeTag(hash: Uint8Array, stream: Uint8Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) bytes[at + i] = hash[i]! ^ stream[i]!;
}
