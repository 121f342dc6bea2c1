/** "… and", "… my number is": the last words ask for more. A comma at the end says so too. */
import type { EndpointStrategy } from './facts.ts';
import { endsWith } from './tail.ts';

export const openEnd: EndpointStrategy = ({ text, words, verdict, language }, waits) => {
  if (verdict === 'complete') return null;
  return endsWith(words, language.hear.openEnds) || /[,:–—]\s*$/.test(text) ? waits.openEnd : null;
};
