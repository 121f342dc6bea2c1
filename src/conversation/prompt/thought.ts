/** A reaction of the prompt mind in progress. */
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import type { Signal } from '../core/signal.ts';
import type { PromptState } from './state.ts';

export interface Thought {
  state: PromptState;
  readonly signals: Signal[];
  readonly effects: Effect[];
  readonly scene: Scene;
}

export function thoughtOf(state: PromptState, scene: Scene): Thought {
  return { state, signals: [], effects: [], scene };
}

export function thought({ state, signals, effects }: Thought): Reaction<PromptState> {
  return { state, signals, effects };
}
