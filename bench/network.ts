/**
 * Speech over a poor network (5 % loss, 60 ms jitter, 2 % overtaken, 1 % twice): word errors of the embedded recogniser
 * with it and without it, and what the call measured of itself. In virtual time for every voice, once with losses in
 * runs; then on loopback with two media sessions and a relay between them. Voices are synthetic: the difference is
 * what counts.
 */
import { speakWith, TEST_VOICES } from '../fixtures/speech/voices.ts';
import { throughLine } from '../fixtures/speech/line.ts';
import { silentLogger } from '../src/kernel/index.ts';
import { createGrammarStt } from '../src/providers/embedded/grammar-stt.ts';
import { poorNetwork, type NetworkFaults } from '../src/simulation/network.ts';
import type { MediaStats } from '../src/telephony/index.ts';
import type { Bench, Progress } from './bench.ts';
import { playOnLoopback } from './network/loopback.ts';
import { numbers, sentences, type Utterance } from './network/phrases.ts';
import { playThrough, type Played } from './network/play.ts';
import { meansOf, recognised, wordErrorPct, type Heard } from './network/recognised.ts';
import { round } from './rig/figures.ts';

const NETWORKS: Readonly<Record<string, NetworkFaults | null>> = {
  clean: null,
  poor: poorNetwork,
  poor_in_runs: { ...poorNetwork, lossRun: 3 },
};
const LOOPBACK_VOICES = 2;

export const network: Bench = async (progress) => {
  const stt = await createGrammarStt({ logger: silentLogger });
  try {
    const figures: Record<string, number> = {};
    const said = TEST_VOICES.flatMap((voice) =>
      [...sentences, ...numbers].map((utterance) => ({
        utterance,
        pcm: throughLine(speakWith(voice, utterance.text)),
      })),
    );
    for (const [name, faults] of Object.entries(NETWORKS)) {
      const played = await all(said.length, async (index) =>
        playThrough(said[index]!.pcm, faults, index + 1),
      );
      Object.assign(figures, await figuresOf(name, said, played, stt, progress));
    }
    const few = said.slice(0, LOOPBACK_VOICES * (sentences.length + numbers.length));
    const voices = few.map(({ pcm }) => pcm);
    for (const [name, faults] of [
      ['loopback_clean', null],
      ['loopback_poor', poorNetwork],
    ] as const)
      Object.assign(figures, await figuresOf(name, few, await playOnLoopback(voices, faults), stt, progress));
    return figures;
  } finally {
    await stt.close();
  }
};

async function figuresOf(
  name: string,
  said: readonly { readonly utterance: Utterance }[],
  played: readonly Played[],
  stt: Parameters<typeof recognised>[0],
  progress: Progress,
): Promise<Record<string, number>> {
  progress(`${name}: ${said.length} utterances`);
  const heard: Heard[] = [];
  for (const [index, { utterance }] of said.entries())
    heard.push(await recognised(stt, played[index]!.heard, utterance));
  const stats: MediaStats[] = played.map((each) => each.stats);
  const figures: Record<string, number> = { word_error_pct: wordErrorPct(heard), ...meansOf(stats) };
  return Object.fromEntries(
    Object.entries(figures).map(([figure, value]) => [`${name}_${figure}`, round(value)]),
  );
}

/** One after the other: the memory of one call at a time. */
async function all<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let index = 0; index < count; index++) made.push(await make(index));
  return made;
}
