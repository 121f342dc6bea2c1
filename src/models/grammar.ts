/** Text against a grammar: the rules of matching, the same for every recogniser. Pure. */
import type { Grammar } from './stt.ts';

const ONES = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** Of the Latin script; signs of other scripts are parts of their letters. */
const ACCENTS = /[\u0300-\u036f]/g;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*/gu;

/** The ten digits as people say them; `oh` is a zero too. */
export const DIGIT_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ONES.slice(0, 10).map((word, digit) => [word, String(digit)])),
  oh: '0',
};

/**
 * The words of a text as they are spoken in English: lower case, without accents and punctuation (apostrophes inside
 * a word stay), numerals below 100 as words, longer ones digit by digit.
 * @example spokenWords("Yes, that's 10!") // ['yes', "that's", 'ten']
 */
export function spokenWords(text: string): string[] {
  return wordsWith(text, sayEnglish);
}

/** The same in another language. @param say a number from 0 to 99 in its words */
export function wordsWith(text: string, say: (value: number) => string): string[] {
  return plainWords(text).flatMap((word) => (/^\d+$/.test(word) ? sayNumeral(word, say) : [word]));
}

/**
 * What a text means in a grammar: the value of the phrase, or the digits; `null` when it is neither. Fillers around
 * a phrase are passed over. Words are compared as they are, numerals with numerals: whoever knows the language
 * compares numerals with their words too.
 */
export function matchGrammar(text: string, grammar: Grammar): { readonly value: string } | null {
  const said = withoutFillers(plainWords(text).join(' '), grammar, plainWords);
  const english = isEnglish(grammar)
    ? withoutFillers(spokenWords(text).join(' '), grammar, spokenWords)
    : said;
  for (const phrase of grammar.phrases)
    if (said.has(plainWords(phrase.text).join(' ')) || english.has(spokenWords(phrase.text).join(' ')))
      return { value: phrase.value };
  const { digits } = grammar;
  if (!digits) return null;
  const digitWords = digits.words ?? DIGIT_WORDS;
  for (const words of said) {
    const run = words.split(' ').map((word) => digitWords[word] ?? (/^\d+$/.test(word) ? word : ' '));
    const value = run.join('');
    if (/^\d+$/.test(value) && value.length >= digits.min && value.length <= digits.max) return { value };
  }
  return null;
}

/** English unless the grammar names another language. */
function isEnglish({ language = 'en' }: Grammar): boolean {
  return /^en\b/i.test(language);
}

/** The text as it is, and with every filler before and after it taken away. */
function withoutFillers(
  text: string,
  { fillers }: Grammar,
  wordsOf: (text: string) => string[],
): ReadonlySet<string> {
  const sayAll = (texts: readonly string[] = []): string[] => texts.map((it) => wordsOf(it).join(' '));
  const found = new Set([text]);
  for (const before of ['', ...sayAll(fillers?.before).map((words) => words + ' ')])
    for (const after of ['', ...sayAll(fillers?.after).map((words) => ' ' + words)])
      if (text.startsWith(before) && text.endsWith(after) && text.length > before.length + after.length)
        found.add(text.slice(before.length, text.length - after.length));
  return found;
}

/**
 * The words of a text in any language: lower case, without accents and punctuation, numerals as they are. Scripts that
 * are written without spaces (Chinese, Japanese) give one word a character.
 */
export function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(/[‘’]/g, "'")
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .replace(UNSPACED, ' $& ')
    .split(' ')
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter((word) => word !== '');
}

function sayNumeral(digits: string, say: (value: number) => string): string[] {
  const byDigit = digits.length > 2 || (digits.length === 2 && digits.startsWith('0'));
  return (byDigit ? [...digits] : [digits]).flatMap((it) => plainWords(say(Number(it))));
}

function sayEnglish(number: number): string {
  if (number < 20) return ONES[number]!;
  const ones = number % 10;
  return ones === 0 ? TENS[number / 10]! : `${TENS[(number - ones) / 10]!} ${ONES[ones]!}`;
}
