/** What a recogniser without open vocabulary listens for in a menu: the option that is looked for, under each key. */
import type { Grammar } from '#models';
import { keyWords, type MachinePhrases } from './phrases/index.ts';

const KEYS = '1234567890';
/** Goals are often sentences; their telling words come last. */
const MOST_WORDS = 3;
const DEAF = new Set(
  'a an the to for of or and with please our your someone somebody reach speak talk want get'.split(' '),
);

/** @param phrases of the language that the recogniser hears */
export function menuGrammar(goal: string, phrases: MachinePhrases): Grammar {
  const words = keyWords(goal, phrases).filter((word) => !DEAF.has(word) && /^\p{L}+$/u.test(word));
  const labels = [...new Set([words.join(' '), ...words.slice(-MOST_WORDS)])].filter((label) => label !== '');
  const press = phrases.press[0]!;
  const option = phrases.optionWord;
  return {
    phrases: labels.flatMap((label) =>
      [...KEYS].flatMap((key) => {
        const digit = phrases.digits[Number(key)]!;
        return [
          { text: `${press} ${digit} ${option} ${label}`, value: key },
          { text: `${option} ${label} ${press} ${digit}`, value: key },
        ];
      }),
    ),
  };
}
