/** "May the fourth": a day of birth is said with its year, often after a pause. */
import type { EndpointStrategy } from './facts.ts';
import { isNumber } from './spoken-tokens.ts';

/** "Eighty one", "one nine eight one"; a single number is a day or a month. */
const YEAR_WORDS = 2;

export const pastDate: EndpointStrategy = ({ asks, words, verdict, language }, waits) => {
  if (asks !== 'past_date' || words.length === 0 || verdict === 'complete') return null;
  const last = words.slice(-YEAR_WORDS);
  const whole = last.length === YEAR_WORDS && last.every((word) => isNumber(word, language));
  return whole ? null : waits.unfinished;
};
