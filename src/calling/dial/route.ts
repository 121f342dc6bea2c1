/**
 * The way of one call to whoever answers: its gateways and the targets that each leads to, one attempt after the other.
 * Pure. Another target is tried only after an end that nobody can have heard ringing (RFC 3263, 4.3, narrowed to that).
 */
import type { Millis } from '#kernel';
import type { SipEnding, SipTarget, SipTransport } from '#telephony';

/** One call places no more attempts than these. */
export const MOST_ATTEMPTS = 5;
/** With less of its ring time left nobody could answer. */
const LEAST_RING_MS: Millis = 1_000;

/** One way to try. */
export interface Hop {
  /** A gateway's, a callee's of its own, or one that a 3xx named. */
  readonly uri: string;
  /** One of those that `uri` leads to, once that was looked up. */
  readonly target?: SipTarget;
  /** Named by a 3xx: `uri` is who is called (RFC 3261, 8.1.3.4). */
  readonly redirected?: true;
  /** Our keys are offered as RTP/SAVP, after the peer refused them beside plain RTP. */
  readonly secure?: true;
}

export interface RouteState {
  /** The attempt under way is its. */
  readonly hop: Hop;
  readonly left: readonly Hop[];
  /** Targets that an INVITE was made for. */
  readonly tried: readonly string[];
  readonly attempts: number;
  /** 3xx answers that are still followed. */
  readonly redirects: number;
  readonly mayHaveRung: boolean;
  /** Silence over UDP is no reason to stop. */
  readonly onSilence: boolean;
  /** Whoever refuses our description is offered RTP/SAVP, once. */
  readonly insists: boolean;
  /** Ringing ends then, whoever is tried. */
  readonly until: Millis;
}

export type RouteInput =
  /** What the hop's URI leads to, in the order to try. */
  | { readonly type: 'resolved'; readonly targets: readonly SipTarget[] }
  | { readonly type: 'unresolved'; readonly detail: string }
  | { readonly type: 'provisional'; readonly status: number }
  | { readonly type: 'answered' }
  | { readonly type: 'ended'; readonly ending: SipEnding; readonly transport: SipTransport };

export type RouteEffect =
  | { readonly type: 'invite'; readonly hop: Hop; readonly target: SipTarget; readonly withinMs: Millis }
  /** The authority is asked, then `resolved` (or a target that is known already) follows. */
  | { readonly type: 'try-next'; readonly ending: SipEnding }
  | { readonly type: 'give-up'; readonly ending: SipEnding };

export interface RouteStep {
  readonly state: RouteState;
  readonly effect: RouteEffect | null;
}

/** @param uris where to try, the first first; at least one */
export function newRoute(
  uris: readonly string[],
  policy: Pick<RouteState, 'redirects' | 'onSilence' | 'insists' | 'until'>,
): RouteState {
  const [hop, ...left] = uris.map((uri) => ({ uri }));
  return { hop: hop!, left, tried: [], attempts: 1, mayHaveRung: false, ...policy };
}

export function stepRoute(state: RouteState, input: RouteInput, now: Millis): RouteStep {
  switch (input.type) {
    case 'resolved':
      return resolved(state, input.targets, now);
    case 'unresolved':
      return ended(state, unsent(input.detail), 'UDP', now);
    case 'provisional':
      // 100 says only that the next hop has the INVITE (RFC 3261, 21.1.1).
      return { state: { ...state, mayHaveRung: state.mayHaveRung || input.status > 100 }, effect: null };
    case 'answered':
      return { state: { ...state, mayHaveRung: true }, effect: null };
    case 'ended':
      return ended(state, input.ending, input.transport, now);
  }
}

function resolved(state: RouteState, targets: readonly SipTarget[], now: Millis): RouteStep {
  const { hop, tried, left } = state;
  const [target, ...others] = targets.filter((each) => !tried.includes(keyOf(hop, each)));
  if (!target) return ended(state, unsent(`${hop.uri} leads to nothing that was not tried.`), 'UDP', now);
  const next = others.map((each) => ({ ...hop, target: each }));
  return {
    state: {
      ...state,
      hop: { ...hop, target },
      left: [...next, ...left],
      tried: [...tried, keyOf(hop, target)],
    },
    effect: { type: 'invite', hop, target, withinMs: state.until - now },
  };
}

function ended(state: RouteState, ending: SipEnding, transport: SipTransport, now: Millis): RouteStep {
  const stop: RouteStep = { state, effect: { type: 'give-up', ending } };
  if (state.mayHaveRung || state.attempts >= MOST_ATTEMPTS || state.until - now < LEAST_RING_MS) return stop;
  const secured = securedHop(state, ending);
  if (secured)
    return {
      state: { ...state, hop: secured, attempts: state.attempts + 1 },
      effect: { type: 'try-next', ending },
    };
  const contacts = redirectsOf(state, ending);
  if (contacts.length === 0 && !isUnheard(ending, transport, state.onSilence)) return stop;
  const [hop, ...left] = contacts.length > 0 ? contacts : state.left.filter((each) => isFresh(state, each));
  if (!hop) return stop;
  const redirects = state.redirects - (contacts.length > 0 ? 1 : 0);
  return {
    state: { ...state, hop, left, redirects, attempts: state.attempts + 1 },
    effect: { type: 'try-next', ending },
  };
}

/**
 * RFC 4568, 3.1.1: keys belong under a secure profile. A peer that holds to it refuses ours beside plain RTP with 488 or
 * 606 (RFC 3261, 21.4.26, 21.6.4), before anything rings, and is offered that profile.
 */
function securedHop({ hop, insists }: RouteState, { kind, status }: SipEnding): Hop | null {
  const isRefused = kind === 'rejected' && (status === 488 || status === 606);
  return insists && isRefused && hop.target && !hop.secure ? { ...hop, secure: true } : null;
}

/** Nobody's phone can have rung for it. */
function isUnheard(ending: SipEnding, transport: SipTransport, onSilence: boolean): boolean {
  switch (ending.kind) {
    case 'transport-error':
      return ending.unsent === true;
    case 'rejected':
      // 503: try another server (RFC 3261, 21.5.4; RFC 3263, 4.3).
      return ending.status === 503;
    case 'no-response':
      return transport !== 'UDP' || onSilence;
    default:
      return false;
  }
}

function redirectsOf(
  { redirects, tried }: RouteState,
  { kind, status = 0, contacts = [] }: SipEnding,
): Hop[] {
  if (redirects === 0 || kind !== 'rejected' || status < 300 || status > 399) return [];
  const hops = contacts.map((uri) => ({ uri, redirected: true as const }));
  return hops.filter(({ uri }) => !tried.some((key) => key.startsWith(`${uri} `)));
}

function isFresh({ tried }: RouteState, hop: Hop): boolean {
  return !hop.target || !tried.includes(keyOf(hop, hop.target));
}

/** Two gateways may lead to one machine; a redirection there calls somebody else. */
function keyOf({ uri, redirected, secure }: Hop, { transport, host, port }: SipTarget): string {
  return `${redirected ? uri : ''} ${transport} ${host} ${port}${secure ? ' secure' : ''}`;
}

function unsent(detail: string): SipEnding {
  return { kind: 'transport-error', by: 'network', unsent: true, detail };
}
