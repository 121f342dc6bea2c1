/** What a recogniser without open vocabulary listens for in a menu: the option that is looked for, under each key. */
import type { Grammar } from '#models';
import { keyWords, type MachinePhrases } from './phrases/index.ts';

const KEYS = '1234567890';
/** The value of an option that is not looked for. */
export const OTHER = ':other';
/** What else menus lead to: without these, every option would be taken for the one that is looked for. */
const OTHERS = [
  ...['sales', 'support', 'billing', 'service', 'information', 'appointments', 'english', 'an operator'],
  ...['orders', 'accounts', 'reception', 'spanish'],
];
const COMMON_KEYS = '123450';
/** Goals are often sentences; their telling words come last. */
const MOST_WORDS = 3;
const DEAF = new Set(
  'a an the to for of or and with please our your someone somebody reach speak talk want get'.split(' '),
);

/** @param spokenIn phrases of the language that the recogniser hears */
export function menuGrammar(goal: string, spokenIn: MachinePhrases): Grammar {
  const words = keyWords(goal, spokenIn).filter((word) => !DEAF.has(word) && /^\p{L}+$/u.test(word));
  const labels = [...new Set([words.join(' '), ...words.slice(-MOST_WORDS)])].filter((label) => label !== '');
  const press = spokenIn.press[0]!;
  const option = spokenIn.optionWord;
  const others = OTHERS.filter((label) => !labels.some((wanted) => wanted.includes(label)));
  const phrases = [
    ...labels.map((label) => ({ label, keys: KEYS, other: false })),
    ...others.map((label) => ({ label, keys: COMMON_KEYS, other: true })),
  ];
  return {
    phrases: phrases.flatMap(({ label, keys, other }) =>
      [...keys].flatMap((key) => {
        const digit = spokenIn.digits[Number(key)]!;
        const value = other ? OTHER : key;
        return [
          { text: `${press} ${digit} ${option} ${label}`, value },
          { text: `${option} ${label} ${press} ${digit}`, value },
        ];
      }),
    ),
  };
}
