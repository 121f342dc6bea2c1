/** State and inputs of an outgoing call. */
import type { DialogRecord, InviteIdentity, SipCredentials, SipEnding, SipTarget } from '../../contract.ts';
import { tagOf, type Header, type NameAddr, type SipRequest, type SipResponse } from '../message/index.ts';
import type { Dialog } from '../dialog/index.ts';
import type { Authentication } from './authentication.ts';
import type { Failure } from '../transaction/index.ts';
import { ended, type CallStep, type CallTimer } from './effects.ts';
import type { Ack, HangUpReason } from './requests.ts';
import type { Self } from './self.ts';
import type { Session, SessionInput } from './session-state.ts';

/** What never changes in a call. */
export interface OutgoingPlan {
  readonly self: Self;
  readonly requestUri: string;
  /** URI whose host is the next hop: the proxy, or the Request-URI. */
  readonly hop: string;
  /** What the hop leads to, when the user chose. */
  readonly target?: SipTarget;
  readonly from: NameAddr;
  readonly to: NameAddr;
  /** Fields that the user chose. */
  readonly fields: readonly Header[];
  /** RFC 4028, 7.1: asked for, s; absent: none. */
  readonly sessionExpiresS?: number;
  /** Absent: the callee makes the offer (13.2.1). */
  readonly offer?: string;
  readonly ringTimeoutMs: number;
  readonly credentials?: SipCredentials;
  /** Secret of which branches and nonces are made. */
  readonly seed: string;
}

/** One early dialog. */
export interface Leg {
  readonly dialog: Dialog;
  /** RSeq of the last reliable response that was taken (RFC 3262, 4). */
  readonly rseq?: number;
  /** A reliable response brought it: the answer to our offer, or the callee's own offer (RFC 3262, 5). */
  readonly sdp?: string;
  /** RAck of the PRACK that waits for our answer to that offer. */
  readonly asked?: string;
  /** Our answer to it. */
  readonly answer?: string;
}

export interface Outgoing {
  readonly name:
    | 'resolving' // asking for the next hop's address
    | 'storing' // the record of the next INVITE is being kept
    | 'calling' // INVITE sent, nothing heard
    | 'proceeding' // a provisional response came
    | 'canceling' // CANCEL sent, final response awaited
    | 'answering' // 2xx came, its record is being kept, ACK waits for it
    | 'confirmed' // ACK sent; the session serves the dialog
    | 'ended';
  readonly plan: OutgoingPlan;
  /** Of the INVITE that is, or will be, under way. */
  readonly identity: InviteIdentity;
  readonly authentication: Authentication;
  /** Least session interval of whoever refused ours (RFC 4028, 7.3), s. */
  readonly minSe?: number;
  /** INVITEs that left; each after the first is a resend of the same attempt. */
  readonly sends: number;
  /** Early dialogs by their To tag: a forked call has several (RFC 3261, 12.1). */
  readonly legs: ReadonlyMap<string, Leg>;
  /** The leg whose offer the user was asked about last. */
  readonly heard?: string;
  /** An UPDATE whose offer the user is being asked about. */
  readonly asking?: { readonly key: string; readonly request: SipRequest };
  readonly record?: DialogRecord;
  readonly invite?: SipRequest;
  /** Set when we gave up before the answer: how the call will have ended. */
  readonly withdrawn?: { readonly ending: SipEnding; readonly reason?: HangUpReason };
  readonly answered?: {
    readonly response: SipResponse;
    /** Our answer to its offer. */
    readonly sdp?: string;
    /** No session can come of it. */
    readonly problem?: string;
    readonly hangUp?: { readonly reason?: HangUpReason };
  };
  readonly session?: Session;
  /** The ACK of each 2xx by its To tag, ours and those of extra forks; sent again with each repetition. */
  readonly acks: ReadonlyMap<string, Ack>;
}

export type OutgoingInput =
  /** `contact`: our address as it is seen from there, when that is not our own. */
  | { readonly type: 'resolved'; readonly target: SipTarget; readonly contact?: string }
  | { readonly type: 'unresolved'; readonly detail: string }
  | { readonly type: 'stored' }
  | { readonly type: 'store-failed'; readonly detail: string }
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'prack-response'; readonly request: SipRequest; readonly response: SipResponse }
  | ({ readonly type: 'invite-failed' } & Failure)
  | { readonly type: 'timer'; readonly timer: CallTimer }
  | SessionInput;

export function stay(state: Outgoing): CallStep<Outgoing> {
  return { state, effects: [] };
}

/** Ends a call that has no dialog. */
export function finish(state: Outgoing, ending: SipEnding): CallStep<Outgoing> {
  return { state: { ...state, name: 'ended' }, effects: [ended(ending)] };
}

export function toTag(response: SipResponse): string {
  return tagOf(response.to) ?? '';
}

export function withLeg(state: Outgoing, tag: string, leg: Leg): Outgoing {
  return { ...state, legs: new Map([...state.legs, [tag, leg]]) };
}
