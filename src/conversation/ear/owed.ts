/** Turns were taken on words that could still change; now they come again, perhaps others, perhaps more. Pure. */
import { spokenWords } from '#models';
import type { CalleeTurn } from '../core/signal.ts';
import type { Owed } from './state.ts';

export interface Settling {
  /** What became of the words that were taken. */
  readonly taken: string;
  /** What comes after them: nobody has answered it. */
  readonly rest: string;
  /** The taken words are others than they were. */
  readonly changed: boolean;
}

export interface Corrected {
  readonly turn: CalleeTurn;
  /** Its words before. */
  readonly was: string;
}

/** A final of a recogniser: it may hold the words of several turns, and only the first words of the last of them. */
export function settleTurns(
  owed: readonly Owed[],
  final: string,
): { owed: readonly Owed[]; rest: string; corrected: readonly Corrected[] } {
  const corrected: Corrected[] = [];
  let rest = final;
  for (const [index, it] of owed.entries()) {
    if (index > 0 && rest === '') return { owed: owed.slice(index), rest, corrected };
    const open = settleOwed(rest, it.text).rest;
    const settled = open === '' ? settleOwed(it.text, rest) : { taken: rest, rest: '' };
    const turn = withEnd(it, `${settled.taken} ${open}`.trim());
    const silent = settled.taken === '' || sameWords(turn.text, it.turn.text);
    if (!silent) corrected.push({ turn, was: it.turn.text });
    if (open !== '') {
      const left: Owed = { text: open, turn: silent ? it.turn : turn, partly: true };
      return { owed: [left, ...owed.slice(index + 1)], rest: '', corrected };
    }
    rest = settled.rest;
  }
  return { owed: [], rest, corrected };
}

/** No more finals come: turns of which some words became final lose the others. */
export function dropped(owed: readonly Owed[]): readonly Corrected[] {
  return owed.filter(({ partly }) => partly).map((it) => ({ turn: withEnd(it, ''), was: it.turn.text }));
}

/** The turn with `end` in place of its words that may still change. */
function withEnd({ turn, text }: Owed, end: string): CalleeTurn {
  const head = turn.text.endsWith(text) ? turn.text.slice(0, turn.text.length - text.length) : '';
  return { ...turn, text: `${head.trim()} ${end}`.trim() };
}

function sameWords(one: string, other: string): boolean {
  return spokenWords(one).join(' ') === spokenWords(other).join(' ');
}

/**
 * Cuts `text` where the words that were taken end: where the alignment with them costs the fewest changed words, the
 * longest such beginning.
 */
export function settleOwed(owed: string, text: string): Settling {
  const pieces = text.split(/\s+/).filter((piece) => piece !== '');
  const said = pieces.map((piece) => spokenWords(piece).join(' '));
  const before = owed
    .split(/\s+/)
    .map((piece) => spokenWords(piece).join(' '))
    .filter((word) => word !== '');
  const cut = aligned(before, said);
  const head = said.slice(0, cut).filter((word) => word !== '');
  return {
    taken: pieces.slice(0, cut).join(' '),
    rest: pieces.slice(cut).join(' '),
    changed: head.join(' ') !== before.join(' '),
  };
}

/** How many of `said` stand for `before`. */
function aligned(before: readonly string[], said: readonly string[]): number {
  // Edit distance of `before` to each beginning of `said`.
  let costs = said.map((_, index) => index);
  costs.push(said.length);
  for (const [index, word] of before.entries()) {
    const next = [index + 1];
    for (let i = 0; i < said.length; i++) {
      const same = costs[i]! + (said[i] === word ? 0 : 1);
      next.push(Math.min(same, costs[i + 1]! + 1, next[i]! + 1));
    }
    costs = next;
  }
  let best = 0;
  for (const [index, cost] of costs.entries()) if (cost <= costs[best]!) best = index;
  return best;
}
