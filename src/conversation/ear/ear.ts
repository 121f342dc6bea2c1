/**
 * The ear: turns the line's speech, and the words recognised of it, into understood turns. The wait that ends a turn
 * counts from the last sample of speech, the detector's hangover inside it.
 */
import type { Samples } from '#audio';
import type { Effect } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { toMs } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { asksForMore } from '../turns/endpoint/wait.ts';
import {
  calleeTurn,
  conclude,
  decide,
  ENDPOINT,
  factsOf,
  LONGEST_TURN,
  NOTHING,
  TURN_LIMIT,
} from './decide.ts';
import { afterTurn, HEAR_AGAIN, hearFrom, hearingFailed } from './hearing.ts';
import { askJudge, judged } from './judge.ts';
import { beganAnew } from './pace.ts';
import { openTurn, textOf, type EarState, type OpenTurn } from './state.ts';
import { dropWords, LEAD, probe, probed, recognized, RECOGNITION_LIMIT, requestWords } from './utterances.ts';
import { DROWNED, drowned, finalize, watchForWords, wordsArrived, wordsSettled } from './words.ts';

export { ENDPOINT } from './decide.ts';

export const ear: Part<EarState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'conversation-started': {
      const { hearing, turnModel = false } = signal;
      const started = { ...own, hearing: hearing ?? 'utterances', turnModel };
      return started.hearing === 'stream' ? hearFrom(started, scene.now) : { state: started };
    }
    case 'speech-started':
      return heardAgain(speechStarted(own, signal.start, scene), own);
    case 'speech-ended':
      return speechEnded({ ...own, speaking: false }, signal.end, scene);
    case 'alarm-reached':
      return alarm(own, signal.name, scene);
    case 'recognition-arrived':
      return signal.request === own.probe
        ? probed(own, signal, scene)
        : recognized(own, signal.request, signal, scene);
    case 'recognition-failed':
      return signal.request === own.probe
        ? probed(own, NOTHING, scene)
        : recognized(own, signal.request, NOTHING, scene);
    case 'listen-now':
      if (own.hearing === 'realtime') return { state: own };
      return own.hearing === 'stream' ? wordsSoFar(own, scene) : probe(own, scene);
    case 'expect':
      return {
        state: { ...own, expectation: signal.expectation },
        effects: signal.expectation ? [{ type: 'grammar-warm', grammar: signal.expectation.grammar }] : [],
      };
    case 'speech-finished':
      return signal.text === '' ? { state: own } : { state: { ...own, asked: signal.text } };
    case 'utterance-ended':
      if (signal.cut) return { state: own };
      return { state: { ...own, pace: { ...own.pace, answeredAt: signal.at } } };
    case 'conversation-closed':
      return closed(own, scene);
    default:
      return streamed(own, signal, scene);
  }
};

/** What the stream and the turn detector tell. */
function streamed(own: EarState, signal: Signal, scene: Scene): Reaction<EarState> {
  switch (signal.type) {
    case 'words-arrived':
      return wordsArrived(own, signal, scene);
    case 'words-settled':
      return wordsSettled(own, scene);
    case 'turn-advised':
      return advised(own, signal.probability, scene);
    case 'turn-advice-withdrawn':
      return advised(own, null, scene);
    case 'hearing-failed':
      return hearingFailed(own, scene);
    case 'turn-judged':
      return judged(own, signal.request, signal.probability, scene);
    case 'turn-heard':
      return afterTurn(own, scene);
    default:
      return { state: own };
  }
}

function alarm(own: EarState, name: string, scene: Scene): Reaction<EarState> {
  switch (name) {
    case ENDPOINT:
      return decide(own, scene);
    case RECOGNITION_LIMIT:
      return recognized(own, own.turn?.request, NOTHING, scene);
    case TURN_LIMIT:
      return tooLong(own, scene);
    case DROWNED:
      return drowned(own, scene);
    case HEAR_AGAIN:
      return own.stream.open ? { state: own } : hearFrom(own, scene.now);
    default:
      return { state: own };
  }
}

