/** What the dial authority judges, and what it answers. */
import type { Id, Millis } from '#kernel';
import type { PhoneNumber, Trunk } from '../trunks/trunk.ts';

/** One wish to dial. */
export interface DialRequest {
  readonly organizationId: Id;
  readonly callId: Id;
  /** E.164 or SIP URI, as given. */
  readonly to: string;
  /** Whom it reaches: the same text for the same person (`parseAddress(to).person`). */
  readonly person: string;
  /** A test key: only the built-in callee may ring. */
  readonly test: boolean;
  readonly requestedFrom: string | null;
  readonly requestedNumberId: Id | null;
  readonly requestedTrunkId: Id | null;
  readonly agentId: Id | null;
  readonly agentNumberId: Id | null;
}

/** What storage read inside the transaction, under the organization's dialling lock. */
export interface DialFacts {
  readonly suppressed: boolean;
  /** Another live call to the same person, if any. */
  readonly livePersonCallId: Id | null;
  readonly organization: {
    readonly concurrency: number;
    readonly callsPerSecond: number;
    readonly destinationAllow: readonly string[];
    readonly defaultNumberId: Id | null;
    readonly liveCalls: number;
    /** INVITEs within the last second. */
    readonly recentStarts: number;
    /** When the oldest of these is one second old. */
    readonly nextStartAt: Millis;
  };
  readonly numbers: readonly PhoneNumber[];
  readonly trunks: readonly (Trunk & {
    readonly liveCalls: number;
    readonly recentStarts: number;
    readonly nextStartAt: Millis;
  })[];
}

export type Verdict =
  | {
      readonly kind: 'allow';
      readonly number: PhoneNumber | null;
      readonly trunk: Trunk | null;
      readonly from: string | null;
      readonly why: string;
    }
  | { readonly kind: 'defer'; readonly rule: string; readonly until: Millis; readonly detail: string }
  | { readonly kind: 'deny'; readonly rule: string; readonly detail: string };
