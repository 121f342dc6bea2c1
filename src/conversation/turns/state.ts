/** What the rules of turn-taking remember. */
import type { Samples } from '#audio';
import type { CalleeTurn, KeyPlan } from '../core/signal.ts';
import type { OwnWord } from './barge-in/own-words.ts';

/** A tentative interruption: the playout holds until it is confirmed or not. */
export interface BargeInState {
  readonly held: boolean;
  /** Recognitions asked for while the callee still speaks. */
  readonly looks: number;
  /** What the line was told last. */
  readonly enabled: boolean;
  /** Words of utterances that ended a moment ago. */
  readonly said: readonly OwnWord[];
}

export const noBargeIn: BargeInState = { held: false, looks: 0, enabled: false, said: [] };

/** Turns of the callee that wait until the agent is silent. */
export interface FloorState {
  readonly waiting: readonly CalleeTurn[];
  /** The callee asked not to be called any more. */
  readonly stopping: boolean;
}

export const emptyFloor: FloorState = { waiting: [], stopping: false };

export interface KeypadState {
  readonly plan: KeyPlan;
  readonly keys: string;
  readonly firstAt: Samples;
  readonly lastAt: Samples;
}

export const noKeys: KeypadState = { plan: { kind: 'none' }, keys: '', firstAt: 0, lastAt: 0 };

/** The waterfall of the answer that is being prepared. */
export interface MeasureState {
  readonly open: {
    readonly end: Samples;
    readonly endpoint: Samples;
    readonly stt: Samples;
    readonly mind: Samples | null;
    readonly tts: Samples | null;
    readonly total: Samples | null;
    readonly utterance: string | null;
    /** When the turn was taken. */
    readonly takenAt: Samples;
    /** Its answer had been asked for so long before, ms. */
    readonly ahead: number | null;
  } | null;
  /** The language model's newest answer: its first token and first whole piece. */
  readonly reply: {
    readonly request: string;
    readonly token: Samples;
    readonly sentence: Samples | null;
  } | null;
  /** When something was last looked up for an answer. */
  readonly looked: Samples | null;
  /** `agent-said` and `callee-said` so far. */
  readonly turns: number;
}

export const nothingMeasured: MeasureState = { open: null, reply: null, looked: null, turns: 0 };
