/** The mind: a flow, a prompt, or a realtime model. */
import type { FlowState } from '../flow/state.ts';
import type { PromptState } from '../prompt/state.ts';
import type { RealtimeState } from '../realtime/state.ts';

/** `waiting`: it is the callee's turn. */
export type MindState = { readonly waiting: boolean } & (
  | { readonly kind: 'flow'; readonly flow: FlowState }
  | { readonly kind: 'prompt'; readonly prompt: PromptState }
  | { readonly kind: 'realtime'; readonly realtime: RealtimeState }
);
