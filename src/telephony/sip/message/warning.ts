/** Warning (RFC 3261, 20.43). */
import { headerValues } from './fields.ts';
import { quotedEnd, unquote } from './scan.ts';
import type { MessageCore } from './types.ts';

export interface Warning {
  /** 3xx, e.g. 304 media type not available, 399 miscellaneous. */
  readonly code: number;
  readonly agent: string;
  readonly text: string;
}

/** Every readable value; malformed ones are left out, for a warning is only advice. */
export function warningsOf(message: Pick<MessageCore, 'headers'>): Warning[] {
  return headerValues(message, 'Warning').flatMap((value) => {
    const parts = /^(\d{3})\s+(\S+)\s+(".*)$/.exec(value);
    if (!parts || quotedEnd(parts[3]!, 0) !== parts[3]!.length) return [];
    return [{ code: Number(parts[1]), agent: parts[2]!, text: unquote(parts[3]!) }];
  });
}
