/** The words are an answer to the question, whole; or open speech that holds one and reads finished. */
import type { EndpointStrategy } from './facts.ts';

export const completeAnswer: EndpointStrategy = ({ verdict }, waits) => {
  if (verdict === 'complete') return waits.complete;
  return verdict === 'contains' ? waits.finished : null;
};
