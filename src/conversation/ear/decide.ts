/** Is the turn over? Asked whenever anything about it changes, and when its wait has passed. */
import type { Samples } from '#audio';
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms, toMs } from '../core/setup.ts';
import type { AskKind, CalleeTurn } from '../core/signal.ts';
import { wordsIn, type Language } from '../language/index.ts';
import type { EndpointFacts } from '../turns/endpoint/facts.ts';
import { askedBy, isDictated, openingOf } from '../turns/endpoint/asked.ts';
import { sttWait, WORDLESS_MS } from '../turns/endpoint/stt-wait.ts';
import { endpointWait } from '../turns/endpoint/wait.ts';
import { turnTaken } from './pace.ts';
import { isDeaf, openTurn, textOf, type EarState, type OpenTurn } from './state.ts';
import { understand } from './understand.ts';
import { verdictOf } from './verdict.ts';

export const ENDPOINT = 'endpoint';
export const TURN_LIMIT = 'turn-limit';
/** The last words of speech that has stopped are in a partial by then; a turn is not taken on fewer. */
const PARTIAL_LAG = ms(260);
/** A partial that has not changed for so long holds every word that was said before. */
const STABLE = ms(100);
/** The longest turn; a line keeps 30 s of audio. */
export const LONGEST_TURN = ms(20_000);

export const NOTHING = { text: '', value: null, confidence: 0, accepted: false };

/** What stands so far for what the callee said. */
export function recognitionOf(turn: OpenTurn, own: EarState): typeof NOTHING | Recognized {
  if (own.hearing === 'utterances') return turn.recognition ?? NOTHING;
  const text = isDeaf(turn) ? '' : textOf(turn.words);
  const accepted = text !== '';
  return { text, value: null, confidence: accepted ? turn.words.confidence : 0, accepted };
}

interface Recognized {
  readonly text: string;
  readonly value: string | null;
  readonly confidence: number;
  readonly accepted: boolean;
}

export function factsOf(turn: OpenTurn, own: EarState, { setup, now }: Scene): EndpointFacts {
  const { language } = setup;
  const { text, value } = understand(recognitionOf(turn, own), own.expectation, language);
  const utterances = own.hearing === 'utterances';
  const asks = askKind(own, language);
  const settled = utterances ? turn.recognition !== null : turn.words.settled || isDeaf(turn);
  return {
    text,
    words: wordsIn(text, language),
    known: settled || text !== '',
    byUtterance: utterances,
    settled,
    verdict: verdictOf(text, value, own.expectation, language, isAgreement(asks)),
    asks,
    opening: openingOf(own.asked),
    digits: own.expectation?.asks === 'digits' ? (own.expectation.grammar.digits ?? null) : null,
    speechMs: toMs((turn.end ?? now) - turn.start),
    pauses: own.pace.pauses,
    turnPauses: turn.pauses,
    turnPace: turn.unexplained,
    advice: turn.advice,
    judged: turn.judged,
    language,
  };
}

function askKind({ expectation, asked }: EarState, language: Language): AskKind | null {
  if (expectation?.asks && expectation.asks !== 'free') return expectation.asks;
  return expectation?.yesNo ? 'yes_no' : askedBy(asked, language);
}

/** May "yes it is" answer it? Not a question for a number, or for what happened. */
function isAgreement(asks: AskKind | null): boolean {
  return !isDictated(asks) && asks !== 'story' && asks !== 'past_date';
}

/** Sets the wait anew, or ends the turn when it has passed and the words are there. */
export function decide(own: EarState, scene: Scene): Reaction<EarState> {
  const { turn } = own;
  if (!turn || turn.end === null) return { state: own };
  const facts = factsOf(turn, own, scene);
  const due = turn.forced ? turn.end : turn.end + ms(endpointWait(facts, scene.setup.endpoint));
  if (scene.now < due) return wait(own, { ...turn, endpointAt: null }, due);
  const over = { ...turn, endpointAt: turn.endpointAt ?? scene.now };
  if (own.hearing === 'realtime') return conclude(own, over, scene);
  if (own.hearing === 'utterances')
    return turn.recognition ? conclude(own, over, scene) : { state: { ...own, turn: over } };
  const readyAt = wordsReadyAt(over, own, facts, scene);
  if (scene.now >= readyAt) return conclude(own, over, scene);
  // Words of which the detector heard nothing: their end is settled only if it is asked for.
  const asked = own.stream.finalized.length > 0;
  const waiting = wait(own, over, readyAt);
  return asked ? waiting : finalized(waiting, scene.now);
}

