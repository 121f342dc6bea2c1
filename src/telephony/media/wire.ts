/** Where a call's packets meet its sockets: each is told to a listener there, as it is on the wire. */
import type { Clock } from '#kernel';
import type { RtpTrace } from '../contract.ts';
import type { MediaSource } from '../rtp/latch.ts';
import { rtpHeaderLength } from '../rtp/packet.ts';
import type { RtpSockets } from '../rtp/socket.ts';

type Kind = RtpTrace['kind'];

export class Wire {
  readonly #clock: Clock;
  #sockets: RtpSockets | null = null;
  #listener: ((packet: RtpTrace) => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  attach(sockets: RtpSockets): void {
    this.#sockets = sockets;
  }

  trace(listener: ((packet: RtpTrace) => void) | null): void {
    this.#listener = listener;
  }

  sendRtp(bytes: Uint8Array, to: MediaSource): void {
    this.#send('rtp', bytes, to, false);
  }

  /** @param mux by the RTP port (RFC 5761). */
  sendRtcp(bytes: Uint8Array, to: MediaSource, mux: boolean): void {
    this.#send('rtcp', bytes, to, !mux);
  }

  /** A datagram came. @param odd by the RTCP port */
  received(kind: Kind, bytes: Uint8Array, from: MediaSource, odd: boolean): Uint8Array | null {
    this.#tell('received', kind, bytes, from, odd);
    return bytes;
  }

  async close(): Promise<void> {
    this.#listener = null;
    await this.#sockets?.close();
  }

  #send(kind: Kind, bytes: Uint8Array, to: MediaSource, odd: boolean): void {
    if (!this.#sockets) return;
    this.#tell('sent', kind, bytes, to, odd);
    if (odd) this.#sockets.sendRtcp(bytes, to.port, to.address);
    else this.#sockets.sendRtp(bytes, to.port, to.address);
  }

  #tell(
    direction: RtpTrace['direction'],
    kind: Kind,
    bytes: Uint8Array,
    { address, port }: MediaSource,
    odd: boolean,
  ): void {
    if (!this.#listener || !this.#sockets) return;
    this.#listener({
      at: this.#clock.now(),
      direction,
      kind,
      remote: { address, port },
      localPort: odd ? this.#sockets.rtcpPort : this.#sockets.port,
      // Voice and keys stay out; a report says nothing of either and goes whole.
      header: bytes.slice(0, kind === 'rtp' ? rtpHeaderLength(bytes) : bytes.length),
      length: bytes.length,
    });
  }
}
