/** "What happened?": who tells something pauses between sentences, each of which reads finished. */
import type { EndpointStrategy } from './facts.ts';

/** "I have a question": so few words are the beginning of an account. */
const FEW_WORDS = 5;

export const story: EndpointStrategy = ({ asks, words, verdict }, waits) => {
  if (asks !== 'story' || words.length === 0 || verdict === 'complete') return null;
  return words.length <= FEW_WORDS ? waits.storyBegun : waits.story;
};