function wait(own: EarState, turn: OpenTurn, at: Samples): Reaction<EarState> {
  return { state: { ...own, turn }, effects: [{ type: 'alarm-set', name: ENDPOINT, at, unlessOnset: true }] };
}

function finalized({ state, effects = [] }: Reaction<EarState>, now: Samples): Reaction<EarState> {
  const stream = { ...state.stream, finalized: [...state.stream.finalized, now] };
  return { state: { ...state, stream }, effects: [{ type: 'hearing-finalize' }, ...effects] };
}

/** When the stream's words are waited for no longer. */
function wordsReadyAt(turn: OpenTurn, own: EarState, facts: EndpointFacts, { setup, now }: Scene): Samples {
  if (facts.settled || !own.stream.open) return now;
  const { onPartial } = setup.endpoint;
  if (facts.text !== '') {
    const whole = onPartial === 'stable' && facts.verdict === 'complete';
    if (!turn.voiced && turn.words.partial === '') return now;
    if (onPartial === 'always' || whole) return turn.end! + PARTIAL_LAG;
    // Of what is dictated every digit counts: the final is waited for.
    if (onPartial === 'stable' && !isDictated(facts.asks)) return turn.words.at + STABLE;
  }
  const since = own.stream.finalized.at(-1) ?? now;
  return since + ms(facts.text === '' ? WORDLESS_MS : sttWait(own.stream.latencies));
}

export function conclude(own: EarState, over: OpenTurn, scene: Scene): Reaction<EarState> {
  const turn = calleeTurn(over, own, scene);
  const effects: Effect[] = [{ type: 'alarm-clear', name: ENDPOINT }];
  if (over.judgement && over.judged === null)
    effects.push({ type: 'turn-judge-drop', request: over.judgement });
  // Who was too long and goes on is in the next turn already.
  const next = own.speaking && !over.drowned ? openTurn(scene.now, true) : null;
  if (next) effects.push({ type: 'alarm-set', name: TURN_LIMIT, at: next.start + LONGEST_TURN });
  const partial = own.hearing === 'stream' && !isDeaf(over) ? over.words.partial : '';
  const owed = partial === '' ? own.stream.owed : [...own.stream.owed, { text: partial, turn }];
  const deafTurns = isDeaf(over) ? own.stream.deafTurns + 1 : turn.text === '' ? own.stream.deafTurns : 0;
  const isWordless = own.hearing === 'stream' && turn.text === '' && !isDeaf(over);
  const wordless = isWordless ? own.stream.wordless + 1 : 0;
  return {
    state: {
      ...own,
      turn: next,
      stream: { ...own.stream, owed, deafTurns, wordless },
      pace: turnTaken(own.pace, turn.end, over.pauses),
    },
    signals: [{ type: 'turn-heard', turn }],
    effects,
  };
}

/** The turn as it stands. */
export function calleeTurn(turn: OpenTurn, own: EarState, { setup, now }: Scene): CalleeTurn {
  if (own.hearing === 'realtime') return soundOf(turn, now);
  const recognition = recognitionOf(turn, own);
  const at = own.hearing === 'utterances' ? turn.recognition?.at : turn.words.at || undefined;
  return {
    ...understand(recognition, own.expectation, setup.language),
    via: 'speech',
    ...(isDeaf(turn) ? { deaf: true } : {}),
    start: turn.start,
    end: turn.end ?? now,
    endpointAt: turn.endpointAt ?? now,
    recognizedAt: at ?? now,
  };
}

/** A turn of which only the sound is known here. */
function soundOf(turn: OpenTurn, now: Samples): CalleeTurn {
  const { start, end, endpointAt } = turn;
  const times = { start, end: end ?? now, endpointAt: endpointAt ?? now, recognizedAt: endpointAt ?? now };
  return { text: '', value: null, accepted: false, meaning: 'words', via: 'speech', sound: true, ...times };
}
