/** What a call machine asks of its runner, and what it says. */
import type { Millis } from '#kernel';
import type {
  DialogRecord,
  IncomingReferral,
  ReferralProgress,
  SipCallEvents,
  SipEnding,
  SipTarget,
} from '../../contract.ts';
import type { SipRequest, SipResponse } from '../message/index.ts';

export type CallTimer =
  /** Our cap on ringing. */
  | 'ring'
  /** A reliable provisional response is due again (RFC 3262, 3). */
  | 'reliable-repeat'
  /** No PRACK came for 64*T1 (RFC 3262, 3). */
  | 'reliable-limit'
  /** A 2xx is due again (13.3.1.4). */
  | 'answer-repeat'
  /** No ACK came for 64*T1 (13.3.1.4). */
  | 'answer-limit'
  /** No final response to the INVITE 64*T1 after our CANCEL (9.1). */
  | 'cancel-limit'
  /** We no longer wait for the answer to our BYE. */
  | 'bye-grace'
  /** After a 491 it is our turn again (14.1). */
  | 'glare'
  /** A re-INVITE of ours was not decided. */
  | 'reinvite-limit'
  /** Half the session interval (RFC 4028, 10). */
  | 'refresh'
  /** Nobody refreshed the session (RFC 4028, 10). */
  | 'session-expiry'
  /** No NOTIFY came of our REFER. */
  | 'refer-limit';

export type CallEffect =
  /** Asks for the address of a URI, unless the target is known; `resolved` or `unresolved` follows. */
  | { readonly type: 'resolve'; readonly uri: string; readonly target?: SipTarget }
  /** Keeps the record; `stored` or `store-failed` follows. */
  | { readonly type: 'store'; readonly record: DialogRecord }
  /** Keeps the record when what was sent before has left. Nobody waits for it: without it a recovery only does more. */
  | { readonly type: 'note'; readonly record: DialogRecord }
  /** Sends the INVITE in a transaction to the resolved address; `response`, `invite-failed` follow. */
  | { readonly type: 'invite'; readonly request: SipRequest }
  /** Sends the CANCEL in a transaction to the address of the INVITE. */
  | { readonly type: 'cancel'; readonly request: SipRequest }
  /** Sends a PRACK in a transaction; `prack-response` follows. */
  | { readonly type: 'prack'; readonly request: SipRequest; readonly hop: string }
  /** Sends outside any transaction to the host of `hop`. */
  | { readonly type: 'ack'; readonly request: SipRequest; readonly hop: string }
  /** Sends a BYE in a transaction; `bye-response` or `bye-failed` follow when it is the call's own. */
  | { readonly type: 'bye'; readonly request: SipRequest; readonly hop: string; readonly own: boolean }
  | { readonly type: 'respond'; readonly key: string; readonly response: SipResponse }
  /** The last word, sent a single time; nothing of the request is kept. */
  | { readonly type: 'respond-once'; readonly key: string; readonly response: SipResponse }
  /** Sends a request inside the dialog in a transaction; `ask-response` or `ask-failed` follows. */
  | { readonly type: 'request'; readonly request: SipRequest; readonly hop: string }
  /** What became of a request that the user asked for; `status` 0: no answer. */
  | {
      readonly type: 'settle';
      readonly id: number;
      readonly status: number;
      readonly reason: string;
      readonly sdp?: string;
    }
  /** The peer asks that somebody else be called; `referral-answered` follows. */
  | {
      readonly type: 'ask-referral';
      readonly key: string;
      readonly asked: Pick<IncomingReferral, 'to' | 'replaces' | 'by'>;
    }
  | { readonly type: 'refer-told'; readonly id: number; readonly progress: ReferralProgress }
  /** Asks the user for an offer; `offer-made` follows at once. */
  | { readonly type: 'make-offer'; readonly key: string }
  /** Forgets the INVITE's transaction. */
  | { readonly type: 'abandon-invite' }
  /** Asks the user for an answer to an offer; `offer-answered` follows at once. */
  | { readonly type: 'ask-offer'; readonly key: string; readonly sdp: string }
  /** Starts the timer anew. */
  | { readonly type: 'arm'; readonly timer: CallTimer; readonly after: Millis }
  | { readonly type: 'disarm'; readonly timer: CallTimer }
  | { readonly type: 'emit'; readonly event: CallEvent };

export type CallEvent = {
  [K in keyof SipCallEvents]: { readonly name: K; readonly payload: SipCallEvents[K] };
}[keyof SipCallEvents];

export interface CallStep<S> {
  readonly state: S;
  readonly effects: readonly CallEffect[];
}

export const arm = (timer: CallTimer, after: Millis): CallEffect => ({ type: 'arm', timer, after });
export const disarm = (timer: CallTimer): CallEffect => ({ type: 'disarm', timer });
export const respond = (key: string, response: SipResponse): CallEffect => ({
  type: 'respond',
  key,
  response,
});
export const ended = (ending: SipEnding): CallEffect => ({
  type: 'emit',
  event: { name: 'ended', payload: ending },
});
