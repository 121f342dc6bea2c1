/** "Um …", "let me see": the callee keeps the floor while thinking. */
import type { EndpointStrategy } from './facts.ts';
import { endsWith } from './tail.ts';

export const hesitation: EndpointStrategy = ({ words, language }, waits) =>
  endsWith(words, language.hear.hesitations) ? waits.hesitation : null;
