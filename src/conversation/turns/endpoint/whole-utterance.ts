/**
 * Words that are known only utterance by utterance: after "No …" nothing tells that "thank you" is coming, and a closed
 * recogniser makes a whole answer of the half that it was given. So even a complete answer waits out a comma.
 */
import type { EndpointStrategy } from './facts.ts';

export const wholeUtterance: EndpointStrategy = ({ byUtterance, words }, waits) =>
  byUtterance && words.length > 0 ? waits.utterance : null;
