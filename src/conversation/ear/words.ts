/**
 * Hearing a stream: words gather in the open turn, finals append, the partial is replaced. Words that come when no
 * turn is open belong to the turn that was taken before they were settled, or are a turn of their own: a callee too
 * quiet for the detector.
 */
import type { Samples } from '#audio';
import type { Effect } from '../core/effect.ts';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms, toMs } from '../core/setup.ts';
import type { Input } from '../core/input.ts';
import type { Signal } from '../core/signal.ts';
import { withLatency } from '../turns/endpoint/stt-wait.ts';
import { calleeTurn, decide, LONGEST_TURN, TURN_LIMIT } from './decide.ts';
import { dropped, settleOwed, settleTurns, type Corrected } from './owed.ts';
import { isDeaf, openTurn, textOf, type EarState, type OpenTurn, type StreamState } from './state.ts';

type Arrived = Extract<Input, { type: 'words-arrived' }>;

/** Words that grow so long after speech stopped were spoken since, too quietly for the detector. */
const QUIET_AFTER = ms(700);
/** How long a partial takes to come, about. */
const PARTIAL_LAG = ms(200);
/** Speech in which no more words are found for so long is not the callee's. */
export const DROWNED = 'no-more-words';
const DROWNED_AFTER = ms(1200);
/** A recogniser that did not settle by then will not: the contract says 1.5 s. */
const SETTLES_WITHIN = ms(2000);

export function wordsArrived(before: EarState, arrived: Arrived, scene: Scene): Reaction<EarState> {
  const { own, text, signals } = unowed(before, arrived, scene.now);
  if (text === '' && (!own.turn || (!arrived.final && own.turn.words.partial === '')))
    return { state: own, signals };
  const turn = gathered(own.turn ?? unvoiced(own, arrived, scene), text, arrived, scene);
  const stream = { ...own.stream, idleFailures: 0, wordless: 0 };
  const state = { ...own, turn, stream };
  if (isDeaf(turn)) return { state, signals };
  const next = decide(state, scene);
  const limit: Effect[] = own.turn ? [] : [limitOf(turn)];
  if (turn.end === null) limit.push(watchForWords(scene.now));
  const heard: Signal = { type: 'words-heard', turn: calleeTurn(turn, state, scene) };
  const told = textOf(turn.words) === '' ? [] : [heard];
  return {
    state: next.state,
    signals: [...signals, ...told, ...(next.signals ?? [])],
    effects: [...limit, ...(next.effects ?? [])],
  };
}

/** The words without those that turns were taken on. */
function unowed(
  own: EarState,
  arrived: Arrived,
  now: Samples,
): { own: EarState; text: string; signals: Signal[] } {
  const { owed } = own.stream;
  const text = arrived.text.trim();
  if (owed.length === 0) return { own, text, signals: [] };
  if (!arrived.final) {
    const taken = owed.map((it) => it.text).join(' ');
    return { own, text: settleOwed(taken, text).rest, signals: [] };
  }
  const settled = settleTurns(owed, text);
  // What is not final yet comes with another final, if one is to come.
  const left = pending(own.stream, now).length > 0 ? settled.owed : [];
  return {
    own: { ...own, stream: { ...own.stream, owed: left } },
    text: settled.rest,
    signals: settled.corrected.map(correction),
  };
}

function correction({ turn, was }: Corrected): Signal {
  return { type: 'turn-corrected', turn, was };
}

/** A turn of which only words tell; the detector may find its speech later. */
function unvoiced(own: EarState, { start, end }: Arrived, { now }: Scene): OpenTurn {
  if (own.speaking) return openTurn(start ?? now, true);
  const stop = Math.min(end ?? now, now);
  return { ...openTurn(Math.min(start ?? stop, stop), false), end: stop };
}

