/**
 * An answer asked for ahead: as soon as the words of a turn have settled, before the turn is over. It is spoken, and
 * its tools are run, only when the turn is taken with these words; other words drop it.
 */
import { spokenWords, type ToolCall } from '#models';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms, toMs } from '../core/setup.ts';
import type { CalleeTurn, Signal } from '../core/signal.ts';
import { isInCharge, isBeforeFloor } from '../machine/state.ts';
import { pieces } from '../mouth/sentences.ts';
import { isSpeaking } from '../mouth/state.ts';
import { replyArrived, replyFailed, replyFinished, toolRequested } from './reply.ts';
import { ask } from './look-up.ts';
import type { AheadState, Entry, PromptState } from './state.ts';
import { asked, begin, thought, thoughtOf, type Thought } from './think.ts';

export const AHEAD = 'reply-ahead';
/** Words of a stream that have stood so long are taken for the turn's; those of a whole utterance stand at once. */
const STABLE = ms(120);
/** Answers asked for in vain cost money: so many a turn. */
const MOST = 2;
/** Sentences that are made ahead. */
const PREPARED = 2;

/** Words have changed: what was asked on others is void, and these are asked on if they stand. */
export function wordsHeard(own: PromptState, turn: CalleeTurn, scene: Scene): Reaction<PromptState> {
  const { ahead } = own;
  const text = worthAsking(own, turn, scene) ? turn.text : '';
  if (same(text, ahead.text)) return { state: own };
  const work = dropAhead(thoughtOf(own, scene));
  work.state = { ...work.state, ahead: { ...work.state.ahead, text } };
  if (text === '') work.effects.push({ type: 'alarm-clear', name: AHEAD });
  else if (scene.parts.ear.hearing === 'utterances') return thought(askNow(work));
  else work.effects.push({ type: 'alarm-set', name: AHEAD, at: scene.now + STABLE });
  return thought(work);
}

/** They stood. */
export function askAhead(own: PromptState, scene: Scene): Reaction<PromptState> {
  return thought(askNow(thoughtOf(own, scene)));
}

function askNow(work: Thought): Thought {
  const { state: own, scene } = work;
  const { ahead } = own;
  const quiet = own.phase === 'listening' && !isSpeaking(scene.parts.mouth);
  if (ahead.text === '' || ahead.request !== null || ahead.asked >= MOST || !quiet) return work;
  const requests = own.requests + 1;
  const request = `m${requests}`;
  const entries: Entry[] = [...own.entries, { who: 'callee', text: ahead.text }];
  ask(work, asked(work, request, entries), entries);
  const fresh = {
    request,
    asked: ahead.asked + 1,
    entries: own.entries.length,
    inputs: [],
    since: scene.now,
  };
  work.state = { ...work.state, requests, ahead: { ...ahead, ...fresh } };
  return work;
}

/** What the model answers ahead waits; its first sentences are made. `null`: it is no answer of this kind. */
export function heardAhead(own: PromptState, signal: Signal): Reaction<PromptState> | null {
  const { ahead } = own;
  if (ahead.request === null || !('request' in signal) || signal.request !== ahead.request) return null;
  switch (signal.type) {
    case 'reply-arrived':
    case 'tool-requested':
    case 'reply-finished':
    case 'reply-failed': {
      const said = ahead.inputs.filter(({ type }) => type === 'reply-arrived').length;
      const made = signal.type === 'reply-arrived' && said < PREPARED ? pieces(signal.text, said === 0) : [];
      return {
        state: { ...own, ahead: { ...ahead, inputs: [...ahead.inputs, signal] } },
        effects: made.map((text) => ({ type: 'speech-prepare', text })),
      };
    }
    // What was looked up goes to the question that waits for it.
    case 'knowledge-found':
    case 'knowledge-failed':
      return null;
    default:
      return { state: own };
  }
}

/** The turn is taken with the words that were asked on: the answer so far is the answer. @returns `null`: it is not */
export function adopt(work: Thought, text: string): Thought | null {
  const { ahead } = work.state;
  if (ahead.request === null) return null;
  // The turn itself is the one entry that may have been added.
  const asAsked = work.state.entries.length === ahead.entries + 1;
  const hit = asAsked && same(text, ahead.text) && work.state.phase === 'listening';
  if (!hit) {
    dropAhead(work);
    return null;
  }
  const saved_ms = toMs(work.scene.now - ahead.since);
  work.effects.push({ type: 'fact-record', data: { fact: 'reply-ahead', hit, saved_ms } });
  work.signals.push({ type: 'reply-adopted', aheadMs: saved_ms });
  begin(work, ahead.request);
  work.state = { ...work.state, ahead: notAhead };
  for (const input of ahead.inputs) {
    if (input.type === 'reply-arrived') replyArrived(work, input.text);
    else if (input.type === 'tool-requested') toolRequested(work, input.call as ToolCall);
    else if (input.type === 'reply-finished') replyFinished(work);
    else replyFailed(work);
  }
  return work;
}

/** What was asked ahead is not wanted any more: asked in vain. */
export function dropAhead(work: Thought): Thought {
  const { request } = work.state.ahead;
  if (request !== null)
    work.effects.push(
      { type: 'reply-drop', request },
      { type: 'fact-record', data: { fact: 'reply-ahead', hit: false, saved_ms: 0 } },
    );
  work.state = { ...work.state, ahead: { ...work.state.ahead, request: null, inputs: [], text: '' } };
  return work;
}

export const notAhead: AheadState = { text: '', request: null, asked: 0, entries: 0, inputs: [], since: 0 };

/** History as the answer would see it: nothing may have been added since. */
function worthAsking(own: PromptState, turn: CalleeTurn, { parts, setup, now }: Scene): boolean {
  if (setup.plan.config.llm?.preemptive === false || own.phase !== 'listening' || own.news) return false;
  if (isSpeaking(parts.mouth) || isInCharge(parts.machine) || isBeforeFloor(parts.machine, now)) return false;
  return turn.via === 'speech' && (turn.meaning === 'words' || turn.meaning === 'answer');
}

/** Case, punctuation and spacing are no other words. */
function same(one: string, other: string): boolean {
  return one === other || spokenWords(one).join(' ') === spokenWords(other).join(' ');
}
