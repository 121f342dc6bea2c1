/** State and inputs of an incoming call. */
import type { Millis } from '#kernel';
import type { SipEnding } from '../../contract.ts';
import type { SipRequest, SipResponse } from '../message/index.ts';
import { dialogOfRequest, type Dialog } from '../dialog/index.ts';
import { ended, respond, type CallEffect, type CallStep } from './effects.ts';
import { rejection } from './rejection.ts';
import { reasonValue, type HangUpReason } from './requests.ts';
import { answer } from './responses.ts';
import type { Self } from './self.ts';
import type { Session, SessionInput } from './session-state.ts';

export interface Incoming {
  readonly name:
    | 'offered' // INVITE passed on; 100 left by itself, perhaps 180
    | 'storing' // accepted, the record is being kept
    | 'holding' // the 200 waits for the PRACK of our description (RFC 3262, 3)
    | 'answered' // 200 sent; the session serves the dialog
    | 'ended';
  readonly self: Self;
  /** Server transaction of the INVITE. */
  readonly key: string;
  readonly request: SipRequest;
  readonly localTag: string;
  /** `host:port` that the INVITE came from. */
  readonly source: string;
  readonly seed: string;
  /** Our answer, while it is being kept. */
  readonly sdp?: string;
  readonly reliable: Reliable;
  /** The early dialog, once a request inside it came (12.2.2). */
  readonly early?: Dialog;
  readonly session?: Session;
}

/** Our reliable provisional responses (RFC 3262, 3). */
export interface Reliable {
  /** RSeq of the last one; 0: none yet. */
  readonly rseq: number;
  /** Repeated until its PRACK comes. */
  readonly unacked?: { readonly response: SipResponse; readonly interval: Millis };
  /** RFC 3262, 3: a second one MUST wait for the PRACK of the first. */
  readonly waiting: readonly Provisional[];
  /** Our description went out reliably: the 2xx needs none (RFC 3262, 5). */
  readonly described?: string;
  /** The caller's answer to it, from its PRACK, when we made the offer. */
  readonly answered?: string;
  /** A PRACK that holds another offer, while the user is asked. */
  readonly asking?: { readonly key: string; readonly request: SipRequest };
}

export interface Provisional {
  readonly status: 180 | 183;
  readonly sdp?: string;
}

export type IncomingInput =
  | { readonly type: 'ring'; readonly sdp?: string }
  | { readonly type: 'accept'; readonly sdp: string }
  | { readonly type: 'stored' }
  | { readonly type: 'store-failed'; readonly detail: string }
  | { readonly type: 'reject'; readonly status: number; readonly reason?: string }
  /** The caller has not proven who it is. `tag`: the same for the same INVITE. */
  | { readonly type: 'challenge'; readonly tag: string; readonly challenges: readonly string[] }
  /** The caller's CANCEL; it was answered already. */
  | { readonly type: 'canceled'; readonly request: SipRequest }
  | { readonly type: 'undeliverable'; readonly detail: string }
  | SessionInput;

/** The dialog as far as it is known before our answer. */
export function earlyDialog({ early, request, localTag }: Incoming): Dialog {
  return early ?? dialogOfRequest(request, localTag);
}

export function refuseWith(
  state: Incoming,
  status: number,
  why: HangUpReason | undefined,
  ending: SipEnding,
  phrase?: string,
): CallStep<Incoming> {
  const refusal = answer(state.self, state.request, status, {
    tag: state.localTag,
    reason: phrase,
    headers: [['Reason', reasonValue(why)]],
  });
  const { reason } = rejection(refusal);
  return finish(state, [respond(state.key, refusal)], { ...(reason ? { reason } : {}), ...ending });
}

export function finish(
  state: Incoming,
  effects: readonly CallEffect[],
  ending: SipEnding,
): CallStep<Incoming> {
  return { state: { ...state, name: 'ended' }, effects: [...effects, ended(ending)] };
}

export function stay(state: Incoming): CallStep<Incoming> {
  return { state, effects: [] };
}
