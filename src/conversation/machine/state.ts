/** What is remembered of who answered. */
import type { Samples } from '#audio';

export type Verdict = 'human' | 'machine' | 'ivr' | 'screening' | 'fax' | 'busy' | 'unreachable';

/** What carried a verdict. `limit`: time was up, and the likelier of the two was taken. */
export type VerdictBy = 'words' | 'timing' | 'tone' | 'silence' | 'limit' | 'tool';

/** What was heard of the callee since `origin`. */
export interface Evidence {
  /** The answer, or the last thing that we did (a key, an introduction). */
  readonly origin: Samples;
  /** First sample of speech. */
  readonly firstAt: Samples | null;
  readonly speaking: boolean;
  /** After the last sample of speech so far; `null` before any. */
  readonly end: Samples | null;
  /** First sample of speech that has gone on since, but for short pauses. */
  readonly streakAt: Samples | null;
  /** First sample of the run in progress, or of the last one. */
  readonly runAt: Samples | null;
  /** It still rings: a gateway answered before the person. */
  readonly ringing: boolean;
  /** Words by the turn that they belong to; a later text of a turn replaces the one before. */
  readonly texts: readonly { readonly start: Samples; readonly text: string }[];
  /** A turn that began before `origin`, and how many of its words did. */
  readonly passed: { readonly start: Samples; readonly words: number } | null;
}

export interface MessageState {
  readonly stage: 'waiting' | 'saying';
  /** `null` while the model words it. */
  readonly text: string | null;
  /** Since when the mailbox records: nothing is waited for but the text. */
  readonly recordingAt: Samples | null;
  /** It was said again from the start, which happens once. */
  readonly restarted: boolean;
  /** The model's words so far. */
  readonly worded: string;
}

export interface MenuState {
  /** Keys pressed so far. */
  readonly steps: number;
  /** Menus heard to their end without a key for us. */
  readonly unanswered: number;
  readonly since: Samples;
  /** Recognitions and questions asked so far, for their ids. */
  readonly asked: number;
  /** The last key, and what it was for. */
  readonly pressed: { readonly key: string; readonly label: string } | null;
  /** Only the length of the greeting spoke for a recording: it may as well be a mailbox. */
  readonly unsure: boolean;
}

export interface ScreeningState {
  readonly stage: 'waiting' | 'saying' | 'holding';
  /** Introductions given. */
  readonly said: number;
}

interface Common {
  readonly evidence: Evidence;
  /** When the agent was given the floor; what the callee said before is no turn that needs an answer. */
  readonly openedAt: Samples | null;
  /** Words so far have to be asked for, which was done so often; `null`: they come by themselves, or never. */
  readonly probes: number | null;
}

export type MachineState = Common &
  (
    | { readonly phase: 'off' | 'judging' | 'open' | 'ended' }
    | { readonly phase: 'message'; readonly message: MessageState }
    | { readonly phase: 'menu'; readonly menu: MenuState }
    | { readonly phase: 'screening'; readonly screening: ScreeningState }
  );

export function freshEvidence(origin: Samples): Evidence {
  return {
    origin,
    firstAt: null,
    streakAt: null,
    speaking: false,
    end: null,
    runAt: null,
    ringing: false,
    texts: [],
    passed: null,
  };
}

export const notJudging: MachineState = {
  phase: 'off',
  evidence: freshEvidence(0),
  openedAt: null,
  probes: null,
};

/** The agent's own words wait, and what the callee says goes to no mind. */
export function isInCharge({ phase }: MachineState): boolean {
  return phase === 'judging' || phase === 'message' || phase === 'menu' || phase === 'screening';
}

/** Was what ended at `end` said before the agent was given the floor? The greeting answers it. */
export function isBeforeFloor(own: MachineState, end: Samples): boolean {
  return isInCharge(own) || (own.openedAt !== null && end <= own.openedAt);
}
