/** Protects what we send (RFC 3711, 3.3 and 3.4): one master key, one source. */
import { rtpHeaderLength } from '../rtp/packet.ts';
import { createTransform } from './create-transform.ts';
import { guessIndex } from './packet-index.ts';
import { MAX_RTCP_PACKETS, MAX_RTP_PACKETS, type MasterKey } from './suite.ts';
import type { Transform } from './transform.ts';

export class SrtpSender {
  readonly #transform: Transform;
  readonly #lifetime: number;
  #highest = -1;
  #packets = 0;
  #reports = 0;

  /** @param before with an earlier key. 3.3.1, 3.4: rollover counter and SRTCP index MUST NOT begin anew with a new one */
  constructor(key: MasterKey, before?: SrtpSender | null) {
    this.#transform = createTransform(key);
    this.#lifetime = key.lifetime ?? MAX_RTP_PACKETS;
    if (!before) return;
    this.#highest = before.#highest;
    this.#reports = before.#reports;
  }

  /** The packet as it goes out, a buffer of its own; `null`: the key may not be used any more (9.2). */
  rtp(packet: Uint8Array): Uint8Array | null {
    const index = guessIndex((packet[2]! << 8) | packet[3]!, this.#highest);
    // 3.3.1 and 9.1: an index used twice would be a key stream used twice.
    if (index <= this.#highest || index >= MAX_RTP_PACKETS || this.#packets >= this.#lifetime) return null;
    this.#highest = index;
    this.#packets++;
    const out = this.#copy(packet);
    const header = rtpHeaderLength(packet);
    return out.subarray(0, this.#transform.sealRtp(out, header, packet.length, index));
  }

  /** The same for a compound RTCP packet. */
  rtcp(packet: Uint8Array): Uint8Array | null {
    if (this.#reports >= Math.min(this.#lifetime, MAX_RTCP_PACKETS)) return null;
    const out = this.#copy(packet);
    // 3.4: "set to zero before the first SRTCP packet is sent".
    return out.subarray(0, this.#transform.sealRtcp(out, packet.length, this.#reports++));
  }

  #copy(packet: Uint8Array): Uint8Array {
    const out = Buffer.allocUnsafe(packet.length + this.#transform.overhead);
    out.set(packet);
    return out;
  }
}
