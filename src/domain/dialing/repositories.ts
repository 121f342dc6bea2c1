/** What the dial authority reads, and whom it must not let be dialled. */
import type { Id, Millis } from '#kernel';
import type { DialFacts, DialRequest } from './facts.ts';

export interface DialingRepository {
  /** Takes the organization's dialling lock for the rest of the transaction and reads what the rules need. */
  facts(request: DialRequest, now: Millis): Promise<DialFacts>;
  /** The same facts without the lock: for judging what reserves nothing (acceptance, dry runs). */
  peek(request: DialRequest, now: Millis): Promise<DialFacts>;
}

/** A number that must not be dialled. */
export interface Suppression {
  readonly e164: string;
  readonly reason: string;
  /** In which its owner asked for it; null: it was put there by request. */
  readonly callId: Id | null;
  readonly createdAt: Millis;
}

export interface SuppressionRepository {
  /** The first reason stands. @param callId the call in which it was asked for */
  add(organizationId: Id, e164: string, reason: string, at: Millis, callId?: Id): Promise<void>;
  remove(organizationId: Id, e164: string): Promise<boolean>;
  list(organizationId: Id, page: { limit: number; after?: string }): Promise<readonly Suppression[]>;
}
