/** Damages a text in the ways that a hostile or a broken peer would. Texts are latin1: a character is a byte. */
import type { Chance } from './chance.ts';

type Mutation = (text: string, chance: Chance, others: readonly string[]) => string;

const NUMBERS = [
  '0',
  '-1',
  '00000000000000000000007',
  '4294967296',
  '2147483648',
  '99999999999999999999',
  '1e9',
];
const QUOTES = [
  '"',
  '\\"',
  '\\',
  '""',
  '"<',
  '>"',
  '<',
  '>',
  '<<',
  '"\\',
  ';"',
  ',',
  ';',
  '=',
  '%',
  '%00',
  '@',
  '[',
  ']',
];
/** A lone continuation, overlong forms, a surrogate, a beginning without end. */
const BAD_UTF8 = ['\x80', '\xc0\xaf', '\xed\xa0\x80', '\xf0\x9f', '\xff\xfe', '\xc3\x28', '\xef\xbb\xbf'];
const LINE_ENDS = ['\r\n', '\n', '\r', '\r\n\r\n', '\r\n ', '\n\t', '\0'];

const splice = (text: string, at: number, cut: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + cut);
const place = (text: string, chance: Chance): number => chance.below(text.length + 1);

function piece(text: string, chance: Chance, longest: number): string {
  const at = place(text, chance);
  return text.slice(at, at + 1 + chance.below(longest));
}

/** Hands over the lines, and puts them together again. */
function lines(text: string, change: (lines: string[]) => void): string {
  const all = text.split('\r\n');
  change(all);
  return all.join('\r\n');
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bit-flip': (text, chance) => {
    const at = chance.below(Math.max(1, text.length));
    return splice(text, at, 1, String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << chance.below(8))));
  },
  byte: (text, chance) =>
    splice(text, place(text, chance), chance.below(2), String.fromCharCode(chance.below(256))),
  truncation: (text, chance) => text.slice(0, place(text, chance)),
  'cut-out': (text, chance) => splice(text, place(text, chance), 1 + chance.below(40), ''),
  'line-doubled': (text, chance) =>
    lines(text, (all) => all.splice(chance.below(all.length), 0, chance.of(all))),
  'line-removed': (text, chance) => lines(text, (all) => all.splice(chance.below(all.length), 1)),
  'lines-swapped': (text, chance) =>
    lines(text, (all) => {
      const [one, other] = [chance.below(all.length), chance.below(all.length)];
      [all[one], all[other]] = [all[other]!, all[one]!];
    }),
  'line-of-another': (text, chance, others) =>
    lines(text, (all) =>
      all.splice(chance.below(all.length), chance.below(2), chance.of(chance.of(others).split('\r\n'))),
    ),
  'line-shortened': (text, chance) =>
    lines(text, (all) => {
      const at = chance.below(all.length);
      all[at] = all[at]!.slice(0, place(all[at]!, chance));
    }),
  number: (text, chance) => {
    const from = place(text, chance);
    const found = /\d+/.exec(text.slice(from, from + 200));
    return found ? splice(text, from + found.index, found[0].length, chance.of(NUMBERS)) : text;
  },
  quotes: (text, chance) =>
    splice(
      text,
      place(text, chance),
      0,
      chance.of(QUOTES).repeat(1 + chance.below(chance.below(20) === 0 ? 300 : 3)),
    ),
  folding: (text, chance) => {
    const at = text.indexOf(' ', place(text, chance));
    return at < 0 ? text : splice(text, at, 1, chance.of(['\r\n ', '\r\n\t', '\n ', '\r\n  \r\n ']));
  },
  'line-end': (text, chance) => splice(text, place(text, chance), 0, chance.of(LINE_ENDS)),
  utf8: (text, chance) => splice(text, place(text, chance), chance.below(2), chance.of(BAD_UTF8)),
  'length-lie': (text, chance) =>
    text.replace(
      /^(?:content-length|l)[ \t]*:.*$/im,
      () => `Content-Length: ${chance.of([...NUMBERS, '1', '70000', ''])}`,
    ),
  'token-of-another': (text, chance, others) =>
    splice(text, place(text, chance), chance.below(30), piece(chance.of(others), chance, 60)),
  'value-of-another': (text, chance, others) =>
    lines(text, (all) => {
      const at = chance.below(all.length);
      const other = chance.of(chance.of(others).split('\r\n'));
      all[at] = `${all[at]!.split(':')[0]}:${other.slice(other.indexOf(':') + 1)}`;
    }),
  'repeated-piece': (text, chance) => {
    const put = piece(text, chance, 12) || ';';
    const times = chance.below(10) === 0 ? Math.floor(chance.below(65_000) / put.length) : chance.below(80);
    return splice(text, place(text, chance), 0, put.repeat(Math.max(0, times)));
  },
  'case-changed': (text, chance) => {
    const at = place(text, chance);
    const part = text.slice(at, at + 12);
    return splice(text, at, 12, chance.below(2) === 0 ? part.toUpperCase() : part.toLowerCase());
  },
};

export const MUTATION_NAMES: readonly string[] = Object.keys(MUTATIONS);
const ALL = Object.values(MUTATIONS);

/** UDP carries no more. */
const LONGEST = 65_535;

/** One to four mutations, more rarely more. */
export function mutate(text: string, chance: Chance, others: readonly string[]): string {
  let mutated = text;
  const many = chance.below(24);
  const count = many === 0 ? 5 + chance.below(12) : many < 14 ? 1 : 2 + chance.below(3);
  for (let i = 0; i < count; i++) mutated = chance.of(ALL)(mutated, chance, others);
  return mutated.length > LONGEST ? mutated.slice(0, LONGEST) : mutated;
}
