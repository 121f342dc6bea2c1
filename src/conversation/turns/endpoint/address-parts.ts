/** Number, street, town, post code: an address comes in parts, and its first ones are short. */
import type { EndpointStrategy } from './facts.ts';

/** "Twelve Baker Street": fewer words are no address. */
const FEWEST_WORDS = 4;

export const addressParts: EndpointStrategy = ({ asks, words, verdict }, waits) => {
  if (asks !== 'address' || words.length === 0 || verdict === 'complete') return null;
  return words.length < FEWEST_WORDS ? waits.dictation : waits.address;
};
