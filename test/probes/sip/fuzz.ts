/** The fuzzer of SIP and SDP: how much, with which seed; what it found. */
import { Buffer } from 'node:buffer';
import { seededChance } from './chance.ts';
import { sdpCorpus, sipCorpus } from './corpus.ts';
import { judgeMessage, judgeSdp } from './judge.ts';
import { MOMENT_NAMES, playRound, recordMoment } from './live.ts';
import { mutate } from './mutate.ts';
import { Stopwatch } from './watch-time.ts';

export interface FuzzFigures {
  readonly count: number;
  readonly taken: number;
  readonly refused: number;
  /** CPU of the thread for one input: mean and worst, ms. */
  readonly meanMs: number;
  readonly worstMs: number;
  /** Inputs that took longer than a thread may be held. */
  readonly slow: number;
}

/** An input that the stack did not stand; `message` shows it. */
export class Find extends Error {
  readonly bytes: Buffer;

  constructor(bytes: Buffer, cause: unknown) {
    super(
      `${(cause as Error)?.stack ?? String(cause)}\non ${JSON.stringify(bytes.toString('latin1').slice(0, 3_000))}`,
      { cause },
    );
    this.bytes = bytes;
  }
}

/** Mutated texts through one judge. @throws Find */
function fuzz(
  corpus: readonly string[],
  judge: (bytes: Buffer) => 'taken' | 'refused',
  count: number,
  seed: number,
): FuzzFigures {
  const chance = seededChance(seed);
  const watch = new Stopwatch();
  const fates = { taken: 0, refused: 0 };
  for (let i = 0; i < count; i++) {
    const bytes = Buffer.from(mutate(chance.of(corpus), chance, corpus), 'latin1');
    try {
      fates[watch.time(bytes, () => judge(bytes))]++;
    } catch (error) {
      throw new Find(bytes, error);
    }
  }
  return { count, ...fates, meanMs: watch.meanMs, worstMs: watch.worstMs, slow: watch.slow.length };
}

const texts = (samples: readonly { readonly bytes: Buffer }[]): string[] =>
  samples.map(({ bytes }) => bytes.toString('latin1'));

/** Damaged messages through parser, printer and the readers of fields. */
export function fuzzMessages(count: number, seed: number): FuzzFigures {
  return fuzz(texts(sipCorpus('peers', 'valid', 'broken', 'finds')), judgeMessage, count, seed);
}

/** Damaged session descriptions through parser, printer, offer and answer. */
export function fuzzSdp(count: number, seed: number): FuzzFigures {
  return fuzz(texts(sdpCorpus()), judgeSdp, count, seed);
}

/** Damaged messages into living endpoints, `perRound` into each pair. */
export async function fuzzEndpoints(count: number, perRound: number, seed: number): Promise<FuzzFigures> {
  const chance = seededChance(seed);
  const watch = new Stopwatch();
  const corpus = texts(sipCorpus('peers', 'valid', 'broken', 'finds'));
  const recorded = await Promise.all(
    MOMENT_NAMES.map(async (moment) => ({ moment, own: await recordMoment(moment) })),
  );
  for (let done = 0; done < count; done += perRound) {
    const { moment, own } = recorded[(done / perRound) % recorded.length]!;
    const sent: Buffer[] = [];
    try {
      await playRound({
        moment,
        own,
        corpus,
        count: Math.min(perRound, count - done),
        chance,
        watch,
        onMessage: (bytes) => sent.push(bytes),
      });
    } catch (error) {
      throw new Find(Buffer.concat(sent.slice(-5)), error);
    }
  }
  return {
    count: watch.count,
    taken: watch.count,
    refused: 0,
    meanMs: watch.meanMs,
    worstMs: watch.worstMs,
    slow: watch.slow.length,
  };
}
