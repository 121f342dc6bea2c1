/** The mind: a flow or a prompt. */
import type { FlowState } from '../flow/state.ts';
import type { PromptState } from '../prompt/state.ts';

/** `waiting`: it is the callee's turn. */
export type MindState = { readonly waiting: boolean } & (
  | { readonly kind: 'flow'; readonly flow: FlowState }
  | { readonly kind: 'prompt'; readonly prompt: PromptState }
);
