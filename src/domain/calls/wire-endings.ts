/** From the wire's words to the one end reason. */
import { endWith, type EndCode } from './end-reasons.ts';
import type { Outcome, Phase } from './outcome.ts';

/** How signalling ended; the telephone's `SipEnding` has this shape. */
export interface WireEnding {
  readonly kind: string;
  readonly by: 'us' | 'peer' | 'network';
  readonly status?: number;
  readonly reason?: string;
  readonly q850?: number;
  readonly detail?: string;
}

/** Final responses that have a meaning of their own (RFC 3261, 21.4-21.6; 607: RFC 8197). */
const BY_STATUS: Readonly<Record<number, EndCode>> = {
  404: 'number-not-found',
  408: 'no-answer',
  410: 'number-not-found',
  480: 'no-answer',
  484: 'number-not-found',
  486: 'busy',
  487: 'canceled',
  488: 'no-common-codec',
  600: 'busy',
  603: 'declined',
  604: 'number-not-found',
  606: 'no-common-codec',
  607: 'declined',
};

/** Codes whose cause the place that failed tells better than the catalogue: it knows the address. */
const TELLING: ReadonlySet<EndCode> = new Set<EndCode>(['internal', 'trunk-unreachable']);

/** The outcome of a leg that was never answered, or that the peer ended after the answer. */
export function outcomeOfWire(ending: WireEnding, phase: Phase): Outcome {
  const sip =
    ending.status === undefined
      ? {}
      : {
          sip: {
            status: ending.status,
            reason: ending.reason ?? '',
            ...(ending.q850 === undefined ? {} : { q850: ending.q850 }),
          },
        };
  const code = codeOf(ending);
  const told = ending.detail !== undefined && TELLING.has(code) ? { detail: ending.detail } : {};
  return endWith(code, phase, { ...sip, ...told });
}

function codeOf(ending: WireEnding): EndCode {
  switch (ending.kind) {
    case 'bye':
      return ending.by === 'us' ? 'agent-hung-up' : 'callee-hung-up';
    case 'canceled':
      return 'canceled';
    case 'ring-timeout':
      return 'no-answer';
    case 'no-response':
      return 'no-response';
    case 'transport-error':
      return 'trunk-unreachable';
    case 'auth-failed':
      return 'trunk-auth';
    case 'session-failed':
      return 'no-common-codec';
    case 'rejected':
      return codeOfStatus(ending.status ?? 500);
    default:
      return 'internal';
  }
}

function codeOfStatus(status: number): EndCode {
  if (BY_STATUS[status]) return BY_STATUS[status];
  if (status === 401 || status === 407) return 'trunk-auth';
  return status >= 500 && status < 600 ? 'carrier-error' : 'carrier-refused';
}
