/** Tells the peer's packets from everybody else's and decrypts them (RFC 3711, 3.3 and 3.4). */
import { RTP_HEADER_BYTES, rtpHeaderLength } from '../rtp/packet.ts';
import { createTransform } from './create-transform.ts';
import { guessIndex, ReplayWindow } from './packet-index.ts';
import { MAX_RTCP_PACKETS, MAX_RTP_PACKETS, type MasterKey } from './suite.ts';
import { RTCP_CLEAR, type Transform } from './transform.ts';
import { readWord } from './words.ts';

/** Why a packet was not taken. */
export type Refusal = 'malformed' | 'replayed' | 'unauthentic' | 'exhausted';

/** Sources that one call may have, one after the other: a peer takes a new one at a hold or a transfer. */
const MAX_SOURCES = 256;

interface Source {
  readonly rtp: ReplayWindow;
  readonly rtcp: ReplayWindow;
}

export class SrtpReceiver {
  readonly #transform: Transform;
  readonly #lifetime: number;
  readonly #sources = new Map<number, Source>();
  #packets = 0;
  #reports = 0;

  constructor(key: MasterKey) {
    this.#transform = createTransform(key);
    this.#lifetime = key.lifetime ?? MAX_RTP_PACKETS;
  }

  /** The plain packet, in the same memory, or why there is none; then the memory's last octets are spoilt. */
  rtp(packet: Uint8Array): Uint8Array | Refusal {
    const { rtpTag } = this.#transform;
    if (packet.length < RTP_HEADER_BYTES + rtpTag || packet[0]! >> 6 !== 2) return 'malformed';
    const header = rtpHeaderLength(packet);
    if (header + rtpTag > packet.length) return 'malformed';
    const source = this.#source(readWord(packet, 8));
    const index = guessIndex((packet[2]! << 8) | packet[3]!, source.rtp.highest);
    if (!source.rtp.isNew(index)) return 'replayed';
    if (index >= MAX_RTP_PACKETS || this.#packets >= this.#lifetime) return 'exhausted';
    const length = this.#transform.openRtp(packet, header, packet.length, index);
    if (length < 0) return 'unauthentic';
    // 3.3, step 7: replay list and rollover counter move only by authentic packets.
    if (!this.#keep(readWord(packet, 8), source)) return 'exhausted';
    source.rtp.enter(index);
    this.#packets++;
    return packet.subarray(0, length);
  }

  /** The same for a compound RTCP packet. */
  rtcp(packet: Uint8Array): Uint8Array | Refusal {
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
