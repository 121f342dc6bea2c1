/** Opus (RFC 6716) at the line's rate: libopus as WebAssembly, one memory a thread, one coder a call. */
import {
  Application,
  createDecoder,
  createEncoder,
  Signal,
  type OpusDecoderHandle,
  type OpusEncoderHandle,
} from 'libopus-wasm';
import { LINE_RATE, type Pcm } from '../line.ts';
import type { LineCodec } from './codec.ts';

/** What the far end wants of what we send (RFC 7587, 6.1). */
export interface OpusSettings {
  /** Packets repeat what is important of the one before. */
  readonly fec: boolean;
  /** Silence is not sent. */
  readonly dtx: boolean;
  /** Bit/s at most. */
  readonly maxBitrate?: number;
}

/**
 * A third of the best one's cost. On five clips of telephone speech the spectrum is 3.4 dB off, with the best as well, and
 * 3.5 dB with 5.
 */
const COMPLEXITY = 2;
/** Bit/s: RFC 6716, 2.1.1 calls 8 to 12 kbit/s the sweet spot of narrow-band speech; redundancy takes its share. */
const BITRATE = 16_000;
const BITRATE_WITH_FEC = 24_000;
/** Loss that redundancy is made for, %: libopus adds none for a network that loses nothing. */
const EXPECTED_LOSS = 5;
/** A packet of up to two octets says "silence goes on" and need not be sent (libopus, `OPUS_SET_DTX`). */
const DTX_OCTETS = 2;
/** Longest concealment, and the steps that libopus makes it in: 120 ms of 2.5 ms. */
const CONCEAL_MOST = 960;
const CONCEAL_STEP = 20;
const MAX_OCTETS = 400;
const NOTHING: Pcm = new Int16Array(0);

export class OpusCodec implements LineCodec {
  readonly name = 'opus';
  readonly stateless = false;
  readonly #encoder: OpusEncoderHandle;
  readonly #decoder: OpusDecoderHandle;
  #dtx = false;
  #closed = false;

  constructor(encoder: OpusEncoderHandle, decoder: OpusDecoderHandle) {
    this.#encoder = encoder;
    this.#decoder = decoder;
  }

  configure({ fec, dtx, maxBitrate = Infinity }: OpusSettings): void {
    if (this.#closed) return;
    this.#dtx = dtx;
    this.#encoder.setFec(fec);
    this.#encoder.setPacketLossPercent(fec ? EXPECTED_LOSS : 0);
    this.#encoder.setDtx(dtx);
    this.#encoder.setBitrate(Math.min(fec ? BITRATE_WITH_FEC : BITRATE, maxBitrate));
  }

  encode(pcm: Pcm, out: Uint8Array, offset: number): number {
    if (this.#closed) return 0;
    const packet = this.#encoder.encode(pcm, { frameSize: pcm.length, maxPacketBytes: MAX_OCTETS });
    if (this.#dtx && packet.length <= DTX_OCTETS) return 0;
    out.set(packet, offset);
    return packet.length;
  }

  decode(payload: Uint8Array): Pcm {
    if (this.#closed || payload.length === 0) return NOTHING;
    try {
      return this.#decoder.decode(payload);
    } catch {
      // Only the peer can make libopus refuse a packet (RFC 6716, 3.4: it is then treated as lost).
      return NOTHING;
    }
  }

  conceal(samples: number, next: Uint8Array | null): Pcm | null {
    if (this.#closed || samples > CONCEAL_MOST || samples < CONCEAL_STEP || samples % CONCEAL_STEP !== 0)
      return null;
    try {
      return next && next.length > 0
        ? this.#decoder.decode(next, { decodeFec: true, frameSize: samples })
        : this.#decoder.decodePacketLoss(samples);
    } catch {
      return null;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#encoder.free();
    this.#decoder.free();
  }
}

/** Frames after which most of what is hot has been translated a second time, which makes it several times as fast. */
const WARMING_FRAMES = 60;

/**
 * Loads the library and lets the WebAssembly engine translate it for speed: takes longer than a tick, so that it is
 * not for a thread with calls that run.
 */
export async function prepareOpus(): Promise<void> {
  const codec = await createOpus();
  const payload = new Uint8Array(MAX_OCTETS);
  for (let frame = 0; frame < WARMING_FRAMES; frame++) {
    // A buzz whose pitch glides: voiced for the encoder, and no frame like the one before.
    const period = 40 + frame;
    const pcm = Int16Array.from(
      { length: 160 },
      (_, i) => 6000 * ((((frame * 160 + i) % period) / period) * 2 - 1),
    );
    codec.decode(payload.subarray(0, codec.encode(pcm, payload, 0)));
  }
  codec.close();
}

/** A coder of one call; `close` gives its memory back. The first one of a thread loads the library. */
export async function createOpus(): Promise<OpusCodec> {
  const [encoder, decoder] = await Promise.all([
    createEncoder({
      sampleRate: LINE_RATE,
      channels: 1,
      application: Application.Voip,
      signal: Signal.Voice,
      complexity: COMPLEXITY,
      bitrate: BITRATE,
    }),
    createDecoder({ sampleRate: LINE_RATE, channels: 1 }),
  ]);
  return new OpusCodec(encoder, decoder);
}
