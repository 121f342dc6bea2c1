/** A grammar in the recogniser's language (JSGF, W3C note of 5 June 2000). Pure. */
import { DIGIT_WORDS, spokenWords, type Grammar } from '#models';

export interface CompiledGrammar {
  readonly jsgf: string;
  /** The words that the dictionary must hold. */
  readonly words: readonly string[];
}

/**
 * Compiles what can be said; phrases and fillers with a word that `canSay` refuses are left out.
 * @returns `null` when nothing remains.
 */
export function compileGrammar(grammar: Grammar, canSay: (word: string) => boolean): CompiledGrammar | null {
  const sayable = (texts: readonly string[]): string[] => {
    const phrases = texts
      .map((text) => spokenWords(text))
      .filter((words) => words.length > 0 && words.every(canSay));
    return [...new Set(phrases.map((words) => words.join(' ')))];
  };
  const phrases = sayable(grammar.phrases.map(({ text }) => text));
  const digits = grammar.digits && digitRun(grammar.digits.min, grammar.digits.max);
  if (phrases.length === 0 && !digits) return null;
  const before = sayable(grammar.fillers?.before ?? []);
  const after = sayable(grammar.fillers?.after ?? []);
  const digitWords = digits ? Object.keys(DIGIT_WORDS) : [];
  const rules = [
    `public <answer> = ${optional('before', before)} ( ${[...phrases, ...(digits ? [digits] : [])].join(' | ')} ) ${optional('after', after)};`,
    ...(before.length > 0 ? [`<before> = ${before.join(' | ')};`] : []),
    ...(after.length > 0 ? [`<after> = ${after.join(' | ')};`] : []),
    ...(digits ? [`<digit> = ${digitWords.join(' | ')};`] : []),
  ];
  const words = new Set(
    [...phrases, ...before, ...after, ...digitWords].flatMap((phrase) => phrase.split(' ')),
  );
  return { jsgf: ['#JSGF V1.0;', 'grammar parley;', ...rules].join('\n'), words: [...words].sort() };
}

/** Any sequence of the phones, to compare with: how well could anything have been said here? */
export function phoneLoop(words: readonly string[]): string {
  return `#JSGF V1.0;\ngrammar loop;\npublic <answer> = ( ${words.join(' | ')} )+;`;
}

function optional(rule: string, phrases: readonly string[]): string {
  return phrases.length > 0 ? `[ <${rule}> ]` : '';
}

/** `min` digits, then the rest nested, so that each further digit needs the one before it. */
function digitRun(min: number, max: number): string {
  const wanted = Array<string>(Math.max(0, min)).fill('<digit>');
  const nested = '[ <digit> '.repeat(Math.max(0, max - min)) + ']'.repeat(Math.max(0, max - min));
  return [...wanted, nested].join(' ').trim();
}
