/** State and inputs of an outgoing call. */
import type { DialogRecord, InviteIdentity, SipCredentials, SipEnding } from '../../contract.ts';
import { tagOf, type NameAddr, type SipRequest, type SipResponse } from '../message/index.ts';
import type { Address } from '../transport/transport.ts';
import type { Authentication } from './authentication.ts';
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
  readonly from: NameAddr;
  readonly to: NameAddr;
  /** RFC 3325, 9.1. */
  readonly asserted?: NameAddr;
  readonly offer: string;
  readonly ringTimeoutMs: number;
  readonly credentials?: SipCredentials;
  /** Secret of which branches and nonces are made. */
  readonly seed: string;
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
  readonly record?: DialogRecord;
  readonly invite?: SipRequest;
  /** Set when we gave up before the answer: how the call will have ended. */
  readonly withdrawn?: { readonly ending: SipEnding; readonly reason?: HangUpReason };
  readonly answered?: {
    readonly response: SipResponse;
    readonly hangUp?: { readonly reason?: HangUpReason };
  };
  readonly session?: Session;
  /** The ACK of each 2xx by its To tag, ours and those of extra forks; sent again with each repetition. */
  readonly acks: ReadonlyMap<string, Ack>;
}

export type OutgoingInput =
  | { readonly type: 'resolved'; readonly address: Address }
  | { readonly type: 'unresolved'; readonly detail: string }
  | { readonly type: 'stored' }
  | { readonly type: 'store-failed'; readonly detail: string }
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'invite-failed'; readonly problem: 'timeout' | 'transport'; readonly detail: string }
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
