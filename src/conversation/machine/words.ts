/** What words say of who answered: a person, a mailbox, a menu, a screener, or a carrier's announcement. */
import { found, keyWords, type MachinePhrases } from './phrases/index.ts';

export interface WordsVerdict {
  readonly verdict: 'human' | 'machine' | 'ivr' | 'screening' | 'unreachable';
  /** The phrases that decided. */
  readonly detail: string;
  /** A person's words that wait for an answer, however long the greeting was. */
  readonly offer?: boolean;
}

/** A person's greeting is not longer than this; more words are a recording's, or a person in mid-sentence. */
const MOST_HUMAN_WORDS = 14;
/** "Hello", "yes?": a greeting of so few words needs no known phrase. */
const FEW_WORDS = 2;

/** `null`: the words tell nothing. A person's words count only once the callee is silent. */
export function judgeWords(text: string, languages: readonly MachinePhrases[]): WordsVerdict | null {
  for (const phrases of languages) {
    const recording = judgeRecording(text, phrases);
    if (recording) return recording;
  }
  for (const phrases of languages) {
    const words = keyWords(text, phrases);
    const human = found(text, phrases, 'human');
    const offers = found(text, phrases, 'offers');
    if (offers.length > 0) return { verdict: 'human', detail: offers.join(', '), offer: true };
    if (words.length <= MOST_HUMAN_WORDS && human.length > 0)
      return { verdict: 'human', detail: human.join(', ') };
    if (words.length > 0 && words.length <= FEW_WORDS) return { verdict: 'human', detail: words.join(' ') };
  }
  return null;
}

function judgeRecording(text: string, phrases: MachinePhrases): WordsVerdict | null {
  const screening = found(text, phrases, 'screening');
  if (screening.length > 0) return verdict('screening', screening);
  const unreachable = found(text, phrases, 'unreachable');
  if (unreachable.length > 0) return verdict('unreachable', unreachable);
  const mailbox = found(text, phrases, 'mailbox');
  if (mailbox.length > 0) return verdict('machine', mailbox);
  const menu = found(text, phrases, 'menu');
  if (menu.length > 0) return verdict('ivr', menu);
  const likely = found(text, phrases, 'likely');
  // Phrases may overlap; two that do not hold each other are two.
  const apart = likely.filter((one) => !likely.some((other) => other !== one && other.includes(one)));
  return apart.length >= 2 ? verdict('machine', apart) : null;
}

function verdict(of: WordsVerdict['verdict'], phrases: readonly string[]): WordsVerdict {
  return { verdict: of, detail: phrases.slice(0, 3).join(', ') };
}
