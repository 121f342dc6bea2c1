/** Session timers (RFC 4028): a session that nobody refreshes ends. Pure. */
import {
  LEAST_SESSION_S,
  minSeOf,
  printSessionExpires,
  sessionExpiresOf,
  supports,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import { arm, disarm, type CallEffect } from './effects.ts';
import { answer } from './responses.ts';
import type { Self } from './self.ts';
import type { Session, SessionTimer } from './session-state.ts';

type HeaderLines = readonly (readonly [string, string])[];

/** A peer may make us send a refresh each second, not more. */
const SHORTEST_S = 2;
/** RFC 4028, 10: the BYE leaves a third of the interval before the end, at most so long, s. */
const BEFORE_END_S = 32;

/** What a request or its 2xx settles for the session, and the fields that our 2xx says it with. */
export interface Agreed {
  readonly timer?: SessionTimer;
  readonly headers: HeaderLines;
}

/**
 * RFC 4028, 9: the callee of a refresh (or of the first INVITE) decides who refreshes where the caller did not, and
 * MUST NOT say `uac` to one that does not know the extension.
 */
export function agreeAsServer(request: SipRequest): Agreed {
  const wished = sessionExpiresOf(request);
  if (!wished) return { headers: [] };
  const knows = supports(request, 'timer');
  const refresher = knows ? (wished.refresher ?? 'uac') : 'uas';
  const seconds = Math.max(wished.seconds, SHORTEST_S);
  return {
    timer: { seconds, minSe: minSeOf(request), refresher: refresher === 'uas' ? 'us' : 'peer' },
    headers: [
      ['Session-Expires', printSessionExpires({ seconds, refresher })],
      // 9: with `uac` the response MUST carry Require, so that the caller knows that it has to refresh.
      ...(refresher === 'uac' ? ([['Require', 'timer']] as const) : []),
    ],
  };
}

/** RFC 4028, 7.2: what the 2xx says holds; without Session-Expires the session has no end of its own. */
export function agreeAsClient(response: SipResponse, request: SipRequest): SessionTimer | undefined {
  const agreed = sessionExpiresOf(response);
  if (!agreed) return undefined;
  return {
    seconds: Math.max(agreed.seconds, SHORTEST_S),
    minSe: minSeOf(request),
    // 7.2: the 2xx MUST name the refresher; where it does not, we do it, which harms nobody.
    refresher: agreed.refresher === 'uas' ? 'peer' : 'us',
  };
}

/** RFC 4028, 8.1 and 9: too small a wish of a peer that knows the extension is refused with the least that we take. */
export function tooBrief(self: Self, request: SipRequest, tag?: string): SipResponse | null {
  const wished = sessionExpiresOf(request);
  if (!wished || wished.seconds >= LEAST_SESSION_S || !supports(request, 'timer')) return null;
  return answer(self, request, 422, {
    ...(tag === undefined ? {} : { tag }),
    reason: 'Session Interval Too Small',
    headers: [['Min-SE', String(LEAST_SESSION_S)]],
  });
}

/** RFC 4028, 7.4: a refresh repeats interval and roles, seen from the request; Min-SE where somebody asked for more. */
export function refreshHeaders({ timer }: Session): HeaderLines {
  if (!timer) return [];
  const refresher = timer.refresher === 'us' ? 'uac' : 'uas';
  return [
    ['Session-Expires', printSessionExpires({ seconds: timer.seconds, refresher })],
    ...(timer.minSe > LEAST_SESSION_S ? ([['Min-SE', String(timer.minSe)]] as const) : []),
  ];
}

/** RFC 4028, 10: refreshed at half the interval; the end comes a little before it would for the peer. */
export function runTimer(
  session: Session,
  timer: SessionTimer | undefined,
): { state: Session; effects: readonly CallEffect[] } {
  const { timer: before, ...rest } = session;
  if (!timer) return { state: rest, effects: before ? [disarm('refresh'), disarm('session-expiry')] : [] };
  const ms = timer.seconds * 1_000;
  return {
    state: { ...rest, timer },
    effects: [
      timer.refresher === 'us' ? arm('refresh', ms / 2) : disarm('refresh'),
      arm('session-expiry', ms - Math.min(BEFORE_END_S * 1_000, ms / 3)),
    ],
  };
}
