/**
 * A question's phrases as spoken words, made once for each grammar: streams ask with every new word, and a grammar
 * holds hundreds of phrases. A memo only; nothing is decided here.
 */
import type { Grammar } from '#models';
import { wordsIn, type Language } from '../language/index.ts';
import { controlPhrases, idleGrammar } from './phrases.ts';

export interface Lexicon {
  /** Value of each phrase by its words; where two read the same, the earlier one's. */
  readonly values: ReadonlyMap<string, string>;
  /** Phrases of the question itself, without what is heard at any time. */
  readonly answers: readonly string[];
  /** Every phrase with its value, in order. */
  readonly phrases: readonly { readonly words: string; readonly value: string }[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const made = new WeakMap<Grammar, Map<string, Lexicon>>();
const idle = new WeakMap<Language, Grammar>();

/** What is listened for while nothing is asked. */
export function idleOf(language: Language): Grammar {
  const before = idle.get(language);
  if (before) return before;
  const grammar = idleGrammar(language);
  idle.set(language, grammar);
  return grammar;
}

/** What is understood of open speech: more than a closed recogniser can be asked to tell apart. */
export function lexiconOf(grammar: Grammar, yesNo: boolean, language: Language): Lexicon {
  const kept = made.get(grammar) ?? new Map<string, Lexicon>();
  made.set(grammar, kept);
  const key = `${language.base} ${yesNo}`;
  const before = kept.get(key);
  if (before) return before;
  const lexicon = make(grammar, yesNo, language);
  kept.set(key, lexicon);
  return lexicon;
}

function make(grammar: Grammar, yesNo: boolean, language: Language): Lexicon {
  const { hear } = language;
  const agreement = [
    ...hear.yes.map((text) => ({ text, value: 'yes' })),
    ...hear.no.map((text) => ({ text, value: 'no' })),
  ];
  const all = [...grammar.phrases, ...(yesNo ? agreement : []), ...controlPhrases(language)];
  const phrases = all.map(({ text, value }) => ({ words: said(text, language), value }));
  const values = new Map<string, string>();
  for (const { words, value } of phrases) if (!values.has(words)) values.set(words, value);
  const answers = phrases.filter(({ value }) => !value.startsWith(':')).map(({ words }) => words);
  return {
    values,
    answers,
    phrases,
    before: hear.before.map((it) => said(it, language)),
    after: hear.after.map((it) => said(it, language)),
  };
}

/** The words as they are, and with a filler before, after, or both taken away. */
export function withoutFillers(words: string, { before, after }: Lexicon): readonly string[] {
  const found = [words];
  for (const first of ['', ...before.map((it) => `${it} `)])
    for (const last of ['', ...after.map((it) => ` ${it}`)])
      if (words.startsWith(first) && words.endsWith(last) && words.length > first.length + last.length)
        found.push(words.slice(first.length, words.length - last.length));
  return found;
}

function said(text: string, language: Language): string {
  return wordsIn(text, language).join(' ');
}
