/** State and inputs of an established dialog. */
import type { Millis } from '#kernel';
import type { SipCredentials, SipEnding } from '../../contract.ts';
import type { Dialog } from '../dialog/index.ts';
import type { SipRequest, SipResponse } from '../message/index.ts';
import type { Authentication } from './authentication.ts';
import type { CallTimer } from './effects.ts';
import type { HangUpReason } from './requests.ts';
import type { Self } from './self.ts';

export interface Session {
  /** `established` serves all, `leaving` waits for the answer to our BYE, `ended` serves nothing. */
  readonly phase: 'established' | 'leaving' | 'ended';
  readonly self: Self;
  readonly dialog: Dialog;
  readonly seed: string;
  readonly authentication: Authentication;
  readonly credentials?: SipCredentials;
  /** Our last description, offered when the peer asks for one. */
  readonly localSdp: string;
  /** A 2xx of ours whose ACK has not come. */
  readonly unacked?: Unacked;
  /** A re-INVITE that the user is being asked about. */
  readonly asking?: { readonly key: string; readonly request: SipRequest };
  /** Our INVITE is still under way: another one from the peer is glare (14.2). */
  readonly inviting: boolean;
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
}

export type SessionInput =
  | { readonly type: 'request'; readonly key: string; readonly request: SipRequest }
  | { readonly type: 'ack'; readonly request: SipRequest }
  /** `sdp` null refuses the offer. */
  | { readonly type: 'offer-answered'; readonly key: string; readonly sdp: string | null }
  | { readonly type: 'hang-up'; readonly reason?: HangUpReason }
  | { readonly type: 'bye-response'; readonly response: SipResponse }
  | { readonly type: 'bye-failed'; readonly detail: string }
  | { readonly type: 'timer'; readonly timer: CallTimer };
