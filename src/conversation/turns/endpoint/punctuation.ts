/** Recognisers that punctuate: a full stop, a question mark. An ellipsis is none. */
import type { EndpointStrategy } from './facts.ts';

const FINISHED = /[.?!。？！।]["')\]]*\s*$/;
const TRAILING = /(\.\.\.|…)\s*$/;

export const punctuation: EndpointStrategy = ({ text }, waits) => {
  if (TRAILING.test(text)) return waits.openEnd;
  return FINISHED.test(text) ? waits.finished : null;
};
