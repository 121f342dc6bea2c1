/** Text against a grammar: the rules of matching, the same for every recogniser. Pure. */
import type { Grammar } from './stt.ts';

const ONES = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** The ten digits as people say them; `oh` is a zero too. */
export const DIGIT_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ONES.slice(0, 10).map((word, digit) => [word, String(digit)])),
  oh: '0',
};

/**
 * The words of a text as they are spoken: lower case, without accents and punctuation (apostrophes inside a word
 * stay), numerals below 100 as words, longer ones digit by digit.
 * @example spokenWords("Yes, that's 10!") // ['yes', "that's", 'ten']
 */
export function spokenWords(text: string): string[] {
  return plainWords(text).flatMap((word) => (/^\d+$/.test(word) ? sayNumber(word) : [word]));
}

/**
 * What a text means in a grammar: the value of the phrase, or the digits; `null` when it is neither. Fillers around
 * a phrase are passed over.
 */
export function matchGrammar(text: string, grammar: Grammar): { readonly value: string } | null {
  const said = withoutFillers(spokenWords(text).join(' '), grammar);
  for (const phrase of grammar.phrases)
    if (said.has(spokenWords(phrase.text).join(' '))) return { value: phrase.value };
  const { digits } = grammar;
  if (!digits) return null;
  for (const words of withoutFillers(plainWords(text).join(' '), grammar)) {
    const run = words.split(' ').map((word) => DIGIT_WORDS[word] ?? (/^\d+$/.test(word) ? word : ' '));
    const value = run.join('');
    if (/^\d+$/.test(value) && value.length >= digits.min && value.length <= digits.max) return { value };
  }
  return null;
}

/** The text as it is, and with every filler before and after it taken away. */
function withoutFillers(text: string, { fillers }: Grammar): ReadonlySet<string> {
  const found = new Set([text]);
  for (const before of ['', ...sayAll(fillers?.before).map((words) => words + ' ')])
    for (const after of ['', ...sayAll(fillers?.after).map((words) => ' ' + words)])
      if (text.startsWith(before) && text.endsWith(after) && text.length > before.length + after.length)
        found.add(text.slice(before.length, text.length - after.length));
  return found;
}

function sayAll(texts: readonly string[] = []): string[] {
  return texts.map((text) => spokenWords(text).join(' '));
}

function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter((word) => word !== '');
}

function sayNumber(digits: string): string[] {
  const number = Number(digits);
  if (digits.length > 2 || (digits.length === 2 && digits.startsWith('0')))
    return [...digits].map((digit) => ONES[Number(digit)]!);
  if (number < 20) return [ONES[number]!];
  const ones = number % 10;
  return ones === 0 ? [TENS[number / 10]!] : [TENS[(number - ones) / 10]!, ONES[ones]!];
}
