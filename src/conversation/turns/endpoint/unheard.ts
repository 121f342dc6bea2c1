/** Something was said, but no word of it is known: not yet, or it was none. */
import type { EndpointStrategy } from './facts.ts';

export const unheard: EndpointStrategy = ({ words }, waits) => (words.length === 0 ? waits.unheard : null);
