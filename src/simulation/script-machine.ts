/** Follows a script against what the agent does: a pure machine on the line's sample clock. */
import { LINE_RATE, type Samples } from '#audio';
import type { ScriptLine } from './behaviour.ts';

/** What happened on the line. */
export type ScriptInput =
  | { readonly type: 'answered'; readonly at: Samples }
  | { readonly type: 'agent-started'; readonly at: Samples }
  /** `at` is where its speech ended, earlier than the report. */
  | { readonly type: 'agent-stopped'; readonly at: Samples }
  | { readonly type: 'key-pressed'; readonly at: Samples; readonly key: string }
  | { readonly type: 'delay-passed'; readonly at: Samples }
  | { readonly type: 'line-ended'; readonly at: Samples };

/** What the callee does about it. */
export type ScriptEffect =
  | { readonly type: 'wait'; readonly until: Samples }
  | { readonly type: 'stop-waiting' }
  | { readonly type: 'perform'; readonly line: number }
  /** Stops the line that is being performed. */
  | { readonly type: 'cut' }
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
    case 'key-pressed':
      return keyPressed(state, input.key, input.at);
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

/** A menu is not heard to its end by who has pressed the key already. */
function keyPressed(state: ScriptState, key: string, at: Samples): ScriptStep {
  const index = state.script.findIndex(
    (line, index) => index >= state.next && line.after === 'key-pressed' && line.key === key,
  );
  const line = state.script[index];
  if (!line) return same(state);
  const cut: readonly ScriptEffect[] = state.phase === 'performing' ? [{ type: 'cut' }] : [];
  const waited = delay({ ...state, next: index }, at, line.delayMs);
  return { state: waited.state, effects: [...cut, ...waited.effects] };
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
