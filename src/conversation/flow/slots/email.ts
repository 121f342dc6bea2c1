/** E-mail addresses as they are said: "ann dot miller at gmail dot com", letters spelled, "a as in Anna". */
import { plainText } from '../../language/plain.ts';
import { readNumbers } from '../../language/read-numbers.ts';
import type { MailWords } from '../../language/values.ts';
import { SURE, type Reading, type ReadingScene } from './reading.ts';

/** Lower case; what mail servers take, which is less than RFC 5322 allows. */
const ADDRESS = /[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/;
/** The words of the ICAO alphabet; other languages write some of them otherwise. */
const ICAO =
  'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey yankee zulu';
/** Said before the address, in the languages that we hear. */
const LEADS = new Set(
  plainText(
    "is it's its it my email e mail address mailadres adresse adres es mi correo electronico la direccion dirección est mon adresse courriel ist lautet meine die mia è e il meu é o jest mój moj mejl adresa mea este min är",
  ).split(' '),
);

export function readEmail(text: string, scene: ReadingScene): Reading | null {
  const written = ADDRESS.exec(text.toLowerCase().replace(/[.,;!?]+$/, ''));
  if (written && !/\s(at|dot)\s/i.test(text)) return { value: written[0], confidence: SURE };
  const { mail } = scene.language.values;
  const signs = withSigns(text, mail);
  const at = signs.lastIndexOf('@');
  if (at < 1) return null;
  const local = letters(signs.slice(0, at), scene);
  const domain = domainOf(letters(signs.slice(at + 1), scene), scene);
  while (local.length > 1 && LEADS.has(local[0]!) && local[1] !== '.') local.shift();
  const value = `${local.join('')}@${domain}`;
  const found = ADDRESS.exec(value);
  return found?.[0] === value ? { value, confidence: 0.75 } : null;
}

/** Words, with the signs of addresses as signs. */
function withSigns(text: string, mail: MailWords): string[] {
  const marked = text
    .toLowerCase()
    .replace(/[.,;!?]+(\s|$)/g, '$1')
    .replace(/@/g, ' §at ')
    .replace(/\./g, ' §dot ')
    .replace(/_/g, ' §under ')
    .replace(/(?<=\S)-(?=\S\S)/g, ' §dash ');
  let said = ` ${marked.split(/\s+/).map(word).join(' ')} `;
  for (const [ways, sign] of [
    [mail.underscore, '_'],
    [mail.at, '@'],
    [mail.dot, '.'],
    [mail.dash, '-'],
  ] as const)
    for (const way of ways.split('|')) said = said.replaceAll(` ${plainText(way)} `, ` ${sign} `);
  return said.trim().split(/\s+/);
}

function word(text: string): string {
  const signs: Readonly<Record<string, string>> = { '§at': '@', '§dot': '.', '§under': '_', '§dash': '-' };
  return signs[text] ?? plainText(text);
}

/** Names of letters and numbers as their signs; what explains a letter is left out. */
function letters(words: readonly string[], { language }: ReadingScene): string[] {
  const { mail, numbers } = language.values;
  const explained = withoutExplanations(words, mail);
  const found: string[] = [];
  for (let at = 0; at < explained.length;) {
    const named = letterName(explained, at, mail);
    const [number] = readNumbers(explained.slice(at), numbers);
    const digits = number?.from === 0 && !/^[a-z]$/.test(explained[at]!) ? number : null;
    if (named) found.push(named.letter);
    else found.push(digits ? digits.digits : explained[at]!);
    at += named?.length ?? digits?.to ?? 1;
  }
  return found;
}

function withoutExplanations(words: readonly string[], mail: MailWords): string[] {
  const ways = mail.asIn.split('|').map((way) => plainText(way).split(' '));
  const kept: string[] = [];
  for (let at = 0; at < words.length;) {
    const way = ways.find((it) => it.every((text, index) => words[at + index] === text));
    const explains = way && /^[a-z]$/.test(kept.at(-1) ?? '') && words[at + way.length]?.[0] === kept.at(-1);
    if (explains) at += way.length + 1;
    else kept.push(words[at++]!);
  }
  return kept;
}

/** A name such as "Mike" is a letter only among letters. */
function letterName(
  words: readonly string[],
  at: number,
  { letters: names }: MailWords,
): { readonly letter: string; readonly length: number } | null {
  for (const [letter, ways] of Object.entries(names))
    for (const way of ways.split('|').map((it) => plainText(it).split(' ')))
      if (
        way.every((text, index) => words[at + index] === text) &&
        (way.length > 1 || amongLetters(words, at, names))
      )
        return { letter, length: way.length };
  if (!isIcao(words[at]!) || !amongLetters(words, at, names)) return null;
  return { letter: words[at]![0]!, length: 1 };
}

function amongLetters(words: readonly string[], at: number, names: MailWords['letters']): boolean {
  const known = new Set(Object.values(names).flatMap((ways) => ways.split('|').map(plainText)));
  const isLetter = (text: string | undefined): boolean =>
    text !== undefined && (/^[a-z]$/.test(text) || isIcao(text) || known.has(text));
  return isLetter(words[at - 1]) || isLetter(words[at + 1]);
}

function isIcao(text: string): boolean {
  return ICAO.split(' ').includes(text);
}

/** "Gmail com": the point is often not said; what follows the last part is no address any more. */
function domainOf(words: readonly string[], { language }: ReadingScene): string {
  const { endings } = language.hear.letters;
  const last = words.findLastIndex((it) => endings.includes(it));
  const parts = last < 0 ? [...words] : words.slice(0, last + 1);
  if (last > 0 && !parts.includes('.')) parts.splice(last, 0, '.');
  return parts.join('');
}
