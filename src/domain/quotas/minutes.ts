/** Prepaid minutes: an account in seconds, a ledger of what went in and out, and what a call is charged. */
import type { Id, Millis } from '#kernel';
import type { Actor } from '../organizations/member.ts';

export interface MinuteAccount {
  /** Off: calls are counted, and nothing is charged or refused. */
  readonly enabled: boolean;
  /** May fall below 0 by the call that used up the rest: a conversation is not cut. */
  readonly balanceS: number;
  /** Each call is rounded up to a multiple of this, s. */
  readonly roundingS: number;
  /** What an inbound caller hears at zero; null: the built-in sentence. */
  readonly exhaustedMessage: string | null;
}

/** Of organizations that have never set anything. */
export const NO_ACCOUNT: MinuteAccount = {
  enabled: false,
  balanceS: 0,
  roundingS: 1,
  exhaustedMessage: null,
};

/** Said to inbound callers at zero. */
export const EXHAUSTED_MESSAGE =
  'This number can not take your call at the moment. Please try again later. Goodbye.';

export interface LedgerEntry {
  readonly organizationId: Id;
  /** 1, 2, 3 … within the organization. */
  readonly seq: number;
  readonly at: Millis;
  readonly kind: 'top-up' | 'call';
  /** Signed: what a call took is below 0. */
  readonly seconds: number;
  /** The balance behind it. */
  readonly balanceS: number;
  readonly callId: Id | null;
  readonly note: string;
  readonly actor: Actor;
}

/** Answered calls of a month (UTC), both directions, without those of test keys. */
export interface MonthUse {
  readonly calls: number;
  readonly seconds: number;
}

export interface MinuteRepository {
  /** `NO_ACCOUNT` where there is none. */
  account(organizationId: Id): Promise<MinuteAccount>;
  configure(
    organizationId: Id,
    patch: Partial<Omit<MinuteAccount, 'balanceS'>>,
    at: Millis,
  ): Promise<MinuteAccount>;
  topUp(
    organizationId: Id,
    entry: { readonly seconds: number; readonly note: string; readonly actor: Actor; readonly at: Millis },
  ): Promise<LedgerEntry>;
  /** Counts a finished conversation in its month and, where minutes are prepaid, charges it, once a call. */
  charge(organizationId: Id, callId: Id, seconds: number, at: Millis): Promise<void>;
  /** Newest first. */
  ledger(
    organizationId: Id,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<readonly LedgerEntry[]>;
  /** @param month `YYYY-MM`, UTC */
  used(organizationId: Id, month: string): Promise<MonthUse>;
}

/** The month of a moment, UTC. */
export function monthOf(at: Millis): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** Whole seconds of a conversation, from its answer to its end. */
export function secondsOf(answeredAt: Millis, endedAt: Millis): number {
  return Math.max(0, Math.ceil((endedAt - answeredAt) / 1000));
}

/** What a conversation is charged. */
export function chargeOf(seconds: number, roundingS: number): number {
  return Math.ceil(seconds / roundingS) * roundingS;
}

/** May no further call begin? */
export function isExhausted({ enabled, balanceS }: Pick<MinuteAccount, 'enabled' | 'balanceS'>): boolean {
  return enabled && balanceS <= 0;
}
