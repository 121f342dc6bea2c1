/** Numbers from 0 to 9999 in words, by the two commonest ways of building them. */
import { firstWay, type NumberWords } from './values.ts';

export interface SayRules {
  readonly atoms: NumberWords['atoms'];
  /** 21 to 99 that are no atoms. */
  tens(ten: number, unit: number, word: (value: number) => string): string;
  /** 1 to 9 hundreds, `rest` follows or is 0. */
  hundreds(count: number, rest: number, word: (value: number) => string): string;
  thousands(count: number, rest: number, word: (value: number) => string): string;
  /** Between the hundreds and the rest. */
  readonly between: string;
  /** Between the thousands and the rest; default: a space. */
  readonly afterThousand?: string;
}

export function sayBy(rules: SayRules): (value: number) => string {
  const word = (value: number): string => {
    const own = rules.atoms[value];
    if (own !== undefined) return firstWay(own);
    if (value < 100) return rules.tens(Math.floor(value / 10) * 10, value % 10, word);
    const [step, head] =
      value < 1000
        ? [100, rules.hundreds(Math.floor(value / 100), value % 100, word)]
        : [1000, rules.thousands(Math.floor(value / 1000), value % 1000, word)];
    const rest = value % step;
    if (rest === 0) return head;
    return head + (step === 100 ? rules.between : (rules.afterThousand ?? ' ')) + word(rest);
  };
  return word;
}
