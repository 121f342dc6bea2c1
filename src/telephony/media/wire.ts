/** Where a call's packets meet its sockets: SRTP is done there, and a listener told of each as it is on the wire. */
import type { Clock } from '#kernel';
import type { RtpTrace } from '../contract.ts';
import type { MediaSource } from '../rtp/latch.ts';
import { rtpHeaderLength } from '../rtp/packet.ts';
import type { RtpSockets } from '../rtp/socket.ts';
import type { SrtpKeys } from '../sdp/index.ts';
import { SrtpReceiver, SrtpSender, type MasterKey } from '../srtp/index.ts';

type Kind = RtpTrace['kind'];

export class Wire {
  readonly #clock: Clock;
  #sockets: RtpSockets | null = null;
  #listener: ((packet: RtpTrace) => void) | null = null;
  #keys: SrtpKeys | null = null;
  #sender: SrtpSender | null = null;
  #receiver: SrtpReceiver | null = null;
  #refused = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  attach(sockets: RtpSockets): void {
    this.#sockets = sockets;
  }

  /**
   * A key that stays keeps its counters: its key stream may not begin anew (RFC 3711, 9.1). With a new one the rollover
   * counters go on (3.3.1). `null`: plain RTP.
   */
  secure(keys: SrtpKeys | null): void {
    const before = this.#keys;
    this.#keys = keys;
    if (!same(before?.send, keys?.send)) this.#sender = keys && new SrtpSender(keys.send, this.#sender);
    if (!same(before?.receive, keys?.receive))
      this.#receiver = keys && new SrtpReceiver(keys.receive, this.#receiver);
  }

  /** A packet was not the peer's. */
  refuse(): void {
    this.#refused++;
  }

  /** So many were not the peer's, or were replayed (RFC 3711, 3.3: they MUST be discarded). */
  get refused(): number {
    return this.#refused;
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

  /** A datagram came. @param odd by the RTCP port @returns the plain packet, or `null`: it is not to be believed */
  received(kind: Kind, bytes: Uint8Array, from: MediaSource, odd: boolean): Uint8Array | null {
    this.#tell('received', kind, bytes, from, odd);
    const plain = this.#receiver ? this.#receiver[kind](bytes) : bytes;
    if (plain instanceof Uint8Array) return plain;
    this.#refused++;
    return null;
  }

  async close(): Promise<void> {
    this.#listener = null;
    await this.#sockets?.close();
  }

  #send(kind: Kind, bytes: Uint8Array, to: MediaSource, odd: boolean): void {
    const sealed = this.#sender ? this.#sender[kind](bytes) : bytes;
    if (!this.#sockets || !sealed) return;
    this.#tell('sent', kind, sealed, to, odd);
    if (odd) this.#sockets.sendRtcp(sealed, to.port, to.address);
    else this.#sockets.sendRtp(sealed, to.port, to.address);
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

function same(a: MasterKey | undefined, b: MasterKey | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return a.suite === b.suite && Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
}

function bytesOf({ keySalt, mki = new Uint8Array() }: MasterKey): Uint8Array {
  return Buffer.concat([keySalt, mki]);
}
