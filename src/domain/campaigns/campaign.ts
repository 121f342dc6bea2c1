/** Many calls of one agent to many people, paced. */
import type { Id, Millis } from '#kernel';
import type { AgentConfig } from '../agents/config.ts';
import type { CallSource } from '../calls/call.ts';
import type { DailyWindow } from '../hours/schema.ts';
import type { RetryRule } from '../retry/retry.ts';

/** `running` before `startsAt` is shown as `scheduled`. */
export type CampaignStatus = 'draft' | 'running' | 'paused' | 'completed' | 'cancelled';

/** What its calls run: frozen when it is started first; later edits of the agent change nothing. */
export interface FrozenAgent {
  readonly versionId: Id | null;
  readonly config: AgentConfig;
}

/** What can be set, and changed until it is over. */
export interface CampaignSettings {
  readonly name: string;
  readonly agentId: Id;
  /** null: the production version at the first start. */
  readonly versionId: Id | null;
  /** Caller numbers, taken in turns; none: as for any call of the agent. */
  readonly numberIds: readonly Id[];
  /** Where there are no numbers: one of this pool, by its rule. */
  readonly numberPoolId: Id | null;
  /** No call before; null: as soon as it is started. */
  readonly startsAt: Millis | null;
  /** null: at any time. */
  readonly window: DailyWindow | null;
  /** Calls of this campaign that may be under way at once. */
  readonly concurrency: number;
  readonly callsPerMinute: number | null;
  /** null: one try a lead. */
  readonly retry: RetryRule | null;
  /** In the place of the agent's, with `{{variables}}`. */
  readonly prompt: string | null;
  readonly greeting: string | null;
  /** Of every call; a lead's own come before them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Campaign extends CampaignSettings {
  readonly id: Id;
  readonly organizationId: Id;
  readonly status: CampaignStatus;
  readonly frozen: FrozenAgent | null;
  /** Why it was paused by itself; null after the next start. */
  readonly fault: { readonly code: string; readonly message: string } | null;
  /** Made by a test key: its calls ring nobody. */
  readonly test: boolean;
  readonly source: CallSource;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/**
 * `pending`: not called yet. `calling`: a call is queued or under way. `scheduled`: another try waits for its time. The
 * others are final.
 */
export type LeadStatus = 'pending' | 'scheduled' | 'calling' | 'completed' | 'failed' | 'skipped';
export const LEAD_STATUSES: readonly LeadStatus[] = [
  ...(['pending', 'scheduled', 'calling', 'completed', 'failed', 'skipped'] as const),
];
export type SkipReason = 'denied' | 'invalid' | 'duplicate' | 'cancelled';

/** Whom a campaign calls, as it was given. */
export interface NewLead {
  /** E.164; what is none is kept as it came and skipped. */
  readonly phoneNumber: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly timeZone: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** No call before. */
  readonly notBefore: Millis | null;
}

export interface Lead extends NewLead {
  readonly id: Id;
  readonly campaignId: Id;
  readonly organizationId: Id;
  readonly status: LeadStatus;
  /** Why it was skipped. */
  readonly reason: SkipReason | null;
  readonly detail: string | null;
  /** INVITEs that left. */
  readonly attempts: number;
  /** The latest call. */
  readonly callId: Id | null;
  /** Further tries made or under way. */
  readonly retries: number;
  /** When the first call was due; what retries of base `schedule` count from. */
  readonly since: Millis | null;
  /** While `pending` or `scheduled`: when its call may be made. */
  readonly dueAt: Millis;
  readonly lastAttemptAt: Millis | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export type LeadCounts = Readonly<Record<LeadStatus, number>> & { readonly total: number };

export const NO_LEADS: LeadCounts = {
  ...{ total: 0, pending: 0, scheduled: 0, calling: 0, completed: 0, failed: 0, skipped: 0 },
};

/** What it is called outside: a started campaign whose time has not come is scheduled. */
export function shownStatus({ status, startsAt }: Campaign, now: Millis): CampaignStatus | 'scheduled' {
  return status === 'running' && startsAt !== null && startsAt > now ? 'scheduled' : status;
}
