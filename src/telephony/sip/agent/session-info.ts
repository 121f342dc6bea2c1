/** INFO of the peer (RFC 6086): keys in the two forms that telephones send them in, and nothing else. */
import { header, mediaType, type SipRequest } from '../message/index.ts';
import { respond, type CallEffect, type CallStep } from './effects.ts';
import { answer } from './responses.ts';
import type { Session } from './session-state.ts';

/** A key whose length is not told, ms. */
const KEY_MS = 160;
const LONGEST_MS = 6_000;
const TAKEN = 'application/dtmf-relay, application/dtmf';

export function takeInfo(session: Session, key: string, request: SipRequest): CallStep<Session> {
  const { self } = session;
  const say = (status: number, ...headers: (readonly [string, string])[]): CallEffect =>
    respond(key, answer(self, request, status, { headers }));
  // RFC 6086, 4.2.2: an Info Package that we never offered is 469, with the ones that we take: none.
  if (header(request, 'Info-Package') !== undefined)
    return { state: session, effects: [say(469, ['Recv-Info', 'nil'])] };
  // RFC 6086, 4.2.2: an INFO of the old kind without body is a ping.
  if (request.body === '') return { state: session, effects: [say(200)] };
  const contentType = mediaType(header(request, 'Content-Type') ?? '');
  if (!TAKEN.split(', ').includes(contentType))
    return { state: session, effects: [say(415, ['Accept', TAKEN])] };
  const pressed = keyOf(contentType, request.body);
  return {
    state: session,
    effects: [
      say(200),
      { type: 'emit', event: { name: 'info', payload: { contentType, body: request.body } } },
      ...(pressed ? [{ type: 'emit', event: { name: 'key', payload: pressed } } as const] : []),
    ],
  };
}

/** `Signal=5` and `Duration=160`, ms; or the bare key. 10 and 11 are star and hash by old custom. */
function keyOf(contentType: string, body: string): { digit: string; durationMs: number } | null {
  const relay = contentType === 'application/dtmf-relay';
  const text = relay ? /^\s*Signal\s*=\s*(\S+)/im.exec(body)?.[1] : body.trim();
  const digit = text === '10' ? '*' : text === '11' ? '#' : text?.toUpperCase();
  if (digit === undefined || !/^[0-9*#A-D]$/.test(digit)) return null;
  const told = Number((relay && /^\s*Duration\s*=\s*(\d{1,5})/im.exec(body)?.[1]) || KEY_MS);
  return { digit, durationMs: Math.min(told, LONGEST_MS) };
}
