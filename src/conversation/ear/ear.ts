/**
 * The ear: turns the line's speech into understood turns. Words are recognised as soon as speech stops, ahead of the
 * turn's end, and thrown away if the callee goes on. The wait counts from the last sample of speech.
 */
import type { Samples } from '#audio';
import type { Effect } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import type { CalleeTurn } from '../core/signal.ts';
import { ms } from '../core/setup.ts';
import type { Language } from '../language/index.ts';
import type { EarState, OpenTurn } from './state.ts';
import { idleGrammar } from './phrases.ts';
import { understand } from './understand.ts';

export const ENDPOINT = 'endpoint';
const RECOGNITION_LIMIT = 'recognition-limit';
const TURN_LIMIT = 'turn-limit';
/** A recogniser that has not answered by then is treated as having understood nothing. */
const RECOGNITION_WAIT = ms(5000);
/** The longest turn; a line keeps 30 s of audio. */
const LONGEST_TURN = ms(20_000);
/** Audio given to the recogniser before and after what the detector called speech. */
const LEAD = ms(200);
const TAIL = ms(180);

export const ear: Part<EarState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'speech-started':
      return speechStarted(own, signal.start);
    case 'speech-ended':
      return speechEnded({ ...own, speaking: false }, signal.end, scene);
    case 'alarm-reached':
      if (signal.name === ENDPOINT) return endpoint(own, scene);
      if (signal.name === RECOGNITION_LIMIT) return recognized(own, own.turn?.request, NOTHING, scene);
      if (signal.name === TURN_LIMIT) return tooLong(own, scene);
      return { state: own };
    case 'recognition-arrived':
      return signal.request === own.probe
        ? probed(own, signal, scene)
        : recognized(own, signal.request, signal, scene);
    case 'recognition-failed':
      return signal.request === own.probe
        ? probed(own, NOTHING, scene)
        : recognized(own, signal.request, NOTHING, scene);
    case 'listen-now':
      return probe(own, scene);
    case 'expect':
      return {
        state: { ...own, expectation: signal.expectation },
        effects: signal.expectation ? [{ type: 'grammar-warm', grammar: signal.expectation.grammar }] : [],
      };
    case 'conversation-closed':
      return closed(own, scene);
    default:
      return { state: own };
  }
};

const NOTHING = { text: '', value: null, confidence: 0, accepted: false };

function speechStarted(own: EarState, start: Samples): Reaction<EarState> {
  const turn: OpenTurn = {
    start: own.turn?.start ?? start,
    end: null,
    request: null,
    recognition: null,
    endpointAt: null,
  };
  const effects: Effect[] = [{ type: 'alarm-clear', name: ENDPOINT }];
  if (own.turn?.request && !own.turn.recognition) effects.push(drop(own.turn.request));
  effects.push({ type: 'alarm-clear', name: RECOGNITION_LIMIT });
  effects.push({ type: 'alarm-set', name: TURN_LIMIT, at: turn.start + LONGEST_TURN });
  return { state: { ...own, speaking: true, turn }, effects };
}

function speechEnded(own: EarState, end: Samples, { setup, now }: Scene): Reaction<EarState> {
  if (!own.turn) return { state: own };
  const request = `r${own.requests + 1}`;
  const turn = { ...own.turn, end, request };
  return {
    state: { ...own, turn, requests: own.requests + 1 },
    effects: [
      { type: 'alarm-clear', name: TURN_LIMIT },
      listen(own, request, turn.start, end + TAIL, setup.language),
      { type: 'alarm-set', name: ENDPOINT, at: end + setup.endpoint },
      { type: 'alarm-set', name: RECOGNITION_LIMIT, at: now + RECOGNITION_WAIT },
    ],
  };
}

/** Where nothing is asked, what may be said at any time is still heard. */
function listen(own: EarState, request: string, from: Samples, to: Samples, language: Language): Effect {
  const grammar = own.expectation?.grammar ?? idleGrammar(language);
  return { type: 'recognition-request', request, from: Math.max(0, from - LEAD), to, grammar };
}

function endpoint(own: EarState, scene: Scene): Reaction<EarState> {
  if (!own.turn || own.turn.end === null) return { state: own };
  return conclude({ ...own, turn: { ...own.turn, endpointAt: scene.now } }, scene);
}

/** A monologue, or a detector that hears speech in noise: what was said so far is a turn. */
function tooLong(own: EarState, scene: Scene): Reaction<EarState> {
  if (!own.turn || own.turn.end !== null) return { state: own };
  const ended = speechEnded(own, scene.now, scene);
  const turn = { ...ended.state.turn!, endpointAt: scene.now };
  return { ...ended, state: { ...ended.state, turn } };
}

function recognized(
  own: EarState,
  request: string | null | undefined,
  result: { text: string; value: string | null; confidence: number; accepted: boolean },
  scene: Scene,
): Reaction<EarState> {
  if (!own.turn || own.turn.end === null || !request || request !== own.turn.request || own.turn.recognition)
    return { state: own };
  const { text, value, confidence, accepted } = result;
  const turn = { ...own.turn, recognition: { text, value, confidence, accepted, at: scene.now } };
  const next = conclude({ ...own, turn }, scene);
  const heard = calleeTurn({ ...turn, endpointAt: turn.endpointAt ?? scene.now }, own, scene);
  return {
    state: next.state,
    signals: [{ type: 'words-heard', turn: heard }, ...(next.signals ?? [])],
    effects: [{ type: 'alarm-clear', name: RECOGNITION_LIMIT }, ...(next.effects ?? [])],
  };
}

/** The turn is over when both the wait and the recognition are. */
function conclude(own: EarState, scene: Scene): Reaction<EarState> {
  if (!own.turn?.recognition || own.turn.endpointAt === null) return { state: own };
  const turn = calleeTurn(own.turn, own, scene);
  return { state: { ...own, turn: null }, signals: [{ type: 'turn-heard', turn }] };
}

function calleeTurn(turn: OpenTurn, own: EarState, { setup, now }: Scene): CalleeTurn {
  const recognition = turn.recognition ?? { ...NOTHING, at: now };
  return {
    ...understand(recognition, own.expectation, setup.language),
    via: 'speech',
    start: turn.start,
    end: turn.end ?? now,
    endpointAt: turn.endpointAt ?? now,
    recognizedAt: recognition.at,
  };
}

function probe(own: EarState, { now, setup }: Scene): Reaction<EarState> {
  if (!own.turn || own.turn.end !== null) return { state: own };
  const request = `r${own.requests + 1}`;
  return {
    state: { ...own, probe: request, requests: own.requests + 1 },
    effects: [listen(own, request, own.turn.start, now, setup.language)],
  };
}

function probed(
  own: EarState,
  result: typeof NOTHING | { text: string; value: string | null; accepted: boolean },
  scene: Scene,
): Reaction<EarState> {
  if (!own.turn) return { state: { ...own, probe: null } };
  const now = { ...result, confidence: 0, at: scene.now };
  const turn = calleeTurn({ ...own.turn, recognition: now }, own, scene);
  return { state: { ...own, probe: null }, signals: [{ type: 'probe-heard', turn }] };
}

/** What was recognised before the line went is kept. */
function closed(own: EarState, scene: Scene): Reaction<EarState> {
  if (!own.turn?.recognition) return { state: { ...own, turn: null } };
  return conclude({ ...own, turn: { ...own.turn, endpointAt: scene.now } }, scene);
}

function drop(request: string): Effect {
  return { type: 'recognition-drop', request };
}
