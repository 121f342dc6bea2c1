/** State and inputs of an established dialog. */
import type { Millis } from '#kernel';
import type { SipCredentials, SipEnding } from '../../contract.ts';
import type { Dialog } from '../dialog/index.ts';
import { headerValues, type MessageCore, type SipRequest, type SipResponse } from '../message/index.ts';
import { proven, type Authentication } from './authentication.ts';
import type { CallTimer } from './effects.ts';
import type { Ack, HangUpReason } from './requests.ts';
import type { Self } from './self.ts';

export interface Session {
  /** `established` serves all, `leaving` waits for the answer to our BYE, `ended` serves nothing. */
  readonly phase: 'established' | 'leaving' | 'ended';
  readonly self: Self;
  readonly dialog: Dialog;
  readonly seed: string;
  readonly authentication: Authentication;
  readonly credentials?: SipCredentials;
  /** Our last description, offered when the peer asks for one and nobody has another. */
  readonly localSdp: string;
  /** The peer's last description, once we have one. */
  readonly remoteSdp?: string;
  /** A 2xx of ours whose ACK has not come. */
  readonly unacked?: Unacked;
  /** An offer of the peer that the user is being asked about. */
  readonly asking?: { readonly key: string; readonly request: SipRequest };
  /** The INVITE that made the dialog is still under way: another one from the peer is glare (14.2). */
  readonly inviting: boolean;
  /** We made the Call-ID: decides how long we wait after a 491 (14.1). */
  readonly owner: boolean;
  /** Requests of ours, oldest first: waiting for their turn, or under way. */
  readonly asked: readonly Asked[];
  /** ACKs of the 2xx to our last re-INVITEs, newest last: sent again with each repetition (13.2.2.4). */
  readonly acks: readonly { readonly cseq: number; readonly ack: Ack }[];
  /** The peer takes UPDATE (RFC 3311, 4). */
  readonly updates: boolean;
  /** RFC 4028; none: the session has no end of its own. */
  readonly timer?: SessionTimer;
  /** Our REFER that was accepted: its implicit subscription (RFC 3515, 2.4.4). */
  readonly subscription?: { readonly id: number; readonly cseq: number };
  /** A REFER of the peer that we follow: we tell it how that goes. */
  readonly referral?: Referral;
  /** Hung up before the ACK of the first 2xx: 15 forbids BYE until then. */
  readonly hangUpWaits?: { readonly reason?: HangUpReason };
  /** What `ended` will say. */
  readonly ending?: SipEnding;
}

export interface Unacked {
  readonly key: string;
  readonly response: SipResponse;
  readonly interval: Millis;
  /** It answered the INVITE that made the dialog. */
  readonly first: boolean;
  /** It holds an offer of ours: the ACK brings the answer (13.2.1). */
  readonly offers: boolean;
}

/** RFC 4028. */
export interface SessionTimer {
  /** Session interval, s. */
  readonly seconds: number;
  readonly minSe: number;
  readonly refresher: 'us' | 'peer';
}

export interface Referral {
  readonly key: string;
  readonly request: SipRequest;
  readonly state: 'asked' | 'followed';
  /** RFC 4488: the peer wants no NOTIFY. */
  readonly silent: boolean;
}

/** What somebody wants to ask of the peer. */
export type Wish =
  /** A new offer by re-INVITE. */
  | { readonly kind: 'offer'; readonly sdp: string }
  /** RFC 4028, 7.4: the session goes on. By UPDATE, or by an INVITE with the same description. */
  | { readonly kind: 'refresh'; readonly method: 'UPDATE' | 'INVITE' }
  | { readonly kind: 'info'; readonly contentType: string; readonly body: string }
  | { readonly kind: 'refer'; readonly to: string; readonly replaces?: string; readonly by?: string }
  /** How a REFER of the peer goes (RFC 3515, 2.4.4). */
  | { readonly kind: 'notify'; readonly status: number; readonly reason: string; readonly id: number };

export interface Asked {
  /** Of whoever waits for the result; 0: nobody. */
  readonly id: number;
  readonly wish: Wish;
  /** Under way. */
  readonly sent?: SipRequest;
  /** Times that it was put off (491, 422 …). */
  readonly tries: number;
  /** Put off until its time (14.1). */
  readonly rests?: boolean;
}

export type SessionInput =
  | { readonly type: 'request'; readonly key: string; readonly request: SipRequest }
  | { readonly type: 'ack'; readonly request: SipRequest }
  /** `sdp` null refuses the offer. */
  | { readonly type: 'offer-answered'; readonly key: string; readonly sdp: string | null }
  /** Our offer for a peer that asked for one; null: the last description. */
  | { readonly type: 'offer-made'; readonly key: string; readonly sdp: string | null }
  | { readonly type: 'ask'; readonly id: number; readonly wish: Wish }
  | { readonly type: 'ask-response'; readonly response: SipResponse }
  | { readonly type: 'ask-failed'; readonly cseq: number; readonly detail: string }
  /** 202 follows it. */
  | { readonly type: 'referral-answered'; readonly key: string; readonly status: number }
  | { readonly type: 'referral-progress'; readonly status: number; readonly reason: string }
  | { readonly type: 'hang-up'; readonly reason?: HangUpReason }
  | { readonly type: 'bye-response'; readonly response: SipResponse }
  | { readonly type: 'bye-failed'; readonly detail: string }
  | { readonly type: 'timer'; readonly timer: CallTimer };

const INPUTS: ReadonlySet<string> = new Set<SessionInput['type']>([
  'request',
  'ack',
  'offer-answered',
  'offer-made',
  'ask',
  'ask-response',
  'ask-failed',
  'referral-answered',
  'referral-progress',
  'hang-up',
  'bye-response',
  'bye-failed',
  'timer',
]);

export function isSessionInput(input: { readonly type: string }): input is SessionInput {
  return INPUTS.has(input.type);
}

/** A dialog that has just been made. @param peer what the other side sent to make it: its INVITE or its 2xx */
export function newSession(
  parts: Pick<Session, 'self' | 'dialog' | 'seed' | 'authentication' | 'localSdp' | 'inviting' | 'owner'> & {
    readonly credentials?: SipCredentials | undefined;
    readonly remoteSdp?: string | undefined;
  },
  peer: MessageCore,
): Session {
  const { credentials, remoteSdp, ...rest } = parts;
  return {
    phase: 'established',
    ...rest,
    authentication: proven(rest.authentication),
    ...(credentials ? { credentials } : {}),
    ...(remoteSdp === undefined ? {} : { remoteSdp }),
    asked: [],
    acks: [],
    updates: takesUpdate(peer) ?? false,
  };
}

/** RFC 3311, 4: Allow tells; undefined: nothing is told. */
export function takesUpdate(message: MessageCore): boolean | undefined {
  const allowed = headerValues(message, 'Allow');
  return allowed.length === 0 ? undefined : allowed.some((method) => method.toUpperCase() === 'UPDATE');
}
