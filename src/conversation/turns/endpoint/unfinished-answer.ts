/** The words are the beginning of an answer that the question expects, and none yet. */
import type { EndpointStrategy } from './facts.ts';

export const unfinishedAnswer: EndpointStrategy = ({ verdict }, waits) =>
  verdict === 'prefix' ? waits.unfinished : null;
