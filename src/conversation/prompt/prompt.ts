/** The prompt mind: a language model that hears what was heard, speaks in sentences and may use tools. */
import { begin, greetBack, open, OPENING } from './opening.ts';
import { listen } from './listen.ts';
import { adopt, AHEAD, askAhead, heardAhead, notAhead, wordsHeard } from './ahead.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import type { CalleeTurn } from '../core/signal.ts';
import { isQuiet } from '../tools/speech.ts';
import { fillSilence, firstWordCame, MIND_FILLER } from './filler.ts';
import { giveUp } from './give-up.ts';
import { interrupted, replyArrived, replyFailed, replyFinished, toolRequested } from './reply.ts';
import { lookedUp, lookedUpTooLate, RETRIEVE_LIMIT } from './look-up.ts';
import { unspoken, type Entry, type PromptState } from './state.ts';
import { MIND_LIMIT, speak, think, thought, thoughtOf } from './think.ts';
import { note, toolDone, toolReported } from './tool-calls.ts';

export const prompt: Part<PromptState> = (own, signal, scene) => {
  const work = thoughtOf(own, scene);
  const ahead = heardAhead(own, signal);
  if (ahead) return ahead;
  switch (signal.type) {
    case 'conversation-started':
      return begin(own, scene);
    case 'words-heard':
      if (own.waits) return { state: own };
      return wordsHeard(own, signal.turn, scene);
    case 'turn-taken':
      return own.waits ? greetBack(own, signal.turn, scene) : turnTaken(own, signal.turn, scene);
    case 'reply-started':
      return signal.request === current(own) ? thought(firstWordCame(work)) : { state: own };
    case 'reply-arrived':
      return signal.request === current(own) ? thought(replyArrived(work, signal.text)) : { state: own };
    case 'tool-requested':
      return signal.request === current(own) ? thought(toolRequested(work, signal.call)) : { state: own };
    case 'reply-finished':
      return signal.request === current(own) ? thought(replyFinished(work)) : { state: own };
    case 'reply-failed':
      return signal.request === current(own) ? thought(replyFailed(work)) : { state: own };
    case 'knowledge-found':
      return thought(lookedUp(work, signal.request, signal.chunks));
    case 'knowledge-failed':
      return thought(lookedUp(work, signal.request, null));
    case 'tool-done':
      return thought(toolDone(work, signal));
    case 'tool-reported':
      return thought(toolReported(work, signal));
    case 'informed':
      return thought(note(work, signal.text, signal.respond));
    case 'settled':
      return own.news && own.phase === 'listening' && isQuiet(scene)
        ? thought(think(work, undefined, true))
        : { state: own };
    case 'alarm-reached':
      if (signal.name === OPENING) return own.waits ? open(own, scene) : { state: own };
      if (signal.name === AHEAD) return askAhead(own, scene);
      if (signal.name === RETRIEVE_LIMIT) return thought(lookedUpTooLate(work));
      if (signal.name === MIND_FILLER) return thought(fillSilence(work));
      if (signal.name === MIND_LIMIT && own.phase === 'thinking') {
        work.effects.push({ type: 'reply-drop', request: current(own) });
        return thought(replyFailed(work));
      }
      return { state: own };
    case 'hush':
      return thought(interrupted(work));
    case 'speech-finished':
      // What a tool or an operator said beside is no answer of the model.
      if (signal.aside === true) return { state: own };
      return { state: { ...own, entries: heard(own.entries, signal.text) } };
    case 'remind':
      return thought(signal.ownWords ? think(work, SILENT) : speak(work, signal.text));
    case 'silence-ran-out':
      return thought(giveUp(work, 'silence', 'The callee said nothing.', signal.say));
    default:
      return { state: own };
  }
};

/** What a model that words its own reminders is told. */
const SILENT =
  '(The person has said nothing for a while. In one short sentence, ask whether they are still there.)';

/** A node of a flow begins with what was said before it. @param text its first words; empty: the model begins */
export function enterPrompt(
  before: Pick<PromptState, 'entries' | 'requests'>,
  text: string,
  scene: Scene,
): Reaction<PromptState> {
  const work = thoughtOf({ ...unspoken, ...before, phase: 'listening' }, scene);
  listen(work);
  return thought(text === '' ? think(work) : speak(work, text, true));
}

function turnTaken(own: PromptState, turn: CalleeTurn, scene: Scene): Reaction<PromptState> {
  if (turn.text === '' && own.phase !== 'listening') return { state: own };
  const work = interrupted(thoughtOf(own, scene));
  if (work.state.phase === 'done') return thought(work);
  if (turn.text === '') return thought(speak(work, scene.setup.language.say.notUnderstood));
  const text = turn.via === 'keypad' ? `(pressed ${turn.text} on the keypad)` : turn.text;
  const entries: Entry[] = [...work.state.entries, { who: 'callee', text }];
  work.state = { ...work.state, entries, rounds: 0 };
  const adopted = adopt(work, turn.text);
  work.state = { ...work.state, ahead: notAhead };
  return thought(adopted ?? (own.phase === 'tools' ? work : think(work)));
}

/** Utterances end in the order in which they were begun. */
export function heard(entries: readonly Entry[], text: string): Entry[] {
  const index = entries.findIndex((it) => it.who === 'agent' && it.text !== '' && it.heard === null);
  return entries.map((it, i) => (i === index && it.who === 'agent' ? { ...it, heard: text } : it));
}

function current(own: PromptState): string {
  return `m${own.requests}`;
}
