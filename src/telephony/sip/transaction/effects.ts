/** What a transaction asks of its runner. */
import type { Millis } from '#kernel';
import type { SipRequest, SipResponse } from '../message/index.ts';

/** Letters of RFC 3261, Table 4; L and M are RFC 6026's. */
export type TimerName = 'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M';

/** Why a transaction ended without a final response. */
export interface Failure {
  readonly problem: 'timeout' | 'transport';
  readonly detail: string;
  /** Nothing of its message can have reached anybody. */
  readonly unsent: boolean;
}

/** The transport's word on a message of the transaction. */
export interface TransportError {
  readonly type: 'transport-error';
  readonly detail: string;
  readonly unsent?: boolean;
}

export type TransactionEffect =
  | { readonly type: 'send'; readonly message: SipRequest | SipResponse }
  /** Starts the timer anew. */
  | { readonly type: 'arm'; readonly timer: TimerName; readonly after: Millis }
  | { readonly type: 'disarm'; readonly timer: TimerName }
  /** Hands a response (client) or an ACK (server) to the transaction user. */
  | { readonly type: 'pass'; readonly message: SipRequest | SipResponse }
  | ({ readonly type: 'fail' } & Failure);

/** A step's result; a transaction in `terminated` is removed by its runner with all its timers. */
export interface Step<S> {
  readonly state: S;
  readonly effects: readonly TransactionEffect[];
}

export const send = (message: SipRequest | SipResponse): TransactionEffect => ({ type: 'send', message });
export const pass = (message: SipRequest | SipResponse): TransactionEffect => ({ type: 'pass', message });
export const arm = (timer: TimerName, after: Millis): TransactionEffect => ({ type: 'arm', timer, after });
export const disarm = (timer: TimerName): TransactionEffect => ({ type: 'disarm', timer });
export const timedOut = (detail: string): TransactionEffect => ({
  type: 'fail',
  problem: 'timeout',
  detail,
  unsent: false,
});
/** @param silent nothing was heard of the peer: only then can nothing have reached it */
export const failed = ({ detail, unsent = false }: TransportError, silent: boolean): TransactionEffect => ({
  type: 'fail',
  problem: 'transport',
  detail,
  unsent: silent && unsent,
});
