/** One rule of the dial authority: a small pure function over the facts. */
import type { Millis } from '#kernel';
import type { Address } from '../address.ts';
import type { DialFacts, DialRequest, Verdict } from '../facts.ts';

export type Refusal = Exclude<Verdict, { kind: 'allow' }>;

/** @returns null when the rule has nothing against the call. */
export type Rule = (request: DialRequest, address: Address, facts: DialFacts, now: Millis) => Refusal | null;

/** How long a call waits that is blocked by other calls; a call that ends wakes it earlier. */
export const BLOCKED_RETRY_MS = 5_000;
