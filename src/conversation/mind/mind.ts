/** Hands every signal to the mind that this call has, until the end was decided. */
import type { Part } from '../core/scene.ts';
import { flow } from '../flow/flow.ts';
import { prompt } from '../prompt/prompt.ts';
import type { MindState } from './state.ts';

export const mind: Part<MindState> = (own, signal, scene) => {
  if (scene.parts.ending.phase !== 'open') return { state: { ...own, waiting: false } };
  if (own.kind === 'flow') {
    const { state, ...rest } = flow(own.flow, signal, scene);
    return { ...rest, state: { kind: 'flow', waiting: state.phase === 'asking', flow: state } };
  }
  const { state, ...rest } = prompt(own.prompt, signal, scene);
  return { ...rest, state: { kind: 'prompt', waiting: state.phase === 'listening', prompt: state } };
};
