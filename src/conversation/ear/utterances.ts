/**
 * Hearing utterance by utterance: words are recognised as soon as speech stops, ahead of the turn's end, and thrown
 * away if the callee goes on.
 */
import type { Samples } from '#audio';
import type { Recognition } from '#models';
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { Language } from '../language/index.ts';
import { calleeTurn, decide } from './decide.ts';
import { idleOf } from './lexicon.ts';
import type { EarState, OpenTurn } from './state.ts';

export const RECOGNITION_LIMIT = 'recognition-limit';
/** A recogniser that has not answered by then is treated as having understood nothing. */
const RECOGNITION_WAIT = ms(5000);
/** Audio given to the recogniser before and after what the detector called speech. */
export const LEAD = ms(200);
export const TAIL = ms(180);

/** Speech stopped: what was said is recognised. */
export function requestWords(
  own: EarState,
  turn: OpenTurn & { readonly end: Samples },
  { now, setup }: Scene,
): Reaction<EarState> {
  const request = `r${own.requests + 1}`;
  return {
    state: { ...own, turn: { ...turn, request, recognition: null }, requests: own.requests + 1 },
    effects: [
      listen(own, request, turn.start, turn.end + TAIL, setup.language),
      { type: 'alarm-set', name: RECOGNITION_LIMIT, at: now + RECOGNITION_WAIT },
    ],
  };
}

/** The callee goes on: a recognition under way is of no use. */
export function dropWords({ turn }: EarState): Effect[] {
  const clear: Effect = { type: 'alarm-clear', name: RECOGNITION_LIMIT };
  if (!turn?.request || turn.recognition) return [clear];
  return [{ type: 'recognition-drop', request: turn.request }, clear];
}

/** Where nothing is asked, what may be said at any time is still heard. */
function listen(own: EarState, request: string, from: Samples, to: Samples, language: Language): Effect {
  const grammar = own.expectation?.grammar ?? idleOf(language);
  return { type: 'recognition-request', request, from: Math.max(0, from - LEAD), to, grammar };
}

export function recognized(
  own: EarState,
  request: string | null | undefined,
  { text, value, confidence, accepted }: Recognition,
  scene: Scene,
): Reaction<EarState> {
  if (!own.turn || own.turn.end === null || !request || request !== own.turn.request || own.turn.recognition)
    return { state: own };
  const turn = { ...own.turn, recognition: { text, value, confidence, accepted, at: scene.now } };
  const heard = calleeTurn(turn, own, scene);
  const next = decide({ ...own, turn }, scene);
  return {
    state: next.state,
    signals: [{ type: 'words-heard', turn: heard }, ...(next.signals ?? [])],
    effects: [{ type: 'alarm-clear', name: RECOGNITION_LIMIT }, ...(next.effects ?? [])],
  };
}

/** Recognises what was said so far, while the callee still speaks. */
export function probe(own: EarState, { now, setup }: Scene): Reaction<EarState> {
  if (!own.turn || own.turn.end !== null) return { state: own };
  const request = `r${own.requests + 1}`;
  return {
    state: { ...own, probe: request, requests: own.requests + 1 },
    effects: [listen(own, request, own.turn.start, now, setup.language)],
  };
}

export function probed(
  own: EarState,
  result: Omit<Recognition, 'confidence'>,
  scene: Scene,
): Reaction<EarState> {
  if (!own.turn) return { state: { ...own, probe: null } };
  const now = { ...result, confidence: 0, at: scene.now };
  const turn = calleeTurn({ ...own.turn, recognition: now }, own, scene);
  return { state: { ...own, probe: null }, signals: [{ type: 'probe-heard', turn }] };
}
