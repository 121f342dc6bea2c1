/** What the end of a call makes of its lead. Pure. */
import type { Millis } from '#kernel';
import type { Outcome } from '../calls/outcome.ts';
import { nextTryAt, type CallRetry } from '../retry/retry.ts';
import type { Campaign, CampaignStatus, Lead, LeadStatus } from './campaign.ts';
import { isOpenCampaign } from './life-cycle.ts';

export type LeadEnd =
  | { readonly status: 'scheduled'; readonly dueAt: Millis }
  | { readonly status: 'completed' | 'failed' }
  | { readonly status: 'skipped'; readonly reason: 'denied' | 'cancelled'; readonly detail: string };

/** @param chain of the call that ended; null: one try. */
export function leadAfter(
  campaign: CampaignStatus,
  chain: CallRetry | null,
  outcome: Outcome,
  endedAt: Millis,
): LeadEnd {
  const { code, end_reason } = outcome;
  if (code === 'completed' || end_reason.code === 'voicemail-left') return { status: 'completed' };
  if (code === 'denied') return { status: 'skipped', reason: 'denied', detail: end_reason.detail };
  if (code === 'canceled' && !isOpenCampaign(campaign))
    return { status: 'skipped', reason: 'cancelled', detail: end_reason.detail };
  const dueAt = isOpenCampaign(campaign) && chain ? nextTryAt(chain, outcome, endedAt) : null;
  return dueAt === null ? { status: 'failed' } : { status: 'scheduled', dueAt };
}

/** The place of a lead's next call in its chain; null: its campaign tries once. */
export function chainOf({ retry }: Pick<Campaign, 'retry'>, lead: Lead, now: Millis): CallRetry | null {
  if (!retry) return null;
  return { ...retry, number: lead.retries, since: lead.since ?? now, nextAt: null };
}

export function isFinal(status: LeadStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'skipped';
}
