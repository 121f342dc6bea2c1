/**
 * The realtime mind: a model that hears, thinks and speaks in one session. The conversation keeps the clock: it decides
 * when the callee's turn is over and asks for the answer, cuts it, and tells the model what of it was heard.
 */
import { render } from '#domain';
import type { Part } from '../core/scene.ts';
import type { CalleeTurn, Signal } from '../core/signal.ts';
import { expectationOf } from '../flow/grammar.ts';
import { isQuiet } from '../tools/speech.ts';
import {
  answerFinished,
  hushed,
  itemFinished,
  itemGoesOn,
  itemStarted,
  overdue,
  toolCalled,
  wasHeard,
} from './answers.ts';
import { advance, wantAnswer } from './asks.ts';
import {
  calleeText,
  closeTexts,
  speechEnded,
  speechStarted,
  TEXT_LIMIT,
  textsOverdue,
  turnTaken,
} from './callee.ts';
import { exactly, OPENING, realtimeInstructions, SILENT } from './instructions.ts';
import { openSession, sessionFailed } from './recover.ts';
import { isIdle, type RealtimeState } from './state.ts';
import { toolDone, toolReported } from './tool-calls.ts';
import { inform, MODEL_LIMIT, remember, worked, workOf, type Work } from './work.ts';

export const realtime: Part<RealtimeState> = (own, signal, scene) => {
  const work = workOf(own, scene);
  if (signal.type === 'settled') settle(work);
  else if (scene.parts.ending.phase === 'open') react(work, signal);
  else finishing(work, signal);
  return worked(work);
};

/** While the conversation is open. */
function react(work: Work, signal: Signal): void {
  switch (signal.type) {
    case 'conversation-started':
      return begin(work, signal.truncates ?? false);
    case 'turn-taken':
      return answer(work, signal.turn);
    case 'tool-done':
      return toolDone(work, signal);
    case 'tool-reported':
      return toolReported(work, signal);
    case 'informed':
      inform(work, signal.text);
      if (signal.respond) work.state = { ...work.state, news: true };
      return;
    case 'variables-set':
      work.state = { ...work.state, stale: true };
      return;
    case 'tools-discovered':
      if ('tools' in signal)
        work.effects.push({
          type: 'fact-record',
          data: { fact: 'tools-unavailable', tool: signal.server, why: 'late' },
        });
      return;
    case 'remind':
      return signal.ownWords ? wantAnswer(work, SILENT) : speak(work, signal.text);
    case 'silence-ran-out': {
      const text = 'The callee said nothing.';
      work.signals.push({ type: 'finish', reason: 'silence', text, say: signal.say });
      return;
    }
    default:
      return finishing(work, signal);
  }
}

/** What goes on while the last words are said, too. */
function finishing(work: Work, signal: Signal): void {
  switch (signal.type) {
    case 'speech-started':
      return speechStarted(work, signal.start);
    case 'speech-ended':
      return speechEnded(work, signal.end);
    case 'voice-wanted':
      return wanted(work, signal);
    case 'item-started':
      return itemStarted(work, signal.item);
    case 'item-text':
      return itemGoesOn(work);
    case 'item-finished':
      return itemFinished(work);
    case 'model-called':
      return toolCalled(work, signal.call);
    case 'response-finished':
      return answerFinished(work, signal.status);
    case 'realtime-failed':
      return sessionFailed(work);
    case 'callee-text':
      return calleeText(work, signal.text);
    case 'hush':
      return signal.ahead === true ? undefined : hushed(work);
    case 'speech-finished':
      return wasHeard(work, signal);
    case 'alarm-reached':
      if (signal.name === MODEL_LIMIT) overdue(work);
      if (signal.name === TEXT_LIMIT) textsOverdue(work);
      return;
    case 'conversation-closed':
      closeTexts(work);
      work.state = { ...work.state, phase: 'gone', wishes: [], asks: [] };
      return;
    default:
      return;
  }
}

function begin(work: Work, truncates: boolean): void {
  const { plan, language } = work.scene.setup;
  work.state = { ...work.state, phase: 'open', truncates };
  openSession(work, '', work.scene.now, false);
  // Nothing is recognised here; keys are.
  const yesNo = expectationOf({ type: 'yes_no', name: 'answer' }, language);
  const digits = { min: 1, max: 32 };
  const keys = { kind: 'digits', ...digits } as const;
  const expectation = { grammar: { ...yesNo.grammar, digits }, keys, yesNo: false };
  work.signals.push({ type: 'expect', expectation });
  const greeting = render(plan.config.greeting ?? '', plan.variables);
  for (const name of greeting.missing)
    work.effects.push({ type: 'fact-record', data: { fact: 'variable-missing', name } });
  if (greeting.text.trim() === '') wantAnswer(work, OPENING);
  else speak(work, greeting.text, true);
}

function answer(work: Work, turn: CalleeTurn): void {
  if (work.state.phase !== 'open') return;
  hushed(work);
  work.state = { ...work.state, rounds: 0 };
  if (turn.via === 'keypad') {
    const text = `(pressed ${turn.text} on the keypad)`;
    work.effects.push({ type: 'realtime-inform', text });
    remember(work, { who: 'callee', text, start: turn.start });
  } else turnTaken(work, turn);
  if (work.state.running.length === 0) wantAnswer(work);
}

/** Words of the agent's own; the mouth asks for them when it is their turn. */
function speak(work: Work, text: string, keep = false): void {
  const { interruptible } = work.scene.setup;
  work.signals.push({ type: 'say', text, interruptible, keep, question: false }, { type: 'say-done' });
}

function wanted(work: Work, { part, text, worded }: Signal & { type: 'voice-wanted' }): void {
  if (work.state.phase === 'gone') {
    work.signals.push({ type: 'model-spoke', ask: part });
    return;
  }
  const instructions = worded === true ? text : exactly(text);
  work.state = {
    ...work.state,
    wishes: [...work.state.wishes, { id: part, kind: 'words', instructions }],
  };
}

function settle(work: Work): void {
  const { state, scene } = work;
  if (state.phase === 'before' || state.phase === 'gone') return;
  if (state.stale) instruct(work);
  if (scene.parts.ending.phase !== 'open') dropAnswers(work);
  if (work.state.news && isIdle(work.state) && isQuiet(scene)) wantAnswer(work);
  advance(work);
}

/** The end was decided: only last words are said. */
function dropAnswers(work: Work): void {
  const wishes = work.state.wishes.filter(({ kind }) => kind === 'words');
  if (wishes.length < work.state.wishes.length) work.state = { ...work.state, wishes };
}

function instruct(work: Work): void {
  const instructions = realtimeInstructions(work.scene);
  work.state = { ...work.state, stale: false };
  if (instructions === work.state.instructions) return;
  work.state = { ...work.state, instructions };
  work.effects.push({ type: 'realtime-instruct', instructions });
}
