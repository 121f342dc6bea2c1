/** A reaction of the realtime mind in progress. */
import type { Samples } from '#audio';
import type { Effect, EndCode } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { liveAsk, type Ask, type RealtimeState, type Said } from './state.ts';

export const MODEL_LIMIT = 'model-limit';
/** The first sound of an answer comes within this, or the session does not answer any more. */
export const FIRST_SOUND: Samples = ms(6000);
/** Entries kept for a session that takes over. */
const MOST_SAID = 80;

export interface Work {
  state: RealtimeState;
  readonly signals: Signal[];
  readonly effects: Effect[];
  readonly scene: Scene;
}

export function workOf(state: RealtimeState, scene: Scene): Work {
  return { state, signals: [], effects: [], scene };
}

export function worked({ state, signals, effects }: Work): Reaction<RealtimeState> {
  return { state, signals, effects };
}

/** What was asked last is not wanted any more. */
export function cancel(work: Work): void {
  const live = liveAsk(work.state);
  if (!live) return;
  changeAsk(work, live.id, { live: false });
  work.effects.push({ type: 'realtime-cancel' }, { type: 'alarm-clear', name: MODEL_LIMIT });
  work.signals.push({ type: 'model-spoke', ask: live.id });
}

export function changeAsk(work: Work, id: string, by: Partial<Ask>): void {
  const asks = work.state.asks.map((it) => (it.id === id ? { ...it, ...by } : it));
  work.state = { ...work.state, asks };
}

/** Something to know, without an answer now. */
export function inform(work: Work, text: string): void {
  work.effects.push({ type: 'realtime-inform', text });
  remember(work, { who: 'note', text, start: work.scene.now });
}

export function remember(work: Work, said: Said): void {
  work.state = { ...work.state, said: [...work.state.said, said].slice(-MOST_SAID) };
}

/** There is no model any more; what was still to be said is not. */
export function giveUp(work: Work, reason: EndCode, text: string): void {
  const { asks, wishes } = work.state;
  for (const { id } of [...asks.filter(({ live }) => live), ...wishes])
    work.signals.push({ type: 'model-spoke', ask: id });
  work.state = { ...work.state, phase: 'gone', asks: [], wishes: [], running: [] };
  work.effects.push({ type: 'alarm-clear', name: MODEL_LIMIT });
  work.signals.push({ type: 'finish', reason, text, say: null });
}
