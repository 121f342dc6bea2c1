/** What the dial authority judges, and what it answers. */
import type { Id, Millis } from '#kernel';
import type { CampaignStatus } from '../campaigns/campaign.ts';
import type { Hours } from '../hours/hours.ts';
import type { DailyWindow } from '../hours/schema.ts';
import type { NumberPool } from '../trunks/number-pool.ts';
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
  /** Where the agent's caller number is chosen from when `agentNumberId` names none. */
  readonly agentPoolId?: Id | null;
  /** When the agent may call; absent or null: always. */
  readonly hours?: Hours | null;
  readonly campaignId?: Id | null;
}

/** What storage read inside the transaction, under the organization's dialling lock. */
export interface DialFacts {
  readonly suppressed: boolean;
  /** The campaign of the request, as it is now. */
  readonly campaign?: { readonly status: CampaignStatus; readonly window: DailyWindow | null } | null;
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
    /** Balance of prepaid minutes, s; absent or null: it does not pay in advance. */
    readonly prepaidS?: number | null;
    /** Quota of outbound calls; absent or null: none. */
    readonly callsPerDay?: number | null;
  };
  /** The agent's number pool, if it has one that is there. */
  readonly pool?: NumberPool | null;
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
  | {
      readonly kind: 'defer';
      readonly rule: string;
      readonly until: Millis;
      readonly detail: string;
      /**
       * Does not count towards the longest time that a call may wait: it has an appointment at `until`, or somebody
       * holds it back.
       */
      readonly patience?: 'appointment' | 'hold';
    }
  | { readonly kind: 'deny'; readonly rule: string; readonly detail: string };
