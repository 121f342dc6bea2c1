/** What a realtime mind remembers: a model that hears, thinks and speaks in one session. */
import type { Samples } from '#audio';
import type { ToolCall } from '#models';

/** What the model is to say next. */
export interface Wish {
  /** Unlike any other of the call; of words the id of their part in the mouth. */
  readonly id: string;
  /** `answer`: its own turn; `words`: what the rest of the conversation wants to be said. */
  readonly kind: 'answer' | 'words';
  /** For this answer only. */
  readonly instructions: string | null;
}

/** A wish that the model was told; they end in the order in which they were asked. */
export interface Ask extends Wish {
  /** It is still wanted. */
  readonly live: boolean;
  /** Sound of it came. */
  readonly begun: boolean;
  readonly calls: readonly Called[];
}

export interface Called {
  /** Unlike any other of the call; the model's own ids may repeat. */
  readonly run: string;
  readonly call: ToolCall;
  /** The session that called it; another one knows nothing of it. */
  readonly session: number;
}

/** From the first to the last sample of something that the callee said. */
export interface Stretch {
  readonly start: Samples;
  readonly end: Samples;
}

/** Speech that the model was given with one ask; its words may come late. */
export interface Committed extends Stretch {
  readonly at: Samples;
  /** Long enough to be words. */
  readonly worded: boolean;
}

export interface CalleeSide {
  /** Speech since the last ask; the last one may go on. */
  readonly runs: readonly { readonly start: Samples; readonly end: Samples | null }[];
  /** What of it was taken as a turn. */
  readonly taken: Stretch | null;
  readonly awaiting: readonly Committed[];
  /** The last one whose words were given up. */
  readonly missed: Committed | null;
}

/** What was said, for a session that takes over. */
export interface Said {
  readonly who: 'agent' | 'callee' | 'note';
  /** `null`: not known yet. */
  readonly text: string | null;
  readonly start: Samples;
}

export interface RealtimeState {
  /** `gone`: there is no model any more. */
  readonly phase: 'before' | 'open' | 'done' | 'gone';
  /** Of the model; without it, it is told what was heard. */
  readonly truncates: boolean;
  readonly session: number;
  readonly wishes: readonly Wish[];
  readonly asks: readonly Ask[];
  /** Asks so far, for their ids. */
  readonly count: number;
  /** Calls of tools so far, for their ids. */
  readonly callCount: number;
  /** Tools under way. */
  readonly running: readonly Called[];
  /** Failures since the model last said something. */
  readonly failures: number;
  /** Answers in a row that only called tools. */
  readonly rounds: number;
  /** The model was told something and may speak of it when nobody else does. */
  readonly news: boolean;
  /** The instructions may be others now. */
  readonly stale: boolean;
  /** As the session has them. */
  readonly instructions: string;
  readonly callee: CalleeSide;
  readonly said: readonly Said[];
}

export const sessionless: RealtimeState = {
  phase: 'before',
  truncates: false,
  session: 0,
  wishes: [],
  asks: [],
  count: 0,
  callCount: 0,
  running: [],
  failures: 0,
  rounds: 0,
  news: false,
  stale: false,
  instructions: '',
  callee: { runs: [], taken: null, awaiting: [], missed: null },
  said: [],
};

/** The ask whose end is waited for, if it is still wanted. */
export function liveAsk({ asks }: RealtimeState): Ask | undefined {
  return asks.find((ask) => ask.live);
}

/** Nothing is asked for and nothing runs: it is the callee's turn. */
export function isIdle(own: RealtimeState): boolean {
  return own.phase === 'open' && !liveAsk(own) && own.wishes.length === 0 && own.running.length === 0;
}
