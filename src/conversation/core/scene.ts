/** The state of a conversation, and the shape of its parts. */
import type { Samples } from '#audio';
import type { ToolSpec } from '#models';
import type { ControlState } from '../control/state.ts';
import type { EarState } from '../ear/state.ts';
import type { EndingState } from '../ending/state.ts';
import type { MachineState } from '../machine/state.ts';
import type { MindState } from '../mind/state.ts';
import type { MouthState } from '../mouth/state.ts';
import type { SilenceState } from '../silence/state.ts';
import type { ToolsState } from '../tools/state.ts';
import type { TransferState } from '../transfer/state.ts';
import type { BargeInState, FloorState, KeypadState, MeasureState } from '../turns/state.ts';
import type { Effect } from './effect.ts';
import type { Setup } from './setup.ts';
import type { Signal } from './signal.ts';

/** One entry a part; each part alone writes its own. */
export interface Parts {
  readonly ear: EarState;
  readonly machine: MachineState;
  readonly keypad: KeypadState;
  readonly bargeIn: BargeInState;
  readonly floor: FloorState;
  readonly mind: MindState;
  readonly tools: ToolsState;
  readonly transfer: TransferState;
  readonly control: ControlState;
  readonly silence: SilenceState;
  readonly ending: EndingState;
  readonly mouth: MouthState;
  readonly measure: MeasureState;
}

export interface ConversationState {
  readonly setup: Setup;
  readonly parts: Parts;
}

/** What a part sees beside its own state: the others' states, to read. */
export interface Scene {
  readonly setup: Setup;
  readonly parts: Parts;
  readonly now: Samples;
  /** What a node of a flow lets its model call beside the agent's tools. */
  readonly functions?: readonly ToolSpec[];
}

export interface Reaction<S> {
  readonly state: S;
  /** Told to every part, in order, after this one. */
  readonly signals?: readonly Signal[];
  readonly effects?: readonly Effect[];
}

/** A part of a conversation: a pure machine. New abilities are new parts. */
export type Part<S> = (own: S, signal: Signal, scene: Scene) => Reaction<S>;
