/** Our outgoing RTP stream: numbers, timestamps, markers, codec; keys as events or, without them, as tones. */
import {
  aLaw,
  FRAME_SAMPLES,
  KEY_TONE_FRAMES,
  keyTone,
  muLaw,
  type KeyFrame,
  type Pcm,
  type SampleCodec,
  type Samples,
} from '#audio';
import type { Random } from '#kernel';
import { RTP_HEADER_BYTES, writeRtpHeader } from '../rtp/packet.ts';
import { keyPacket } from '../rtp/telephone-event.ts';
import type { Agreement } from '../sdp/index.ts';

/** Datagrams that may wait in the system's queue before their bytes are used again. */
const BUFFERS = 16;

export class RtpSender {
  readonly ssrc: number;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #buffers: Uint8Array[];
  #turn = 0;
  /** RFC 3550, 5.1: both begin at random. */
  #sequence: number;
  readonly #timestampBase: number;
  #codec: SampleCodec = muLaw;
  #payloadType = 0;
  #eventType: number | null = null;
  #enabled = false;
  /** The next audio packet begins a talkspurt (RFC 3551, 4.1). */
  #marker = true;
  #packets = 0;
  #octets = 0;

  constructor(random: Random, send: (bytes: Uint8Array) => void) {
    const chance = new DataView(Uint8Array.from(random.bytes(10)).buffer);
    this.ssrc = chance.getUint32(0);
    this.#timestampBase = chance.getUint32(4);
    // RFC 3711, 3.3.1: in the lower half, so that losing the first packets cannot hide a rollover.
    this.#sequence = chance.getUint16(8) & 0x7fff;
    this.#send = send;
    this.#buffers = Array.from({ length: BUFFERS }, () => new Uint8Array(RTP_HEADER_BYTES + FRAME_SAMPLES));
  }

  agree(agreement: Agreement): void {
    this.#codec = agreement.codec === 'PCMA' ? aLaw : muLaw;
    this.#payloadType = agreement.sendType;
    this.#eventType = agreement.telephoneEvent?.send ?? null;
    this.#enabled = agreement.direction === 'sendrecv' || agreement.direction === 'sendonly';
  }

  /** For sender reports (RFC 3550, 6.4.1). */
  get counters(): { packets: number; octets: number } {
    return { packets: this.#packets, octets: this.#octets };
  }

  /** The RTP timestamp of a position on the line. */
  timestampAt(position: Samples): number {
    return (this.#timestampBase + position) >>> 0;
  }

  /** One 20 ms frame, its first sample at `position`. A key's frame replaces the audio, also in `pcm`. */
  send(pcm: Pcm, key: KeyFrame | null, position: Samples): void {
    if (key && key.index < KEY_TONE_FRAMES)
      pcm.set(keyTone(key.digit, key.index * FRAME_SAMPLES, FRAME_SAMPLES));
    if (!this.#enabled) {
      this.#marker = true;
      return;
    }
    if (key && this.#eventType !== null) {
      this.#sendKey(key, this.#eventType, position);
      return;
    }
    const bytes = this.#buffers[this.#turn++ % BUFFERS]!;
    this.#codec.encode(pcm, bytes, RTP_HEADER_BYTES);
    this.#leave(bytes, this.#payloadType, this.#marker, position);
    this.#marker = false;
  }

  #sendKey(key: KeyFrame, eventType: number, position: Samples): void {
    const packet = keyPacket(key.digit, key.index);
    this.#marker = true;
    if (!packet) return;
    const bytes = new Uint8Array(RTP_HEADER_BYTES + packet.payload.length);
    bytes.set(packet.payload, RTP_HEADER_BYTES);
    this.#leave(bytes, eventType, packet.marker, position - packet.behind);
  }

  #leave(bytes: Uint8Array, payloadType: number, marker: boolean, position: Samples): void {
    const sequence = this.#sequence;
    this.#sequence = (sequence + 1) & 0xffff;
    writeRtpHeader(bytes, {
      marker,
      payloadType,
      sequence,
      timestamp: this.timestampAt(position),
      ssrc: this.ssrc,
    });
    this.#packets++;
    this.#octets += bytes.length - RTP_HEADER_BYTES;
    this.#send(bytes);
  }
}
