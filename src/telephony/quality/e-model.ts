/**
 * How good a connection is: R by the E-model (ITU-T G.107, 06/2015) with its default values for everything that an
 * endpoint cannot measure, and the mean opinion score that R stands for.
 */
import type { Millis } from '#kernel';
import type { CodecName } from '../contract.ts';

export interface Impairments {
  readonly codec: CodecName;
  /** From mouth to ear, one way, ms. */
  readonly delayMs: Millis;
  /** Share of the audio that was lost on the way or came too late, 0 to 1. */
  readonly lossShare: number;
  /** Mean length of bursts of loss over that of random loss (G.107, 7.2); 1: random. */
  readonly burstRatio: number;
}

/** G.107, table 2: R of a connection whose every parameter has its default value. */
const DEFAULT_R = 93.2;
/** Ro of the default values, and the sum of noises that it comes from (7.1). */
const RO = 94.77;
const NOISE_DBM0P = -61.18;
/** Defaults of table 2: loss of the talker's and the listener's echo path, receive loudness, dB. */
const TELR = 65;
const WEPL = 110;
const RLR = 2;

/**
 * Equipment impairment and robustness to loss by codec. G.711 with concealment: G.113 (11/2007), table I.4. The line
 * inside is 8 kHz, so the others are heard at telephone width too and get no bonus for theirs: G.722 and L16 as G.711.
 * Opus is not in G.113; it stands with the impairment of the best CELP codecs there (GSM-EFR: 5, 10).
 */
const CODECS: Readonly<Record<CodecName, { readonly ie: number; readonly bpl: number }>> = {
  PCMU: { ie: 0, bpl: 25.1 },
  PCMA: { ie: 0, bpl: 25.1 },
  G722: { ie: 0, bpl: 25.1 },
  L16: { ie: 0, bpl: 25.1 },
  opus: { ie: 5, bpl: 10 },
};

/** R, 0 (nothing understood) to 93.2. */
export function rFactor({ codec, delayMs, lossShare, burstRatio }: Impairments): number {
  // The echo terms dip by a hair below their value at zero for tiny delays.
  const r = DEFAULT_R - Math.max(0, delayImpairment(delayMs) - delayImpairment(0));
  return Math.max(0, r - equipmentImpairment(CODECS[codec], lossShare * 100, burstRatio));
}

/** G.107, annex B: the score on the scale from 1 to 4.5. */
export function mosOf(r: number): number {
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  // B.4's cubic dips below 1 for R under 6.5.
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** 7.5: Ie,eff. */
function equipmentImpairment(
  { ie, bpl }: { ie: number; bpl: number },
  lossPct: number,
  burst: number,
): number {
  return ie + (95 - ie) * (lossPct / (lossPct / Math.max(1, burst) + bpl));
}

/** 7.4: Id = Idte + Idle + Idd, for T = Ta = `delay` and Tr = 2 T. */
function delayImpairment(delay: Millis): number {
  return talkerEcho(delay) + listenerEcho(2 * delay) + pureDelay(delay);
}

function talkerEcho(t: Millis): number {
  const roe = -1.5 * (NOISE_DBM0P - RLR);
  const terv = TELR - 40 * Math.log10((1 + t / 10) / (1 + t / 150)) + 6 * Math.exp(-0.3 * t * t);
  const difference = (roe - (80 + 2.5 * (terv - 14))) / 2;
  return (difference + Math.sqrt(difference ** 2 + 100) - 1) * (1 - Math.exp(-t));
}

function listenerEcho(roundTrip: Millis): number {
  const difference = (RO - 10.5 * (WEPL + 7) * (roundTrip + 1) ** -0.25) / 2;
  return difference + Math.sqrt(difference ** 2 + 169);
}

function pureDelay(ta: Millis): number {
  if (ta <= 100) return 0;
  const x = Math.log2(ta / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}
