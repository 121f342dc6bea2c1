/** Retry-After (RFC 3261, 20.33). */
import { header } from './fields.ts';
import type { MessageCore } from './types.ts';

/** When the sender may be asked again, s; undefined: it does not say. A comment and `;duration=` are left out. */
export function retryAfterOf(message: Pick<MessageCore, 'headers'>): number | undefined {
  const digits = /^(\d{1,9})\s*(?:[(;]|$)/.exec(header(message, 'Retry-After') ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
