/** Utterances heard with and without a bad network, and their word errors. */
import type { Pcm } from '../../src/audio/index.ts';
import type { SttModel } from '../../src/models/index.ts';
import type { MediaStats } from '../../src/telephony/index.ts';
import type { Utterance } from './phrases.ts';
import { wordErrors, words } from './word-error.ts';

export interface Heard {
  readonly said: number;
  readonly errors: number;
}

/** Word errors of one utterance as it was heard. */
export async function recognised(stt: SttModel, heard: Pcm, { text, grammar }: Utterance): Promise<Heard> {
  const { text: found } = await stt.recognize(
    heard,
    { language: 'en', grammar },
    new AbortController().signal,
  );
  const said = words(text).map(spelled);
  return { said: said.length, errors: wordErrors(said, words(found).map(spelled)) };
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Recognisers write a digit as figure or word; "oh" is a zero. */
function spelled(word: string): string {
  if (word === 'oh' || word === 'o') return 'zero';
  return /^\d$/.test(word) ? DIGITS[Number(word)]! : word;
}

/** Percent of the words said. */
export function wordErrorPct(all: readonly Heard[]): number {
  const sum = (of: (heard: Heard) => number): number => all.reduce((total, heard) => total + of(heard), 0);
  return (100 * sum(({ errors }) => errors)) / sum(({ said }) => said);
}

/** Means over calls. */
export function meansOf(stats: readonly MediaStats[]): Record<string, number> {
  const mean = (of: (stats: MediaStats) => number): number =>
    stats.reduce((sum, each) => sum + of(each), 0) / stats.length;
  return {
    mos: mean(({ mos }) => mos ?? 1),
    r_factor: mean(({ rFactor }) => rFactor ?? 0),
    jitter_ms: mean(({ jitterMs }) => jitterMs),
    buffer_mean_ms: mean(({ bufferMeanMs }) => bufferMeanMs),
    buffer_max_ms: Math.max(...stats.map(({ bufferMaxMs }) => bufferMaxMs)),
    concealed_pct: (100 * sumOf(stats, ({ concealedMs }) => concealedMs)) / (20 * sumOf(stats, expected)),
    lost_pct: (100 * sumOf(stats, ({ packetsLost }) => packetsLost)) / sumOf(stats, expected),
    late_pct: (100 * sumOf(stats, ({ packetsLate }) => packetsLate)) / sumOf(stats, expected),
    reordered_pct: (100 * sumOf(stats, ({ packetsReordered }) => packetsReordered)) / sumOf(stats, expected),
    duplicated_pct:
      (100 * sumOf(stats, ({ packetsDuplicated }) => packetsDuplicated)) / sumOf(stats, expected),
  };
}

/** Duplicates count as received (RFC 3550, A.3), so the sum is what was sent. */
function expected({ packetsReceived, packetsLost }: MediaStats): number {
  return packetsReceived + packetsLost;
}

function sumOf(stats: readonly MediaStats[], of: (stats: MediaStats) => number): number {
  return stats.reduce((sum, each) => sum + of(each), 0);
}
