/** When the model fails: asked once more, in a new session that knows what was said; then the call ends. */
import { LINE_RATE } from '#audio';
import { functionsOf } from '../tools/functions.ts';
import { GO_ON, historyOf, realtimeInstructions } from './instructions.ts';
import { liveAsk, type Ask, type RealtimeState, type Said } from './state.ts';
import { giveUp, MODEL_LIMIT, type Work } from './work.ts';

/** Failures in a row that a call survives. */
const MOST_FAILURES = 1;
/** A line keeps 30 s of what was heard. */
const KEPT = 25 * LINE_RATE;

/** @param from the line's position from which the session hears, and whether speech is under way there. */
export function openSession(work: Work, history: string, from: number, speaking: boolean): void {
  const instructions = realtimeInstructions(work.scene);
  work.state = { ...work.state, instructions, session: work.state.session + 1, stale: false };
  work.effects.push({
    type: 'realtime-open',
    instructions: history === '' ? instructions : `${instructions}\n\n${history}`,
    tools: functionsOf(work.scene).map(({ spec }) => spec),
    from,
    speaking,
  });
}

/** The session broke. */
export function sessionFailed(work: Work): void {
  if (work.state.phase === 'gone' || work.state.phase === 'before') return;
  recover(work, liveAsk(work.state), true);
}

/** @param failed what it was asked, if anything. @param anew with another session */
export function recover(work: Work, failed: Ask | undefined, anew: boolean): void {
  const failures = work.state.failures + 1;
  work.state = { ...work.state, failures };
  if (failures > MOST_FAILURES) return giveUp(work, 'mind-failed', 'The realtime model failed again.');
  work.effects.push({ type: 'alarm-clear', name: MODEL_LIMIT });
  const history = anew ? historyOf(saidSoFar(work, failed)) : '';
  if (failed) again(work, failed);
  if (!anew) return;
  const asks: readonly Ask[] = [];
  work.state = { ...work.state, asks };
  const from = hearAgain(work);
  openSession(work, history, from ?? work.scene.now, from !== null);
}

/** What had not begun is asked again; of what was begun, the rest. Decided ends wait for nothing more. */
function again(work: Work, failed: Ask): void {
  const { id, kind, begun, instructions } = failed;
  const asks = work.state.asks.filter((it) => it.id !== id);
  if (!begun) {
    const wishes = [{ id, kind, instructions }, ...work.state.wishes];
    work.state = { ...work.state, asks, wishes };
    return;
  }
  work.signals.push({ type: 'model-spoke', ask: id });
  const count = work.state.count + 1;
  const told = kind === 'words' ? `${GO_ON} You were told: ${instructions}` : GO_ON;
  const rest = { id: `a${count}`, kind: 'answer', instructions: told } as const;
  const wishes = work.state.phase === 'open' ? [rest, ...work.state.wishes] : work.state.wishes;
  work.state = { ...work.state, asks, count, wishes };
}

/** With what is being said: it will have been heard when the next answer is. */
function saidSoFar({ state, scene }: Work, failed: Ask | undefined): readonly Said[] {
  const spoken = scene.parts.mouth.queue
    .filter((it) => it.startedAt !== null || it.ask === failed?.id)
    .flatMap((it) => it.parts)
    .filter((part) => part.item === true && part.text !== '')
    .map((part): Said => ({ who: 'agent', text: part.text, start: scene.now }));
  return [...state.said, ...spoken];
}

/** Speech that the old session was given and of which it told no words is given to the new one. @returns its start */
function hearAgain(work: Work): number | null {
  const { callee } = work.state;
  const given = callee.awaiting.filter(({ worded }) => worded);
  const runs: RealtimeState['callee']['runs'] = [...given, ...callee.runs].filter(
    ({ start }) => start > work.scene.now - KEPT,
  );
  const last = given.at(-1);
  const taken = last && runs[0] ? { start: runs[0].start, end: last.end } : callee.taken;
  const said = work.state.said.filter((it) => !(it.who === 'callee' && it.text === null));
  work.state = { ...work.state, said, callee: { ...callee, awaiting: [], runs, taken } };
  return runs[0]?.start ?? null;
}
