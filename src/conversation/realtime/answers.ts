/** What the model says: items begin and end within answers, answers end in the order in which they were asked. */
import type { Samples } from '#audio';
import { ms, toMs } from '../core/setup.ts';
import type { Spoken } from '../core/signal.ts';
import { recover } from './recover.ts';
import { liveAsk, type Ask } from './state.ts';
import { isDecided, runCalls } from './tool-calls.ts';
import { cancel, changeAsk, FIRST_SOUND, inform, MODEL_LIMIT, remember, type Work } from './work.ts';

/** More words or the end of an item that was begun come within this. */
const STALLED: Samples = ms(10_000);
/** From the end of an item to the end of its answer; one vendor ends it when it believes that it was heard. */
const ANSWER_END: Samples = ms(45_000);

export function itemStarted(work: Work, item: string): void {
  const [running] = work.state.asks;
  if (!running?.live) {
    work.effects.push({ type: 'speech-drop', part: item }, { type: 'realtime-truncate', item, heardMs: 0 });
    return;
  }
  changeAsk(work, running.id, { begun: true });
  const { interruptible } = work.scene.setup;
  work.signals.push({
    type: 'model-speaks',
    item,
    ask: running.id,
    own: running.kind === 'answer',
    interruptible,
  });
  limit(work, STALLED);
}

export function itemGoesOn(work: Work): void {
  if (liveAsk(work.state)?.begun) limit(work, STALLED);
}

export function itemFinished(work: Work): void {
  if (liveAsk(work.state)?.begun) limit(work, ANSWER_END);
}

export function toolCalled(work: Work, call: Ask['calls'][number]['call']): void {
  const [running] = work.state.asks;
  if (!running?.live) return;
  const callCount = work.state.callCount + 1;
  const called = { run: `m${callCount}`, call, session: work.state.session };
  work.state = { ...work.state, callCount };
  changeAsk(work, running.id, { calls: [...running.calls, called] });
  limit(work, STALLED);
}

export function answerFinished(work: Work, status: 'completed' | 'cancelled' | 'failed'): void {
  const [ended, ...asks] = work.state.asks;
  if (!ended) return;
  work.state = { ...work.state, asks };
  if (!ended.live) {
    // The next one begins only now.
    if (liveAsk(work.state)) limit(work, FIRST_SOUND);
    return;
  }
  const nothing = !ended.begun && ended.calls.length === 0;
  if (status === 'failed' && nothing) return recover(work, ended, false);
  work.effects.push({ type: 'alarm-clear', name: MODEL_LIMIT });
  work.signals.push({ type: 'model-spoke', ask: ended.id });
  if (!nothing) work.state = { ...work.state, failures: 0 };
  if (ended.calls.length > 0) runCalls(work, ended.calls, ended.begun);
  else if (ended.kind === 'answer') work.state = { ...work.state, rounds: 0 };
}

/** Nothing came in time: another session is asked; of an answer that came in part, what came is all there is. */
export function overdue(work: Work): void {
  const live = liveAsk(work.state);
  if (!live) return;
  if (!live.begun) return recover(work, live, true);
  if (live.calls.length > 0) runCalls(work, live.calls, true);
  cancel(work);
}

/** The agent stops speaking: an answer in the making is not wanted; what was decided in it is carried out. */
export function hushed(work: Work): void {
  const wishes = work.state.wishes.filter(({ kind }) => kind === 'words');
  work.state = { ...work.state, wishes };
  const live = liveAsk(work.state);
  if (live?.kind !== 'answer') return;
  const decided = live.calls.filter((called) => isDecided(called, work.scene));
  cancel(work);
  if (decided.length > 0) runCalls(work, decided, live.begun);
}

/** What was cut or dropped is not asked for any more, and not asked again. */
function unsaid(work: Work, id: string): void {
  const wishes = work.state.wishes.filter((wish) => wish.id !== id);
  if (wishes.length < work.state.wishes.length) work.state = { ...work.state, wishes };
  const live = liveAsk(work.state);
  if (live?.id !== id) return;
  const decided = live.calls.filter((called) => isDecided(called, work.scene));
  cancel(work);
  if (decided.length > 0) runCalls(work, decided, live.begun);
}

/** The model's history is made what was heard. */
export function wasHeard(work: Work, { text, cut, ask, items = [], startedAt }: Spoken): void {
  if (cut && ask !== undefined) unsaid(work, ask);
  const unheard = items.filter(({ whole }) => !whole);
  for (const { item, heard } of unheard)
    work.effects.push({ type: 'realtime-truncate', item, heardMs: toMs(heard) });
  if (cut && unheard.length > 0 && !work.state.truncates)
    inform(
      work,
      text === ''
        ? '(The person heard nothing of your last words.)'
        : `(You were interrupted. Of your last words the person heard only: "${text}")`,
    );
  if (text !== '')
    remember(work, { who: 'agent', text: cut ? `${text} —` : text, start: startedAt ?? work.scene.now });
}

function limit(work: Work, span: Samples): void {
  work.effects.push({ type: 'alarm-set', name: MODEL_LIMIT, at: work.scene.now + span });
}
