/** Hands every signal to the mind that this call has, until the end was decided. */
import type { Part } from '../core/scene.ts';
import { flow } from '../flow/flow.ts';
import type { FlowState } from '../flow/state.ts';
import { isInCharge } from '../machine/state.ts';
import { prompt } from '../prompt/prompt.ts';
import { realtime } from '../realtime/realtime.ts';
import { isIdle } from '../realtime/state.ts';
import { isTransferring } from '../transfer/state.ts';
import type { MindState } from './state.ts';

/** A question of the flow's, or the model of one of its nodes, waits for the callee. */
function isListening({ phase, prompt: inner }: FlowState): boolean {
  return phase === 'asking' || (phase === 'prompt' && inner?.phase === 'listening');
}

export const mind: Part<MindState> = (own, signal, scene) => {
  const transferring = isTransferring(scene.parts.transfer);
  const held = transferring || isInCharge(scene.parts.machine);
  // A realtime model is the voice too: last words and what the machine part says go through it.
  if (own.kind === 'realtime') {
    const { state, ...rest } = realtime(own.realtime, signal, scene);
    const waiting = isIdle(state) && scene.parts.ending.phase === 'open' && !held;
    return { ...rest, state: { kind: 'realtime', waiting, realtime: state } };
  }
  if (scene.parts.ending.phase !== 'open') return { state: { ...own, waiting: false } };
  // What the machine part says is none of the mind's words.
  if ((signal.type === 'speech-finished' || signal.type === 'hush') && signal.ahead) return { state: own };
  // A flow that went on could end the call while somebody is being fetched; a model may speak meanwhile.
  if (transferring && own.kind === 'flow' && signal.type === 'turn-taken') return { state: own };
  if (own.kind === 'flow') {
    const { state, ...rest } = flow(own.flow, signal, scene);
    return { ...rest, state: { kind: 'flow', waiting: !held && isListening(state), flow: state } };
  }
  const { state, ...rest } = prompt(own.prompt, signal, scene);
  return {
    ...rest,
    state: { kind: 'prompt', waiting: !held && state.phase === 'listening' && !state.waits, prompt: state },
  };
};
