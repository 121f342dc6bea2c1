/** From the wire's words to the one end reason. */
import { endWith, type EndCode } from './end-reasons.ts';
import type { Outcome, Phase } from './outcome.ts';
import { codeOfStatus } from './wire-statuses.ts';

/** How signalling ended; the telephone's `SipEnding` has this shape. */
export interface WireEnding {
  readonly kind: string;
  readonly by: 'us' | 'peer' | 'network';
  readonly status?: number;
  readonly reason?: string;
  readonly q850?: number;
  readonly detail?: string;
  /** Text of the peer's Warning. */
  readonly warning?: string;
  /** When the peer may be asked again, s. */
  readonly retryAfterS?: number;
  /** URIs that the peer named instead of itself. */
  readonly contacts?: readonly string[];
  /** A tone of the network that was heard before the end, e.g. `busy`. */
  readonly heard?: string;
}

/** Characters of somebody else's text that a sentence of ours repeats. */
const MOST_QUOTED = 120;

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
  const outcome = endWith(code, phase, { ...sip, ...told });
  const more = moreOf(ending);
  if (more.length === 0) return outcome;
  const detail = [outcome.end_reason.detail, ...more].join(' ');
  return { ...outcome, end_reason: { ...outcome.end_reason, detail } };
}

/** What the wire said beside its status, as sentences. */
function moreOf({ warning, contacts = [], retryAfterS, heard }: WireEnding): string[] {
  return [
    ...(warning === undefined || warning === '' ? [] : [`The far end warned: "${quoted(warning)}".`]),
    ...(contacts.length === 0 ? [] : [`It named ${quoted(contacts.slice(0, 3).join(', '))} instead.`]),
    ...(retryAfterS === undefined ? [] : [`It may be tried again after ${retryAfterS} s.`]),
    ...(heard === undefined ? [] : [`Before that its line gave the tone "${heard}".`]),
  ];
}

function quoted(text: string): string {
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)}…`;
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
    case 'session-expired':
      return 'session-expired';
    case 'session-failed':
      return 'no-common-codec';
    case 'rejected':
      return codeOfStatus(ending.status ?? 500, ending.reason ?? '', ending.q850);
    default:
      return 'internal';
  }
}
