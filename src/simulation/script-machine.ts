/** Follows a script against what the agent does: a pure machine on the line's sample clock. */
import { LINE_RATE, type Samples } from '#audio';
import type { ScriptLine } from './behaviour.ts';

/** What happened on the line. */
export type ScriptInput =
  | { readonly type: 'answered'; readonly at: Samples }
  | { readonly type: 'agent-started'; readonly at: Samples }
  /** `at` is where its speech ended, earlier than the report. */
  | { readonly type: 'agent-stopped'; readonly at: Samples }
  | { readonly type: 'delay-passed'; readonly at: Samples }
  | { readonly type: 'line-ended'; readonly at: Samples };

/** What the callee does about it. */
export type ScriptEffect =
  | { readonly type: 'wait'; readonly until: Samples }
  | { readonly type: 'stop-waiting' }
  | { readonly type: 'perform'; readonly line: number }
  | { readonly type: 'hang-up' };

export interface ScriptState {
  readonly script: readonly ScriptLine[];
  readonly hangUpAfterMs: number | null;
  /** The line whose turn it is. */
  readonly next: number;
  readonly phase: 'cue' | 'delay' | 'performing';
  readonly agentSpeaking: boolean;
}

export interface ScriptStep {
  readonly state: ScriptState;
  readonly effects: readonly ScriptEffect[];
}

export function beginScript(script: readonly ScriptLine[], hangUpAfterMs: number | null): ScriptState {
  return { script, hangUpAfterMs, next: 0, phase: 'cue', agentSpeaking: false };
}

export function stepScript(state: ScriptState, input: ScriptInput): ScriptStep {
  switch (input.type) {
    case 'answered':
      return awaitCue(state, input.at);
    case 'line-ended':
      return state.phase === 'performing'
        ? awaitCue({ ...state, next: state.next + 1 }, input.at)
        : same(state);
    case 'agent-started':
      return agentStarted({ ...state, agentSpeaking: true }, input.at);
    case 'agent-stopped':
      return agentStopped({ ...state, agentSpeaking: false }, input.at);
    case 'delay-passed':
      if (state.phase !== 'delay') return same(state);
      return state.next < state.script.length
        ? {
            state: { ...state, phase: 'performing' },
            effects: [{ type: 'perform', line: state.next }],
          }
        : { state: { ...state, phase: 'performing' }, effects: [{ type: 'hang-up' }] };
  }
}

/** The line before is over (or the call was answered): the next one's cue may already be there. */
function awaitCue(state: ScriptState, at: Samples): ScriptStep {
  const line = state.script[state.next];
  if (!line)
    return state.hangUpAfterMs === null
      ? same({ ...state, phase: 'cue' })
      : delay(state, at, state.hangUpAfterMs);
  const isDue = line.after === 'at-once' || (line.after === 'agent-starts' && state.agentSpeaking);
  return isDue ? delay(state, at, line.delayMs) : same({ ...state, phase: 'cue' });
}

function agentStarted(state: ScriptState, at: Samples): ScriptStep {
  const line = state.script[state.next];
  if (line?.after === 'agent-starts' && state.phase === 'cue') return delay(state, at, line.delayMs);
  // It goes on: what looked like the end of its turn was a pause.
  if (line?.after === 'agent-stops' && state.phase === 'delay')
    return { state: { ...state, phase: 'cue' }, effects: [{ type: 'stop-waiting' }] };
  return same(state);
}

function agentStopped(state: ScriptState, at: Samples): ScriptStep {
  const line = state.script[state.next];
  return line?.after === 'agent-stops' && state.phase === 'cue'
    ? delay(state, at, line.delayMs)
    : same(state);
}

function delay(state: ScriptState, at: Samples, ms: number): ScriptStep {
  const until = at + Math.round((ms * LINE_RATE) / 1000);
  return { state: { ...state, phase: 'delay' }, effects: [{ type: 'wait', until }] };
}

function same(state: ScriptState): ScriptStep {
  return { state, effects: [] };
}
