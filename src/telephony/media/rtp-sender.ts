/** Our outgoing RTP stream: numbers, timestamps, markers, codec; keys as events or, without them, as tones. */
import {
  FRAME_SAMPLES,
  KEY_TONE_FRAMES,
  keyTone,
  LINE_RATE,
  type KeyFrame,
  type LineCodec,
  type Pcm,
  type Samples,
} from '#audio';
import type { Random } from '#kernel';
import { RTP_HEADER_BYTES, writeRtpHeader } from '../rtp/packet.ts';
import { keyPacket } from '../rtp/telephone-event.ts';
import { FORMATS, type Agreement } from '../sdp/index.ts';
import type { CallCodecs } from './call-codecs.ts';
import { Packer } from './packer.ts';

/** Datagrams that may wait in the system's queue before their bytes are used again. */
const BUFFERS = 16;
/** 60 ms of L16, the longest payload that we send. */
const MAX_PAYLOAD = 6 * FRAME_SAMPLES;

export class RtpSender {
  readonly #random: Random;
  readonly #codecs: CallCodecs;
  readonly #tones: boolean;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #packer = new Packer((pcm, position) => this.#sendAudio(pcm, position));
  #buffers: Uint8Array[] = [];
  #turn = 0;
  #ssrc = 0;
  /** RFC 3550, 5.1: both begin at random. */
  #sequence = 0;
  #timestampBase = 0;
  /** Timestamp units in a sample of the line. */
  #scale = 1;
  #codec: LineCodec | undefined;
  #payloadType = 0;
  #event: { readonly type: number; readonly scale: number } | null = null;
  #enabled = false;
  /** The next audio packet begins a talkspurt (RFC 3551, 4.1). */
  #marker = true;
  #packets = 0;
  #packetsBefore = 0;
  #octets = 0;

  /** @param tones keys never go as events */
  constructor(random: Random, codecs: CallCodecs, tones: boolean, send: (bytes: Uint8Array) => void) {
    this.#tones = tones;
    this.#random = random;
    this.#codecs = codecs;
    this.#send = send;
    this.#beginStream();
  }

  get ssrc(): number {
    return this.#ssrc;
  }

  agree(agreement: Agreement): void {
    const scale = FORMATS[agreement.codec].clockRate / LINE_RATE;
    // RFC 7160, 4.1: a source whose clock rate changes takes another SSRC.
    if (scale !== this.#scale && this.#packets > 0) this.#beginStream();
    this.#scale = scale;
    if (agreement.sendType !== this.#payloadType) this.#packer.flush();
    this.#codec = this.#codecs.get(agreement.codec);
    if (agreement.opus) this.#codecs.configureOpus(agreement.opus);
    this.#payloadType = agreement.sendType;
    this.#packer.ptimeMs = agreement.ptimeMs ?? 20;
    const type = this.#tones ? undefined : agreement.telephoneEvent?.send;
    const eventScale = (agreement.eventSendRate ?? LINE_RATE) / LINE_RATE;
    this.#event = type === undefined ? null : { type, scale: eventScale };
    this.#enabled = agreement.direction === 'sendrecv' || agreement.direction === 'sendonly';
  }

  /** Of the whole call. */
  get packets(): number {
    return this.#packetsBefore + this.#packets;
  }

  /** Of the present source, for sender reports (RFC 3550, 6.4.1). */
  get counters(): { packets: number; octets: number } {
    return { packets: this.#packets, octets: this.#octets };
  }

  /** The RTP timestamp of a position on the line. */
  timestampAt(position: Samples, scale = this.#scale): number {
    return (this.#timestampBase + position * scale) >>> 0;
  }

  /** One 20 ms frame, its first sample at `position`. A key's frame replaces the audio, also in `pcm`. */
  send(pcm: Pcm, key: KeyFrame | null, position: Samples): void {
    if (key && key.index < KEY_TONE_FRAMES)
      pcm.set(keyTone(key.digit, key.index * FRAME_SAMPLES, FRAME_SAMPLES));
    if (!this.#enabled) {
      this.#marker = true;
      this.#packer.clear();
      return;
    }
    if (key && this.#event) {
      this.#packer.flush();
      this.#sendKey(key, this.#event, position);
    } else this.#packer.take(pcm, position);
  }

  #sendAudio(pcm: Pcm, position: Samples): void {
    const bytes = (this.#buffers[this.#turn++ % BUFFERS] ??= new Uint8Array(RTP_HEADER_BYTES + MAX_PAYLOAD));
    const octets = this.#codec?.encode(pcm, bytes, RTP_HEADER_BYTES) ?? 0;
    if (octets === 0) {
      // RFC 7587, 3.1.3: silence is left out, and what follows it begins anew (RFC 3551, 4.1).
      this.#marker = true;
      return;
    }
    const packet = bytes.subarray(0, RTP_HEADER_BYTES + octets);
    this.#leave(packet, this.#payloadType, this.#marker, this.timestampAt(position));
    this.#marker = false;
  }

  #sendKey(key: KeyFrame, { type, scale }: { type: number; scale: number }, position: Samples): void {
    const packet = keyPacket(key.digit, key.index, scale);
    this.#marker = true;
    if (!packet) return;
    const bytes = new Uint8Array(RTP_HEADER_BYTES + packet.payload.length);
    bytes.set(packet.payload, RTP_HEADER_BYTES);
    this.#leave(bytes, type, packet.marker, this.timestampAt(position - packet.behind, scale));
  }

  #leave(bytes: Uint8Array, payloadType: number, marker: boolean, timestamp: number): void {
    const sequence = this.#sequence;
    this.#sequence = (sequence + 1) & 0xffff;
    writeRtpHeader(bytes, { marker, payloadType, sequence, timestamp, ssrc: this.#ssrc });
    this.#packets++;
    this.#octets += bytes.length - RTP_HEADER_BYTES;
    this.#send(bytes);
  }

  #beginStream(): void {
    const chance = new DataView(Uint8Array.from(this.#random.bytes(10)).buffer);
    this.#ssrc = chance.getUint32(0);
    this.#timestampBase = chance.getUint32(4);
    // RFC 3711, 3.3.1: in the lower half, so that losing the first packets cannot hide a rollover.
    this.#sequence = chance.getUint16(8) & 0x7fff;
    this.#packetsBefore += this.#packets;
    this.#packets = this.#octets = 0;
    this.#marker = true;
  }
}
