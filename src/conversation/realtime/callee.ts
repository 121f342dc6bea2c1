/**
 * The callee's side: which speech the model was given, and the words that it tells of it afterwards. A turn stands in
 * the transcript at the time when it was spoken, however late its words come.
 */
import type { Samples } from '#audio';
import { ms, toMs } from '../core/setup.ts';
import { understand } from '../ear/understand.ts';
import type { CalleeSide, Committed, Stretch } from './state.ts';
import { remember, type Work } from './work.ts';

export const TEXT_LIMIT = 'callee-text-limit';
/** Words that have not come by then never will. */
const TEXT_WAIT: Samples = ms(8000);
/** Shorter sounds are a cough or a click. */
const SHORTEST: Samples = ms(250);
/** Stands for words that the vendor never told. */
export const INAUDIBLE = '(inaudible)';

export function speechStarted(work: Work, start: Samples): void {
  const { runs } = work.state.callee;
  const known = runs.at(-1)?.end === null ? runs.slice(0, -1) : runs;
  change(work, { runs: [...known, { start, end: null }] });
  work.effects.push({ type: 'realtime-speech', speaking: true });
}

export function speechEnded(work: Work, end: Samples): void {
  const { runs } = work.state.callee;
  const last = runs.at(-1);
  if (last?.end === null) change(work, { runs: [...runs.slice(0, -1), { start: last.start, end }] });
  work.effects.push({ type: 'realtime-speech', speaking: false });
}

/** A turn of the callee is to be answered. */
export function turnTaken(work: Work, { start, end }: Stretch): void {
  const { taken } = work.state.callee;
  change(work, { taken: { start: Math.min(start, taken?.start ?? start), end } });
}

/** With an ask the model is given all that was said before it; who is still speaking goes on in the next turn. */
export function commit(work: Work): void {
  const { now } = work.scene;
  const { runs, taken, awaiting } = work.state.callee;
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return;
  const voiced = runs.reduce((sum, run) => sum + (run.end ?? now) - run.start, 0);
  const { start, end } = taken ?? { start: first.start, end: last.end ?? now };
  const given: Committed = { start, end, at: now, worded: taken !== null || voiced >= SHORTEST };
  const goesOn = last.end === null;
  change(work, {
    runs: goesOn ? [{ start: now, end: null }] : [],
    taken: null,
    awaiting: [...awaiting, given],
  });
  if (goesOn) work.effects.push({ type: 'realtime-speech', speaking: true });
  if (given.worded) remember(work, { who: 'callee', text: null, start });
  watch(work);
}

export function calleeText(work: Work, text: string): void {
  if (!/[\p{L}\p{N}]/u.test(text)) return;
  const [group, ...awaiting] = work.state.callee.awaiting;
  if (!group) return late(work, text);
  change(work, { awaiting });
  watch(work);
  record(work, group, text.trim());
}

/** After its time was over the words come after all. */
function late(work: Work, text: string): void {
  const { missed } = work.state.callee;
  if (!missed) return;
  change(work, { missed: null });
  fill(work, missed, text);
  const times = { start_ms: toMs(missed.start), end_ms: toMs(missed.end) };
  work.effects.push({
    type: 'fact-record',
    data: { fact: 'words-corrected', text, was: INAUDIBLE, ...times },
  });
}

export function textsOverdue(work: Work): void {
  giveUpTexts(work, ({ at }) => work.scene.now - at >= TEXT_WAIT);
  watch(work);
}

/** The line is gone: what was not told yet never will be. */
export function closeTexts(work: Work): void {
  const { taken } = work.state.callee;
  giveUpTexts(work, () => true);
  if (taken) record(work, { ...taken, at: work.scene.now, worded: true }, null);
  change(work, { taken: null, runs: [] });
}

function giveUpTexts(work: Work, isOver: (group: Committed) => boolean): void {
  const { awaiting } = work.state.callee;
  const over = awaiting.filter(isOver);
  change(work, { awaiting: awaiting.filter((group) => !over.includes(group)) });
  for (const group of over)
    if (group.worded) {
      change(work, { missed: group });
      record(work, group, null);
    }
}

function watch(work: Work): void {
  const [oldest] = work.state.callee.awaiting;
  work.effects.push(
    oldest
      ? { type: 'alarm-set', name: TEXT_LIMIT, at: oldest.at + TEXT_WAIT }
      : { type: 'alarm-clear', name: TEXT_LIMIT },
  );
}

/** "Stop calling me" acts as soon as it is known; the floor then writes the turn down. */
function record(work: Work, group: Committed, text: string | null): void {
  const { setup, parts, now } = work.scene;
  const { start, end } = group;
  fill(work, group, text ?? INAUDIBLE);
  if (text !== null) {
    const meant = understand({ text, value: null, accepted: true }, null, setup.language);
    if (meant.meaning === 'stop' && !parts.floor.stopping) {
      const times = { start, end, endpointAt: now, recognizedAt: now };
      work.signals.push({ type: 'words-heard', turn: { ...meant, via: 'speech', ...times } });
      return;
    }
  }
  work.signals.push({ type: 'turn-recorded' });
  work.effects.push({
    type: 'fact-record',
    data: {
      fact: 'callee-said',
      text: text ?? INAUDIBLE,
      value: null,
      accepted: text !== null,
      start_ms: toMs(start),
      end_ms: toMs(end),
      via: 'speech',
    },
  });
}

function fill(work: Work, { start }: Stretch, text: string): void {
  const said = work.state.said.map((it) =>
    it.who === 'callee' && it.start === start ? { ...it, text } : it,
  );
  work.state = { ...work.state, said };
}

function change(work: Work, by: Partial<CalleeSide>): void {
  work.state = { ...work.state, callee: { ...work.state.callee, ...by } };
}
