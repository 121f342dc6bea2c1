/** Tells the peer's packets from everybody else's and decrypts them (RFC 3711, 3.3 and 3.4). */
import { RTP_HEADER_BYTES, rtpHeaderLength } from '../rtp/packet.ts';
import { createTransform } from './create-transform.ts';
import { guessIndex, ReplayWindow } from './packet-index.ts';
import { MAX_RTCP_PACKETS, MAX_RTP_PACKETS, suiteSizes, type MasterKey } from './suite.ts';
import { RTCP_CLEAR, sameTag, type Transform } from './transform.ts';
import { readWord } from './words.ts';

/** Why a packet was not taken. */
export type Refusal = 'malformed' | 'replayed' | 'unauthentic' | 'exhausted';

/** Sources that one call may have, one after the other: a peer takes a new one at a hold or a transfer. */
const MAX_SOURCES = 256;

/** Sources of an earlier key whose rollover counters are remembered. */
const MOST_CARRIED = 8;

interface Source {
  readonly rtp: ReplayWindow;
  readonly rtcp: ReplayWindow;
}

export class SrtpReceiver {
  readonly #transform: Transform;
  readonly #lifetime: number;
  /** In each packet, before this many octets of tag. */
  readonly #mki: Uint8Array | null;
  readonly #rtpAfterMki: number;
  readonly #rtcpAfterMki: number;
  readonly #sources = new Map<number, Source>();
  /** Highest indices of an earlier key, of sources that were not heard with this one yet. */
  readonly #carried = new Map<number, number>();
  #packets = 0;
  #reports = 0;

  /** @param before with an earlier key: 3.3.1: the rollover counter MUST NOT begin anew with a new one */
  constructor(key: MasterKey, before?: SrtpReceiver | null) {
    this.#transform = createTransform(key);
    this.#lifetime = key.lifetime ?? MAX_RTP_PACKETS;
    this.#mki = key.mki ?? null;
    // 3.1, 3.4: the tag follows the MKI; that of AEAD is part of the cipher text before it (RFC 7714, 8.2 and 9.2).
    const { rtpTag, rtcpTag } = suiteSizes[key.suite];
    const isAead = key.suite === 'AEAD_AES_128_GCM';
    this.#rtpAfterMki = isAead ? 0 : rtpTag;
    this.#rtcpAfterMki = isAead ? 0 : rtcpTag;
    if (!before) return;
    const heard = [...before.#sources].map(([ssrc, { rtp }]) => [ssrc, rtp.highest] as const);
    for (const [ssrc, highest] of [...before.#carried, ...heard].slice(-MOST_CARRIED))
      this.#carried.set(ssrc, highest);
  }

  /** The plain packet, in the same memory, or why there is none; then the memory's last octets are spoilt. */
  rtp(received: Uint8Array): Uint8Array | Refusal {
    const packet = this.#mki === null ? received : withoutMki(received, this.#mki, this.#rtpAfterMki);
    if (packet === null) return 'unauthentic';
    const { rtpTag } = this.#transform;
    if (packet.length < RTP_HEADER_BYTES + rtpTag || packet[0]! >> 6 !== 2) return 'malformed';
    const header = rtpHeaderLength(packet);
    if (header + rtpTag > packet.length) return 'malformed';
    const ssrc = readWord(packet, 8);
    const carried = this.#carried.size === 0 ? undefined : this.#carried.get(ssrc);
    return carried === undefined
      ? this.#open(packet, header, ssrc, this.#source(ssrc))
      : this.#openFirst(packet, header, ssrc, carried);
  }

  #open(packet: Uint8Array, header: number, ssrc: number, source: Source): Uint8Array | Refusal {
    const index = guessIndex((packet[2]! << 8) | packet[3]!, source.rtp.highest);
    if (!source.rtp.isNew(index)) return 'replayed';
    if (index >= MAX_RTP_PACKETS || this.#packets >= this.#lifetime) return 'exhausted';
    const length = this.#transform.openRtp(packet, header, packet.length, index);
    if (length < 0) return 'unauthentic';
    // 3.3, step 7: replay list and rollover counter move only by authentic packets.
    if (!this.#keep(ssrc, source)) return 'exhausted';
    source.rtp.enter(index);
    this.#packets++;
    return packet.subarray(0, length);
  }

  /** The first packet of a source with a new key; some peers count from zero again all the same. */
  #openFirst(packet: Uint8Array, header: number, ssrc: number, highest: number): Uint8Array | Refusal {
    const copy = Buffer.from(packet);
    const goesOn = { rtp: new ReplayWindow(highest), rtcp: this.#source(ssrc).rtcp };
    let opened = this.#open(packet, header, ssrc, goesOn);
    if (typeof opened === 'string') opened = this.#open(copy, header, ssrc, this.#source(ssrc));
    if (typeof opened !== 'string') this.#carried.delete(ssrc);
    return opened;
  }

  /** The same for a compound RTCP packet. */
  rtcp(received: Uint8Array): Uint8Array | Refusal {
    const packet = this.#mki === null ? received : withoutMki(received, this.#mki, this.#rtcpAfterMki);
    if (packet === null) return 'unauthentic';
    const { rtcpTrailer } = this.#transform;
    if (packet.length < RTCP_CLEAR + rtcpTrailer || packet[0]! >> 6 !== 2) return 'malformed';
    const source = this.#source(readWord(packet, 4));
    const index = this.#transform.rtcpIndex(packet, packet.length);
    if (!source.rtcp.isNew(index)) return 'replayed';
    if (this.#reports >= Math.min(this.#lifetime, MAX_RTCP_PACKETS)) return 'exhausted';
    const length = this.#transform.openRtcp(packet, packet.length);
    if (length < 0) return 'unauthentic';
    if (!this.#keep(readWord(packet, 4), source)) return 'exhausted';
    source.rtcp.enter(index);
    this.#reports++;
    return packet.subarray(0, length);
  }

  #source(ssrc: number): Source {
    return this.#sources.get(ssrc) ?? { rtp: new ReplayWindow(), rtcp: new ReplayWindow() };
  }

  /** A source is known from its first authentic packet on. */
  #keep(ssrc: number, source: Source): boolean {
    if (!this.#sources.has(ssrc) && this.#sources.size >= MAX_SOURCES) return false;
    this.#sources.set(ssrc, source);
    return true;
  }
}

/** 3.3, step 2: the MKI names the key; cut out, in the same memory. @returns null where it names another one */
function withoutMki(packet: Uint8Array, mki: Uint8Array, after: number): Uint8Array | null {
  const end = packet.length - after;
  const begin = end - mki.length;
  if (begin < RTCP_CLEAR || !sameTag(packet.subarray(begin, end), mki, mki.length)) return null;
  packet.copyWithin(begin, end);
  return packet.subarray(0, packet.length - mki.length);
}
