/** Gathers what is heard of the callee. Pure. */
import type { Samples } from '#audio';
import { ms } from '../core/setup.ts';
import type { CalleeTurn, Signal } from '../core/signal.ts';
import { freshEvidence, type Evidence } from './state.ts';

/** A pause that is longer ends a streak of speech. */
const LONG_PAUSE = ms(1000);
/** A first sound that is shorter is a click, and begins no greeting. */
const CLICK = ms(180);
const MOST_TEXTS = 12;

export function observe(own: Evidence, signal: Signal): Evidence {
  switch (signal.type) {
    case 'speech-started':
      if (signal.start < own.origin && own.firstAt === null)
        return { ...own, speaking: true, firstAt: own.origin, runAt: own.origin };
      return {
        ...own,
        speaking: true,
        firstAt: own.firstAt ?? signal.start,
        runAt: signal.start,
        streakAt: streakOf(own, signal.start),
      };
    case 'speech-ended':
      if (own.firstAt === own.runAt && signal.end - signal.start < CLICK)
        return { ...own, firstAt: null, runAt: null, speaking: false };
      return { ...own, speaking: false, end: signal.end };
    case 'words-heard':
    case 'probe-heard':
      return { ...own, texts: withText(own, signal.turn) };
    case 'tone-detected':
      return signal.tone === 'ringback' ? { ...own, ringing: true } : own;
    default:
      return own;
  }
}

function streakOf({ streakAt, end }: Evidence, start: Samples): Samples {
  return streakAt !== null && end !== null && start - end <= LONG_PAUSE ? streakAt : start;
}

/** From here on anew; speech in progress goes on. */
export function observeAnew(own: Evidence, now: Samples): Evidence {
  const last = own.texts.at(-1);
  const passed = last ? { start: last.start, words: last.text.split(' ').length } : null;
  const fresh = { ...freshEvidence(now), passed };
  return own.speaking ? { ...fresh, speaking: true, firstAt: now, runAt: now } : fresh;
}

/** Everything that was said, one turn after another. */
export function textOf({ texts }: Evidence): string {
  return texts.map(({ text }) => text).join('. ');
}

/** How long nobody has spoken. */
export function quietSince({ origin, speaking, end }: Evidence): Samples | null {
  return speaking ? null : Math.max(end ?? origin, origin);
}

function withText({ origin, texts, passed }: Evidence, turn: CalleeTurn): Evidence['texts'] {
  if (turn.via !== 'speech' || turn.end <= origin) return texts;
  const known = passed?.start === turn.start ? passed.words : 0;
  const text = turn.text.split(' ').slice(known).join(' ');
  if (text === '') return texts;
  const others = texts.filter(({ start }) => start !== turn.start);
  return [...others, { start: turn.start, text }].slice(-MOST_TEXTS);
}
