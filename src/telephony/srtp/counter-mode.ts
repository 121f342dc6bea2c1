/** AES counter mode with HMAC-SHA1 (RFC 3711, 4.1.1 and 4.2.1). */
import { HmacSha1 } from './hmac-sha1.ts';
import type { SessionSecrets } from './key-derivation.ts';
import { PacketStreams } from './packet-streams.ts';
import type { SuiteSizes } from './suite.ts';
import { ENCRYPTED, RTCP_CLEAR, sameTag, type Transform } from './transform.ts';
import { readWord, writeWord } from './words.ts';

interface SessionKeys {
  readonly streams: PacketStreams;
  readonly hmac: HmacSha1;
}

export class CounterMode implements Transform {
  readonly rtpTag: number;
  readonly rtcpTrailer: number;
  readonly overhead: number;
  readonly #rtcpTag: number;
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
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
    this.#rtp.streams.apply(bytes, header, length, readWord(bytes, 8), index);
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
    this.#rtp.streams.apply(bytes, header, end, readWord(bytes, 8), index);
    return end;
  }

  sealRtcp(bytes: Uint8Array, length: number, index: number): number {
    this.#rtcp.streams.apply(bytes, RTCP_CLEAR, length, readWord(bytes, 4), index);
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
      this.#rtcp.streams.apply(bytes, RTCP_CLEAR, end - 4, readWord(bytes, 4), word - ENCRYPTED);
    return end - 4;
  }

  rtcpIndex(bytes: Uint8Array, length: number): number {
    return readWord(bytes, length - this.rtcpTrailer) % ENCRYPTED;
  }
}

function session(key: Uint8Array, auth: Uint8Array, salt: Uint8Array): SessionKeys {
  return { streams: new PacketStreams(key, salt), hmac: new HmacSha1(auth) };
}
