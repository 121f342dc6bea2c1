/** The peer's RTP stream: validity, source, order, then audio to the jitter buffer and keys to the line. */
import { aLaw, muLaw, type Pcm, type SampleCodec, type Samples } from '#audio';
import type { Millis } from '#kernel';
import { ArrivalOrder } from '../quality/index.ts';
import type { JitterBuffer } from '../rtp/jitter-buffer.ts';
import { parseRtp, type RtpPacket } from '../rtp/packet.ts';
import { JitterEstimate, SequenceTracker } from '../rtp/sequence.ts';
import { KeyReceiver, parseTelephoneEvent, type ReceivedKey } from '../rtp/telephone-event.ts';
import type { Agreement } from '../sdp/index.ts';

/** RFC 3551, 4.2: a receiver should take packets of up to 200 ms; the longest payload that we decode, octets. */
const MAX_PAYLOAD = 1600;

export class RtpReceiver {
  readonly #buffer: JitterBuffer;
  readonly #onKey: (key: ReceivedKey) => void;
  readonly keys = new KeyReceiver();
  readonly #codecs = new Map<number, SampleCodec>();
  #eventType = -1;
  #ssrc = -1;
  /** A different SSRC and the number that would confirm it. */
  #candidate: { ssrc: number; next: number } | null = null;
  sequence = new SequenceTracker();
  readonly jitter = new JitterEstimate();
  readonly order = new ArrivalOrder();
  /** Takes what comes before the answer. */
  onEarly: (pcm: Pcm) => void = () => undefined;
  #packets = 0;
  #lostBefore = 0;

  constructor(buffer: JitterBuffer, onKey: (key: ReceivedKey) => void) {
    this.#buffer = buffer;
    this.#onKey = onKey;
  }

  agree(agreement: Agreement): void {
    this.#codecs.clear();
    for (const [type, name] of agreement.receiveTypes) this.#codecs.set(type, name === 'PCMA' ? aLaw : muLaw);
    this.#eventType = agreement.telephoneEvent?.receive ?? -1;
  }

  get packets(): number {
    return this.#packets;
  }

  /** Of all sources that the call had. */
  get lost(): number {
    return this.#lostBefore + Math.max(0, this.sequence.lost);
  }

  /** The peer's SSRC, -1 before its first packet. */
  get ssrc(): number {
    return this.#ssrc;
  }

  /** Could these bytes be a packet of the agreed stream? Only those decide where the peer is. */
  read(bytes: Uint8Array): RtpPacket | null {
    const packet = parseRtp(bytes);
    if (!packet || packet.payload.length > MAX_PAYLOAD) return null;
    return this.#codecs.has(packet.payloadType) || packet.payloadType === this.#eventType ? packet : null;
  }

  /** @param at the line's position; `null` before it started: the audio goes to `onEarly` as it arrives. */
  take(packet: RtpPacket, at: Samples | null, now: Millis): void {
    if (packet.ssrc !== this.#ssrc && !this.#acceptSource(packet)) return;
    const taken = this.sequence.take(packet.sequence);
    if (!taken) return;
    this.#packets++;
    if (taken.restarted) this.#restart();
    this.order.take(taken.extended);
    const codec = this.#codecs.get(packet.payloadType);
    if (codec) this.jitter.take(now * 8, packet.timestamp);
    else this.#takeKey(packet, now);
    const pcm = codec && packet.payload.length > 0 ? codec.decode(packet.payload) : null;
    if (at === null) {
      if (pcm) this.onEarly(pcm);
      return;
    }
    this.#buffer.push({ sequence: taken.extended, timestamp: packet.timestamp, pcm }, at);
  }

  /** Ends keys whose end was lost. */
  tick(now: Millis): void {
    for (const key of this.keys.tick(now)) this.#onKey(key);
  }

  #takeKey(packet: RtpPacket, now: Millis): void {
    const event = parseTelephoneEvent(packet.payload);
    if (event) for (const key of this.keys.take(event, packet.timestamp, now)) this.#onKey(key);
  }

  /** The first source at once, another one after two packets in sequence (RFC 3550, A.1: probation). */
  #acceptSource(packet: RtpPacket): boolean {
    const { ssrc, sequence } = packet;
    if (this.#ssrc >= 0 && !(this.#candidate?.ssrc === ssrc && this.#candidate.next === sequence)) {
      this.#candidate = { ssrc, next: (sequence + 1) & 0xffff };
      return false;
    }
    this.#candidate = null;
    this.#lostBefore = this.lost;
    this.sequence = new SequenceTracker();
    this.#ssrc = ssrc;
    this.#restart();
    return true;
  }

  #restart(): void {
    this.order.restart();
    this.jitter.rebase();
    this.#buffer.restart();
  }
}