function gathered(
  turn: OpenTurn,
  text: string,
  { final, confidence, end }: Arrived,
  { now }: Scene,
): OpenTurn {
  const before = turn.words;
  const words = final
    ? { ...before, finals: `${before.finals} ${text}`.trim(), partial: '', confidence, at: now }
    : { ...before, partial: text, at: now, settled: false };
  if (final && text === '') return { ...turn, words: { ...words, at: before.at } };
  const late = lateEnd(turn, countOf(words) - countOf(before), final, end, now);
  // A segment that brought nothing gives way to the next one's first words.
  const fresh = !final && text !== '' && firstWord(text) !== firstWord(before.partial);
  const wordlessSince = fresh || countOf(words) > countOf(before) ? null : turn.wordlessSince;
  return { ...turn, words, end: late, drowned: turn.drowned && late !== null, wordlessSince };
}

/** After the last word, when that was spoken after the detector's last speech. */
function lateEnd(
  turn: OpenTurn,
  more: number,
  final: boolean,
  end: Samples | undefined,
  now: Samples,
): Samples | null {
  if (turn.end === null || more <= 0) return turn.end;
  // The callee goes on, and the detector has heard speech all the time.
  if (turn.drowned) return null;
  if (final) return turn.voiced ? turn.end : Math.max(turn.end, Math.min(end ?? turn.end, now));
  if (!turn.voiced) return now;
  return now - turn.end > QUIET_AFTER ? now - PARTIAL_LAG : turn.end;
}

function firstWord(text: string): string {
  return text.split(/\s/, 1)[0]!;
}

function countOf(words: OpenTurn['words']): number {
  const text = textOf(words);
  return text === '' ? 0 : text.split(/\s+/).length;
}

function limitOf(turn: OpenTurn): { type: 'alarm-set'; name: string; at: Samples } {
  return { type: 'alarm-set', name: TURN_LIMIT, at: turn.start + LONGEST_TURN };
}

/** From now on words should come while speech is heard. */
export function watchForWords(now: Samples): Effect {
  return { type: 'alarm-set', name: DROWNED, at: now + DROWNED_AFTER };
}

/** Background voices keep the detector busy; the words tell that the callee has stopped. */
export function drowned(own: EarState, scene: Scene): Reaction<EarState> {
  const { turn } = own;
  if (!turn || turn.end !== null || textOf(turn.words) === '') return { state: own };
  const end = Math.max(turn.start, turn.words.at - PARTIAL_LAG);
  const asked = finalize(own, { ...turn, end, drowned: true }, scene);
  const next = decide(asked.state, scene);
  return { ...next, effects: [...(asked.effects ?? []), ...(next.effects ?? [])] };
}

/** What was heard before the oldest `hearing-finalize` is recognised; how long that took is remembered. */
export function wordsSettled(own: EarState, scene: Scene): Reaction<EarState> {
  const [asked, ...later] = pending(own.stream, scene.now);
  if (asked === undefined) return { state: own };
  const latencies = withLatency(own.stream.latencies, toMs(scene.now - asked));
  // What turns were taken on has come to rest, if nothing that was asked about later is open.
  const owed = later.length === 0 ? [] : own.stream.owed;
  const signals = later.length === 0 ? dropped(own.stream.owed).map(correction) : [];
  const stream = { ...own.stream, finalized: later, latencies, owed, idleFailures: 0 };
  if (!own.turn || own.turn.end === null || later.length > 0) return { state: { ...own, stream }, signals };
  // A sound after the last words that was none itself lengthens nothing.
  const end = own.turn.wordlessSince ?? own.turn.end;
  const words = { ...own.turn.words, settled: true };
  const next = decide({ ...own, stream, turn: { ...own.turn, end, words } }, scene);
  return { ...next, signals: [...signals, ...(next.signals ?? [])] };
}

/** Speech stopped: the recogniser is to tell what there was. */
export function finalize(own: EarState, turn: OpenTurn, { now }: Scene): Reaction<EarState> {
  if (!own.stream.open) return { state: { ...own, turn } };
  const stream = { ...own.stream, finalized: [...pending(own.stream, now), now] };
  const words = { ...turn.words, settled: false };
  return { state: { ...own, turn: { ...turn, words }, stream }, effects: [{ type: 'hearing-finalize' }] };
}

function pending({ finalized }: StreamState, now: Samples): readonly Samples[] {
  return finalized.filter((at) => now - at < SETTLES_WITHIN);
}
