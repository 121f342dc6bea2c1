/**
 * Echo by its words: what was recognised is a run of what the agent was saying at that very time. Nobody repeats words
 * before they have been said, so that an answer in the agent's own words ("Tuesday at ten") is no echo.
 */
import type { Samples } from '#audio';
import { spokenWords } from '#models';
import { ms } from '../../core/setup.ts';
import type { CalleeTurn } from '../../core/signal.ts';
import { heldAround, type Utterance } from '../../mouth/state.ts';
import { wordSpans } from '../../mouth/ledger.ts';

/** Words of the agent and where on the line they were heard. */
export interface OwnWord {
  readonly word: string;
  readonly start: Samples;
  readonly end: Samples;
}

/** What was said longer ago comes back to nobody. */
const KEPT = ms(2000);
/** Times of words may be estimates, and a detector may be early. */
const EARLY = ms(400);
/** A run that ended when it was heard to begin is an answer, whatever its words. */
const BEFORE_END = ms(100);
/** Single words are too often answers. */
const FEWEST = 2;
/** Of longer runs one word in five may have been misheard. */
const MISHEARD = 0.2;

/** The words of an utterance that were heard by `now`, placed on the line. */
export function ownWords(utterance: Utterance, now: Samples): OwnWord[] {
  if (utterance.startedAt === null) return [];
  const [from, until] = heldAround(utterance, now);
  return wordSpans(utterance.parts)
    .map(({ text, start, end }) => ({ text, start: from + start, end: until + end }))
    .filter(({ start }) => start <= now)
    .flatMap(({ text, start, end }) => spokenWords(text).map((word) => ({ word, start, end })));
}

export function recent(words: readonly OwnWord[], now: Samples): OwnWord[] {
  return words.filter(({ end }) => now - end <= KEPT);
}

/** Is this turn what the agent said, come back? `said` in order of time. */
export function isOwnWords(turn: CalleeTurn, said: readonly OwnWord[]): boolean {
  if (turn.via === 'keypad') return false;
  const words = spokenWords(turn.text);
  if (words.length < FEWEST) return false;
  const mayMiss = Math.floor(words.length * MISHEARD);
  for (let at = 0; at + words.length <= said.length; at++) {
    const [first, last] = [said[at]!, said[at + words.length - 1]!];
    if (turn.start < first.start - EARLY || turn.start > last.end - BEFORE_END) continue;
    const missed = words.filter((word, index) => said[at + index]!.word !== word).length;
    if (missed <= mayMiss) return true;
  }
  return false;
}