function speechStarted(own: EarState, start: Samples, scene: Scene): Reaction<EarState> {
  const paused = pauseBefore(own, start, scene);
  const before = paused.turn ?? openTurn(start, true);
  const turn: OpenTurn = {
    ...before,
    ...{ end: null, voiced: true, request: null, recognition: null, endpointAt: null },
    ...{ advice: null, judged: null, judgement: null, drowned: false },
    words: { ...before.words, settled: false },
    wordlessSince: textOf(before.words) === '' ? null : (before.wordlessSince ?? before.end),
  };
  const effects: Effect[] = [{ type: 'alarm-clear', name: ENDPOINT }, ...dropWords(own)];
  if (own.turn?.judgement) effects.push({ type: 'turn-judge-drop', request: own.turn.judgement });
  effects.push({ type: 'alarm-set', name: TURN_LIMIT, at: turn.start + LONGEST_TURN });
  if (own.hearing === 'stream') effects.push(watchForWords(scene.now));
  return { state: { ...paused, speaking: true, turn }, effects };
}

/** Remembers the pause that is over now. */
function pauseBefore(own: EarState, start: Samples, scene: Scene): EarState {
  const { turn } = own;
  if (!turn) return { ...own, pace: beganAnew(own.pace, start) };
  if (turn.end === null) return own;
  const pause = Math.max(0, toMs(start - turn.end));
  const pauses = [...turn.pauses, pause];
  if (asksForMore(factsOf(turn, own, scene), scene.setup.endpoint))
    return { ...own, turn: { ...turn, pauses } };
  const unexplained = Math.max(turn.unexplained, pause);
  return { ...own, turn: { ...turn, pauses, unexplained } };
}

/** A stream that broke while nobody spoke is needed now. */
function heardAgain(started: Reaction<EarState>, before: EarState): Reaction<EarState> {
  const { state, effects = [] } = started;
  if (state.hearing !== 'stream' || state.stream.open || before.turn) return started;
  const opened = hearFrom(state, state.turn!.start - LEAD);
  return { state: opened.state, effects: [...effects, ...(opened.effects ?? [])] };
}

function speechEnded(own: EarState, end: Samples, scene: Scene): Reaction<EarState> {
  // What the detector still heard was no speech of the callee's.
  if (!own.turn || own.turn.drowned) return { state: own };
  // An earlier turn was ended by its length in the middle of this speech.
  const turn = { ...own.turn, end: Math.max(end, own.turn.start) };
  const cleared: Effect[] = [TURN_LIMIT, DROWNED].map((name) => ({ type: 'alarm-clear', name }));
  const listening = asked(own, turn, scene);
  const judging = askJudge(listening.state);
  const next = decide(judging.state, scene);
  return {
    ...next,
    effects: [...cleared, ...(listening.effects ?? []), ...(judging.effects ?? []), ...(next.effects ?? [])],
  };
}

/** The recogniser is to tell what was said; a realtime model has heard it. */
function asked(own: EarState, turn: OpenTurn & { readonly end: Samples }, scene: Scene): Reaction<EarState> {
  if (own.hearing === 'realtime') return { state: { ...own, turn } };
  return own.hearing === 'stream' ? finalize(own, turn, scene) : requestWords(own, turn, scene);
}

/** A monologue, or a detector that hears speech in noise: what was said so far is a turn. */
function tooLong(own: EarState, scene: Scene): Reaction<EarState> {
  if (!own.turn || own.turn.end !== null) return { state: own };
  const turn = { ...own.turn, end: scene.now, forced: true, endpointAt: scene.now };
  return own.hearing === 'utterances' ? requestWords(own, turn, scene) : finalizedNow(own, turn, scene);
}

function finalizedNow(own: EarState, turn: OpenTurn, scene: Scene): Reaction<EarState> {
  const asked = finalize(own, turn, scene);
  const next = decide(asked.state, scene);
  return { ...next, effects: [...(asked.effects ?? []), ...(next.effects ?? [])] };
}

function advised(own: EarState, advice: number | null, scene: Scene): Reaction<EarState> {
  return own.turn ? decide({ ...own, turn: { ...own.turn, advice } }, scene) : { state: own };
}

/** A stream needs not be asked: what it told is there. */
function wordsSoFar(own: EarState, scene: Scene): Reaction<EarState> {
  if (!own.turn || own.turn.end !== null) return { state: own };
  return { state: own, signals: [{ type: 'probe-heard', turn: calleeTurn(own.turn, own, scene) }] };
}

/** What was recognised before the line went is kept. */
function closed(own: EarState, scene: Scene): Reaction<EarState> {
  const { turn } = own;
  const known = own.hearing === 'stream' ? turn && textOf(turn.words) !== '' : turn?.recognition;
  const silent = { ...own, speaking: false };
  if (!turn || !known) return { state: { ...silent, turn: null } };
  return conclude(silent, { ...turn, endpointAt: scene.now }, scene);
}
