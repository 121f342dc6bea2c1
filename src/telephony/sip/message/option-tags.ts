/** Option tags in Supported and Require (RFC 3261, 19.2, 20.32, 20.37). */
import { headerValues } from './fields.ts';
import type { MessageCore } from './types.ts';

/** `100rel` (RFC 3262), `199` (RFC 6228), `norefersub` (RFC 4488), `replaces` (RFC 3891), `timer` (RFC 4028). */
export type OptionTag = '100rel' | '199' | 'norefersub' | 'replaces' | 'timer';

/** Does the sender know the extension? What it requires it supports as well. */
export function supports(message: Pick<MessageCore, 'headers'>, tag: OptionTag): boolean {
  return listed(message, 'Supported', tag) || listed(message, 'Require', tag);
}

/** Does it insist on it? */
export function requires(message: Pick<MessageCore, 'headers'>, tag: OptionTag): boolean {
  return listed(message, 'Require', tag);
}

/** What a request requires that is not in `known` (8.2.2.3), as written. */
export function unknownTags(message: Pick<MessageCore, 'headers'>, known: readonly string[]): string[] {
  return headerValues(message, 'Require').filter((tag) => !known.includes(tag.toLowerCase()));
}

function listed(message: Pick<MessageCore, 'headers'>, name: string, tag: OptionTag): boolean {
  return headerValues(message, name).some((each) => each.toLowerCase() === tag);
}
