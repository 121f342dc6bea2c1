/**
 * ITU-T G.722 at 64 kbit/s (mode 1), between its bit stream and a line of 8 kHz. The codec codes two bands of 4 kHz,
 * each at 8 kHz, that a filter bank parts and joins at 16 kHz; the line is the lower band, so the bank is left out:
 * what we send has nothing in the higher band, and of what we hear the lower band is decoded alone.
 */
import type { Pcm } from '../line.ts';
import { roomFor, type LineCodec } from './codec.ts';
import { Band, clip16 } from './g722-band.ts';
import {
  LOW_LEVELS,
  LOW_NEGATIVE,
  LOW_OUTPUT_4,
  LOW_OUTPUT_6,
  LOW_POSITIVE,
  LOW_STEPS,
} from './g722-tables.ts';

/**
 * What QUANTH says of a sample that is zero, in the octet's upper two bits: the band stays as it begins, its prediction
 * zero and its scale the least, since the quantised difference, (8 * 1616) >> 15, is zero too.
 */
const SILENT_HIGH = 3 << 6;

export class G722Encoder {
  readonly #low = new Band();

  /** One octet a sample: two bits of the higher band, six of the lower one (clause 1.4). */
  encode(pcm: Pcm, out: Uint8Array, offset: number): number {
    // The bank halves what passes it (QMF coefficients sum to one half): 15 bits.
    for (let i = 0; i < pcm.length; i++) out[offset + i] = SILENT_HIGH | this.#encodeLow(pcm[i]! >> 1);
    return pcm.length;
  }

  #encodeLow(sample: number): number {
    const band = this.#low;
    const difference = clip16(sample - band.prediction);
    const magnitude = difference ^ (difference >> 31);
    // QUANTL: the first interval whose upper level is not reached.
    let from = 1;
    let to = LOW_LEVELS.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (magnitude < Math.imul(LOW_LEVELS[middle]!, band.scale) >> 12) to = middle;
      else from = middle + 1;
    }
    const code = difference < 0 ? LOW_NEGATIVE[from]! : LOW_POSITIVE[from]!;
    adaptLow(band, code >> 2);
    return code;
  }
}

export class G722Decoder {
  readonly #low = new Band();

  decode(payload: Uint8Array, room?: Pcm): Pcm {
    const band = this.#low;
    const pcm = roomFor(payload.length, room);
    for (let i = 0; i < payload.length; i++) {
      const code = payload[i]! & 0x3f;
      // INVQBL and LIMIT: 15 bits, doubled as the bank does.
      const sample = band.prediction + (Math.imul(band.scale, LOW_OUTPUT_6[code]!) >> 15);
      pcm[i] = clip16(sample * 2);
      adaptLow(band, code >> 2);
    }
    return pcm;
  }
}

/** INVQAL: both sides adapt by the four bits that every mode has. */
function adaptLow(band: Band, code: number): void {
  const quantised = Math.imul(band.scale, LOW_OUTPUT_4[code]!) >> 15;
  band.rescale(LOW_STEPS[code]!);
  band.adapt(quantised);
}

/** Both directions of one call. */
export function createG722(): LineCodec {
  const encoder = new G722Encoder();
  const decoder = new G722Decoder();
  return {
    name: 'G722',
    stateless: false,
    encode: (pcm, out, offset) => encoder.encode(pcm, out, offset),
    decode: (payload, room) => decoder.decode(payload, room),
  };
}
