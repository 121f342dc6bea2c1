/** What the model is asked: one thing at a time, in order. */
import { commit } from './callee.ts';
import { liveAsk, type Ask, type Wish } from './state.ts';
import { FIRST_SOUND, MODEL_LIMIT, type Work } from './work.ts';

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
