/** What a transaction asks of its runner. */
import type { Millis } from '#kernel';
import type { SipRequest, SipResponse } from '../message/index.ts';

/** Letters of RFC 3261, Table 4; L and M are RFC 6026's. */
export type TimerName = 'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M';

export type TransactionEffect =
  | { readonly type: 'send'; readonly message: SipRequest | SipResponse }
  /** Starts the timer anew. */
  | { readonly type: 'arm'; readonly timer: TimerName; readonly after: Millis }
  | { readonly type: 'disarm'; readonly timer: TimerName }
  /** Hands a response (client) or an ACK (server) to the transaction user. */
  | { readonly type: 'pass'; readonly message: SipRequest | SipResponse }
  | { readonly type: 'fail'; readonly problem: 'timeout' | 'transport'; readonly detail: string };

/** A step's result; a transaction in `terminated` is removed by its runner with all its timers. */
export interface Step<S> {
  readonly state: S;
  readonly effects: readonly TransactionEffect[];
}

export const send = (message: SipRequest | SipResponse): TransactionEffect => ({ type: 'send', message });
export const pass = (message: SipRequest | SipResponse): TransactionEffect => ({ type: 'pass', message });
export const arm = (timer: TimerName, after: Millis): TransactionEffect => ({ type: 'arm', timer, after });
export const disarm = (timer: TimerName): TransactionEffect => ({ type: 'disarm', timer });
export const fail = (problem: 'timeout' | 'transport', detail: string): TransactionEffect => ({
  type: 'fail',
  problem,
  detail,
});
