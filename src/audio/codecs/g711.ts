/** G.711 by tables: mu-law and A-law to linear PCM16 and back (ITU-T G.711, tables 1 and 2). */
import type { Pcm } from '../line.ts';
import { roomFor } from './codec.ts';

/** A codec of 8 bits a sample at 8 kHz. */
export interface SampleCodec {
  /** Encoding name of RFC 3551, table 4. */
  readonly name: 'PCMU' | 'PCMA';
  /** The octet of silence. */
  readonly silence: number;
  /** Writes one octet a sample to `out`, from `offset` on. */
  encode(pcm: Pcm, out: Uint8Array, offset?: number): void;
  decode(payload: Uint8Array, room?: Pcm): Pcm;
}

const MU_BIAS = 0x84;
const MU_CLIP = 32_635;

function muToLinear(octet: number): number {
  const inverted = ~octet & 0xff;
  const magnitude = ((((inverted & 0x0f) << 3) + MU_BIAS) << ((inverted >> 4) & 7)) - MU_BIAS;
  return inverted & 0x80 ? -magnitude : magnitude;
}

function linearToMu(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const biased = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
  const exponent = 31 - Math.clz32(biased) - 7;
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f)) & 0xff;
}

function aToLinear(octet: number): number {
  const toggled = octet ^ 0x55;
  const exponent = (toggled >> 4) & 7;
  const mantissa = ((toggled & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return toggled & 0x80 ? magnitude : -magnitude;
}

function linearToA(sample: number): number {
  // 13 bits; the negative side begins at -1 (one's complement), as the Recommendation's decision values do.
  const positive = sample >= 0;
  const magnitude = Math.min((positive ? sample : ~sample) >> 4, 0x7ff);
  const exponent = magnitude < 32 ? magnitude >> 4 : 31 - Math.clz32(magnitude) - 3;
  const mantissa = exponent <= 1 ? magnitude & 0x0f : (magnitude >> (exponent - 1)) & 0x0f;
  return ((positive ? 0x80 : 0) | (exponent << 4) | mantissa) ^ 0x55;
}

function byTables(
  name: SampleCodec['name'],
  toLinear: (octet: number) => number,
  toOctet: (sample: number) => number,
): SampleCodec {
  const linear = Int16Array.from({ length: 256 }, (_, octet) => toLinear(octet));
  const octets = Uint8Array.from({ length: 65_536 }, (_, index) => toOctet(index - 32_768));
  return {
    name,
    silence: toOctet(0),
    encode(pcm, out, offset = 0) {
      for (let i = 0; i < pcm.length; i++) out[offset + i] = octets[pcm[i]! + 32_768]!;
    },
    decode(payload, room) {
      const pcm = roomFor(payload.length, room);
      for (let i = 0; i < payload.length; i++) pcm[i] = linear[payload[i]!]!;
      return pcm;
    },
  };
}

/** PCMU, payload type 0. */
export const muLaw: SampleCodec = byTables('PCMU', muToLinear, linearToMu);
/** PCMA, payload type 8. */
export const aLaw: SampleCodec = byTables('PCMA', aToLinear, linearToA);
