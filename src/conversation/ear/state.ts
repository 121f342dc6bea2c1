/** What the ear remembers. */
import type { Samples } from '#audio';
import type { Recognition } from '#models';
import type { HearingMode } from '../core/input.ts';
import type { CalleeTurn, Expectation } from '../core/signal.ts';

/** Words of a stream that belong to a turn. */
export interface TurnWords {
  /** Segments that will not change. */
  readonly finals: string;
  /** The segment in progress, as it is known. */
  readonly partial: string;
  readonly confidence: number;
  /** Everything heard up to the last `hearing-finalize` is recognised. */
  readonly settled: boolean;
  /** When they changed last. */
  readonly at: Samples;
}

/** What the callee is saying, from its first speech to the end of the turn. */
export interface OpenTurn {
  readonly start: Samples;
  /** After the last sample of speech; `null` while the callee speaks. */
  readonly end: Samples | null;
  /** The detector heard it; `false`: only words tell of it. */
  readonly voiced: boolean;
  readonly request: string | null;
  readonly recognition: (Recognition & { readonly at: Samples }) | null;
  readonly words: TurnWords;
  /** When the turn was decided to be over. */
  readonly endpointAt: Samples | null;
  /** It was too long: over, whatever more is said. */
  readonly forced: boolean;
  /** Opinions of the recogniser and of the turn detector that it is over. */
  readonly advice: number | null;
  readonly judged: number | null;
  readonly judgement: string | null;
  /** Pauses in it, ms; and the longest of those that its words do not explain. */
  readonly pauses: readonly number[];
  readonly unexplained: number;
  /** The detector still hears speech, but no more words have come for long: voices in the background. */
  readonly drowned: boolean;
  /** Speech that began after a pause and has brought no words yet: where the speech before it ended. */
  readonly wordlessSince: Samples | null;
  /** Failures of the stream in it; after the second nothing of it is understood. */
  readonly failures: number;
}

/** A turn that was taken on words that may still change, and those of its words that are not final yet. */
export interface Owed {
  readonly text: string;
  readonly turn: CalleeTurn;
  /** The words before them are final. */
  readonly partly?: true;
}

/** The stream of words. */
export interface StreamState {
  readonly open: boolean;
  /** When it was asked to settle, for each time that it has not. */
  readonly finalized: readonly Samples[];
  /** How long it took to settle, ms, oldest first. */
  readonly latencies: readonly number[];
  /** Turns that were taken on words that may still change, oldest first. */
  readonly owed: readonly Owed[];
  /** Failures since words last came, while nobody spoke. */
  readonly idleFailures: number;
  /** Turns in a row of which nothing was understood because it failed. */
  readonly deafTurns: number;
  /** Turns without a word since words last came: if the stream fails now, it may have been deaf to them. */
  readonly wordless: number;
}

/** How this callee pauses. */
export interface PaceState {
  /** The longest pause inside each turn, 0 where there was none, ms, oldest first. */
  readonly pauses: readonly number[];
  /** End of the turn that was taken last, and when the agent had said something since. */
  readonly takenAt: Samples | null;
  readonly answeredAt: Samples | null;
}

export interface EarState {
  readonly hearing: HearingMode;
  /** A turn detector can be asked. */
  readonly turnModel: boolean;
  readonly speaking: boolean;
  readonly turn: OpenTurn | null;
  readonly probe: string | null;
  readonly expectation: Expectation | null;
  /** What the agent said last. */
  readonly asked: string;
  /** Recognitions and judgements requested so far. */
  readonly requests: number;
  readonly stream: StreamState;
  readonly pace: PaceState;
}

export const noWords: TurnWords = { finals: '', partial: '', confidence: 0, settled: false, at: 0 };

export const quietEar: EarState = {
  hearing: 'utterances',
  turnModel: false,
  speaking: false,
  turn: null,
  probe: null,
  expectation: null,
  asked: '',
  requests: 0,
  stream: {
    open: false,
    finalized: [],
    latencies: [],
    owed: [],
    idleFailures: 0,
    deafTurns: 0,
    wordless: 0,
  },
  pace: { pauses: [], takenAt: null, answeredAt: null },
};

export function openTurn(start: Samples, voiced: boolean): OpenTurn {
  return {
    ...{ start, end: null, voiced, request: null, recognition: null, words: noWords },
    ...{
      endpointAt: null,
      forced: false,
      advice: null,
      judged: null,
      judgement: null,
      pauses: [],
      unexplained: 0,
      drowned: false,
      wordlessSince: null,
      failures: 0,
    },
  };
}

/** The words of a turn as one text. */
export function textOf({ finals, partial }: TurnWords): string {
  return `${finals} ${partial}`.trim();
}

/** The stream failed too often in this turn. */
export function isDeaf({ failures }: OpenTurn): boolean {
  return failures >= 2;
}
