/** "Yes", "no", and nothing else: a whole answer, which people often go on from ("Yes … that works for me"). */
import type { EndpointStrategy } from './facts.ts';

export const bareAgreement: EndpointStrategy = ({ words, verdict, asks, language }, waits) => {
  if (verdict !== 'complete' || words.length !== 1 || asks === 'choice') return null;
  const { yes, no } = language.hear;
  // The plainest word of each stands first.
  return words[0] === yes[0] || words[0] === no[0] ? waits.bare : null;
};
