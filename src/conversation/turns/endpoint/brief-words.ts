/** "Well", "Tuesday I": a word or two of open speech that answer nothing are seldom all. */
import type { EndpointStrategy } from './facts.ts';

const MOST_WORDS = 2;

export const briefWords: EndpointStrategy = ({ words, verdict, asks }, waits) => {
  if (words.length === 0 || words.length > MOST_WORDS || verdict !== 'none') return null;
  return asks === 'choice' || asks === 'yes_no' ? null : waits.brief;
};
