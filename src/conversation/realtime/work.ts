/** A reaction of the realtime mind in progress, and what it asks of the model. */
import type { Samples } from '#audio';
import type { Effect, EndCode } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { commit } from './callee.ts';
import { liveAsk, type Ask, type RealtimeState, type Said, type Wish } from './state.ts';

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

/** The model's own turn, as soon as nothing else is asked of it; a wish for one is enough. */
export function wantAnswer(work: Work, instructions: string | null = null): void {
  const { state } = work;
  if (state.phase !== 'open' || state.wishes.some(({ kind }) => kind === 'answer')) return;
  const count = state.count + 1;
  work.state = {
    ...state,
    count,
    news: false,
    wishes: [...state.wishes, { id: `a${count}`, kind: 'answer', instructions }],
  };
}

/** Tells the model the next wish, once the one before has ended or is not wanted any more. */
export function advance(work: Work): void {
  const [next, ...wishes] = work.state.wishes;
  if (!next || work.state.phase === 'gone' || work.state.phase === 'before' || liveAsk(work.state)) return;
  work.state = { ...work.state, wishes };
  ask(work, next);
}

function ask(work: Work, { id, kind, instructions }: Wish): void {
  const asked: Ask = { id, kind, instructions, live: true, begun: false, calls: [] };
  work.state = { ...work.state, asks: [...work.state.asks, asked] };
  work.effects.push(
    { type: 'realtime-respond', ask: id, instructions },
    { type: 'alarm-set', name: MODEL_LIMIT, at: work.scene.now + FIRST_SOUND },
  );
  commit(work);
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
