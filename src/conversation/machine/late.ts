/** A recording that is noticed only after the agent has begun to speak; and tones that end a call at any time. */
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { quietSince, textOf } from './evidence.ts';
import { found, keyWords } from './phrases/index.ts';
import { languagesOf, type Work } from './work.ts';
import { judgeWords } from './words.ts';

/** Afterwards it is a conversation: a person may speak of mailboxes and menus. */
const WATCH = ms(20_000);
/** Speech without a pause, from the beginning of the call on, while the agent speaks. */
const MONOLOGUE = ms(7000);
const MONOLOGUE_BEGINS = ms(5000);
/** One phrase may be a person's ("he is not available"); two of them, or one in so many words, are a recording's. */
const MANY_WORDS = 12;

export function late(work: Work, signal: Signal): Work {
  const { evidence, openedAt } = work.state;
  const { now } = work.scene;
  if (openedAt === null || now > WATCH) return work;
  if (signal.type === 'tone-detected' && signal.tone === 'beep' && evidence.firstAt !== null)
    work.judgement = { verdict: 'machine', by: 'tone', confidence: 0.9, detail: 'A beep.' };
  if (signal.type === 'words-heard' || signal.type === 'probe-heard') words(work);
  if (signal.type === 'alarm-reached' || signal.type === 'speech-ended') monologue(work);
  return work;
}

function words(work: Work): void {
  const text = textOf(work.state.evidence);
  const verdict = judgeWords(text, languagesOf(work));
  if (!verdict || verdict.verdict === 'human') return;
  const list = {
    machine: 'mailbox',
    ivr: 'menu',
    screening: 'screening',
    unreachable: 'unreachable',
  } as const;
  const sure = languagesOf(work).some((phrases) => {
    const hits = found(text, phrases, list[verdict.verdict as keyof typeof list]).length;
    return hits >= 2 || (hits === 1 && keyWords(text, phrases).length >= MANY_WORDS);
  });
  if (sure) work.judgement = { ...verdict, by: 'words', confidence: 0.9 };
}

function monologue(work: Work): void {
  const { streakAt, end } = work.state.evidence;
  const { now } = work.scene;
  if (streakAt === null || streakAt > MONOLOGUE_BEGINS) return;
  const until = quietSince(work.state.evidence) === null ? now : (end ?? now);
  if (until - streakAt < MONOLOGUE) return;
  const detail = 'Speech without a pause.';
  work.judgement = { verdict: 'machine', by: 'timing', confidence: 0.8, detail };
}
