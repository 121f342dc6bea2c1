/** The peer's RTP stream: validity, source, order, then audio to the jitter buffer and keys to the line. */
import { FRAME_SAMPLES, LINE_RATE, type LineCodec, type Pcm, type Samples } from '#audio';
import type { Millis } from '#kernel';
import { ArrivalOrder } from '../quality/index.ts';
import type { JitterBuffer } from '../rtp/jitter-buffer.ts';
import { parseRtp, type RtpPacket } from '../rtp/packet.ts';
import { JitterEstimate, SequenceTracker } from '../rtp/sequence.ts';
import { KeyReceiver, parseTelephoneEvent, type ReceivedKey } from '../rtp/telephone-event.ts';
import { FORMATS, type Agreement } from '../sdp/index.ts';
import type { CallCodecs } from './call-codecs.ts';

/** RFC 3551, 4.2: a receiver should take packets of up to 200 ms; the longest payload that we decode, octets. */
const MAX_PAYLOAD = 1600;
/** Comfort noise without being agreed: gateways send it all the same (RFC 3389, 4: its static number). */
const COMFORT_NOISE = 13;

/** Where a packet of 20 ms is decoded to; whoever keeps its audio copies it. A thread decodes one packet at a time. */
const room: Pcm = new Int16Array(FRAME_SAMPLES);

/** A codec, and the units of its timestamps in a sample of the line. */
interface Heard {
  readonly codec: LineCodec;
  readonly scale: number;
}

export class RtpReceiver {
  readonly #buffer: JitterBuffer;
  readonly #onKey: (key: ReceivedKey) => void;
  readonly keys = new KeyReceiver();
  readonly #codecs: CallCodecs;
  /** By payload type: what is agreed, and what was before it. */
  #heard = new Map<number, Heard>();
  /** What the last agreement holds alone. */
  #agreed = new Map<number, Heard>();
  /** Units of their durations in a sample of the line, by payload type. */
  readonly #events = new Map<number, number>();
  #noiseType = COMFORT_NOISE;
  #scale = 1;
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

  constructor(buffer: JitterBuffer, codecs: CallCodecs, onKey: (key: ReceivedKey) => void) {
    this.#buffer = buffer;
    this.#codecs = codecs;
    this.#onKey = onKey;
  }

  agree(agreement: Agreement): void {
    const { receiveTypes, telephoneEvent, eventRates, comfortNoise = COMFORT_NOISE } = agreement;
    const agreed = new Map<number, Heard>();
    this.#events.clear();
    for (const [type, name] of receiveTypes) {
      const codec = this.#codecs.get(name);
      if (codec) agreed.set(type, { codec, scale: FORMATS[name].clockRate / LINE_RATE });
    }
    // RFC 3264, 8.3.1 says so of ports: what was sent before the other side knew of the change is on its way still, in what was agreed before.
    this.#heard = new Map([...this.#agreed, ...agreed]);
    this.#agreed = agreed;
    if (telephoneEvent) {
      this.#events.set(telephoneEvent.receive, 1);
      for (const [type, rate] of eventRates ?? []) this.#events.set(type, rate / LINE_RATE);
    }
    this.#noiseType = comfortNoise;
    for (const type of [comfortNoise, ...this.#events.keys()])
      if (!agreed.has(type)) this.#heard.delete(type);
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
    const { payloadType } = packet;
    const known = this.#heard.has(payloadType) || this.#events.has(payloadType);
    return known || payloadType === this.#noiseType ? packet : null;
  }

  /** @param at the line's position; `null` before it started: the audio goes to `onEarly` as it arrives. */
  take(packet: RtpPacket, at: Samples | null, now: Millis): void {
    if (packet.ssrc !== this.#ssrc && !this.#acceptSource(packet)) return;
    const taken = this.sequence.take(packet.sequence);
    if (!taken) return;
    this.#packets++;
    if (taken.restarted) this.#restart();
    this.order.take(taken.extended);
    const heard = this.#heard.get(packet.payloadType);
    const { payload, timestamp } = packet;
    const sequence = taken.extended;
    if (!heard || payload.length === 0) {
      const isNoise = !heard && packet.payloadType === this.#noiseType;
      if (!heard && !isNoise) this.#takeKey(packet, now);
      if (at !== null)
        this.#buffer.push({ sequence, timestamp, pcm: null, ...(isNoise && { noise: payload }) }, at);
      return;
    }
    const { codec, scale } = heard;
    // RFC 7160, 4.2: a clock of another rate says nothing about the arrival of the one before.
    if (scale !== this.#scale) this.jitter.rebase();
    this.#scale = scale;
    this.jitter.take(now * 8 * scale, timestamp, scale);
    if (at === null) this.onEarly(codec.decode(payload, room));
    else if (codec.stateless)
      this.#buffer.push({ sequence, timestamp, pcm: codec.decode(payload, room) }, at);
    else this.#buffer.push({ sequence, timestamp, pcm: null, coded: { codec, payload, scale } }, at);
  }

  /** Ends keys whose end was lost. */
  tick(now: Millis): void {
    for (const key of this.keys.tick(now)) this.#onKey(key);
  }

  #takeKey(packet: RtpPacket, now: Millis): void {
    const event = parseTelephoneEvent(packet.payload);
    if (!event) return;
    const duration = event.duration / (this.#events.get(packet.payloadType) ?? 1);
    for (const key of this.keys.take({ ...event, duration }, packet.timestamp, now)) this.#onKey(key);
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
    for (const key of this.keys.restart()) this.#onKey(key);
    this.order.restart();
    this.jitter.rebase();
    this.#buffer.restart();
  }
}
