/** Waiting for a person behind a menu or a screener: who speaks now? */
import type { Samples } from '#audio';
import { ms } from '../core/setup.ts';
import { textOf } from './evidence.ts';
import type { Judgement } from './judge.ts';
import { found, keyWords, type MachinePhrases } from './phrases/index.ts';
import type { Evidence } from './state.ts';
import { classified, open, type Work } from './work.ts';
import { judgeWords, type WordsVerdict } from './words.ts';

/** "Sales, this is Ann, how can I help?" */
const LONGEST_GREETING = ms(3500);
const PAUSE = ms(750);
const WORDY_PAUSE = ms(500);

export type Coming =
  | { readonly person: Judgement }
  /** A recording speaks, and of which kind. */
  | { readonly recording: WordsVerdict }
  /** Words that ask for patience were the last. */
  | { readonly holding: true }
  | { readonly again: Samples | null };

/** What came since `evidence.origin`. `again`: when to look, or `null` at the next event. */
export function whoCame(evidence: Evidence, languages: readonly MachinePhrases[], now: Samples): Coming {
  const text = textOf(evidence);
  const words = text === '' ? null : judgeWords(text, languages);
  if (words && words.verdict !== 'human') return { recording: words };
  if (text !== '' && languages.some((phrases) => found(text, phrases, 'holding').length > 0))
    return { holding: true };
  const { firstAt, end, speaking } = evidence;
  if (firstAt === null || speaking || end === null) return { again: null };
  if (end - firstAt > LONGEST_GREETING) return { again: null };
  const until = end + (words ? WORDY_PAUSE : PAUSE);
  if (now < until) return { again: until };
  // Words that are no person's, and many of them, are a recording's.
  if (!words && text !== '' && languages.every((phrases) => keyWords(text, phrases).length > 8))
    return { again: null };
  const detail = words?.detail ?? `A greeting of ${((end - firstAt) / ms(1000)).toFixed(1)} s.`;
  return {
    person: { verdict: 'human', by: words ? 'words' : 'timing', confidence: words ? 0.9 : 0.7, detail },
  };
}

/** It was a person after all, or comes to the phone now. */
export function personCame(work: Work, judgement: Judgement): Work {
  classified(work, judgement);
  work.signals.push({ type: 'hush', why: 'person-came', sparing: false, ahead: true });
  return open(work);
}
