/** "What happened?": who tells something pauses between sentences, each of which reads finished. */
import type { EndpointStrategy } from './facts.ts';

export const story: EndpointStrategy = ({ asks, words, verdict }, waits) =>
  asks === 'story' && words.length > 0 && verdict !== 'complete' ? waits.story : null;
