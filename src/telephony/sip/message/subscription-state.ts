/** Subscription-State (RFC 6665, 8.2.3). */
import { param, parseParams, printParams, withParam } from './params.ts';

export interface SubscriptionState {
  readonly state: 'active' | 'pending' | 'terminated';
  /** Time left, s. */
  readonly expires?: number;
  /** Why it ended, e.g. `noresource` (RFC 6665, 4.1.3). */
  readonly reason?: string;
}

/** An unknown state is read as `active`: the subscription goes on (RFC 6665, 4.1.3). */
export function parseSubscriptionState(text: string): SubscriptionState | null {
  const semicolon = text.indexOf(';');
  const word = (semicolon < 0 ? text : text.slice(0, semicolon)).trim().toLowerCase();
  const params = semicolon < 0 ? [] : parseParams(text.slice(semicolon));
  if (!params || word === '') return null;
  const state = word === 'pending' || word === 'terminated' ? word : 'active';
  const expires = param(params, 'expires');
  const reason = param(params, 'reason');
  return {
    state,
    ...(expires !== undefined && /^\d{1,9}$/.test(expires) ? { expires: Number(expires) } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

export function printSubscriptionState({ state, expires, reason }: SubscriptionState): string {
  const params = withParam([], 'expires', expires === undefined ? undefined : String(expires));
  return `${state}${printParams(withParam(params, 'reason', reason))}`;
}
