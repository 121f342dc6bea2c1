/** "… and", "… my number is": the last words ask for more. A comma at the end says so too. */
import type { EndpointFacts, EndpointStrategy } from './facts.ts';
import { endsWith } from './tail.ts';

export const openEnd: EndpointStrategy = (facts, waits) => {
  const { text, words, verdict, asks, language } = facts;
  if (verdict === 'complete' || isEllipsis(facts)) return null;
  if (/[,:–—]\s*$/.test(text)) return waits.openEnd;
  if (!endsWith(words, language.hear.openEnds)) return null;
  // "No, actually my wife is."
  return asks === 'yes_no' && verdict === 'contains' ? waits.unfinished : waits.openEnd;
};

/** "Is it …?" "I think it is": what asks for more elsewhere ends such an answer. So does "es" an e-mail address. */
function isEllipsis({ words, asks, opening, language }: EndpointFacts): boolean {
  const { letters } = language.hear;
  const last = words.at(-1);
  if (words.length > 1 && last === opening) return true;
  return asks === 'email' && endsWith(words, letters.endings) && endsWith(words.slice(0, -1), letters.marks);
}
