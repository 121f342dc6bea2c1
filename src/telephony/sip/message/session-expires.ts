/** Session-Expires and Min-SE (RFC 4028, 4 and 5). */
import { header } from './fields.ts';
import { param, parseParams, printParams, withParam } from './params.ts';
import type { MessageCore } from './types.ts';

/** RFC 4028, 4: intervals shorter than this are never to be used, s. */
export const LEAST_SESSION_S = 90;

export interface SessionExpires {
  /** Session interval, s. */
  readonly seconds: number;
  /** Who refreshes, seen from the request that this field is of, or that its response answers. */
  readonly refresher?: 'uac' | 'uas';
}

/** The field of a message, full or compact (`x`, resolved by the parser); undefined when missing or malformed. */
export function sessionExpiresOf(message: Pick<MessageCore, 'headers'>): SessionExpires | undefined {
  const text = header(message, 'Session-Expires');
  const read = text === undefined ? null : deltaAndParams(text);
  if (!read) return undefined;
  const refresher = param(read.params, 'refresher')?.toLowerCase();
  return {
    seconds: read.seconds,
    ...(refresher === 'uac' || refresher === 'uas' ? { refresher } : {}),
  };
}

export function printSessionExpires({ seconds, refresher }: SessionExpires): string {
  return `${seconds}${printParams(withParam([], 'refresher', refresher))}`;
}

/** RFC 4028, 5: the least interval that somebody on the way takes; 90 s where none says more. */
export function minSeOf(message: Pick<MessageCore, 'headers'>): number {
  const text = header(message, 'Min-SE');
  const read = text === undefined ? null : deltaAndParams(text);
  return Math.max(read?.seconds ?? 0, LEAST_SESSION_S);
}

function deltaAndParams(
  text: string,
): { seconds: number; params: NonNullable<ReturnType<typeof parseParams>> } | null {
  const semicolon = text.indexOf(';');
  const delta = (semicolon < 0 ? text : text.slice(0, semicolon)).trim();
  const params = semicolon < 0 ? [] : parseParams(text.slice(semicolon));
  return /^\d{1,10}$/.test(delta) && params ? { seconds: Number(delta), params } : null;
}
