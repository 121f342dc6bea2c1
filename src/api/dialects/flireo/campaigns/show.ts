/** Campaigns and leads in Flireo's words, also those that another API made. */
import {
  NO_LEADS,
  type Campaign,
  type CampaignStatus,
  type Lead,
  type LeadCounts,
  type LeadStatus,
} from '#domain';
import { iso } from '../shapes/moments.ts';

/** Running inside its daily window, or waiting for it, is `scheduled`. */
const STATUS: Readonly<Record<CampaignStatus, string>> = {
  draft: 'draft',
  running: 'scheduled',
  paused: 'paused',
  completed: 'completed',
  cancelled: 'cancelled',
};

/** One that waits for a further try is not called yet. */
const LEAD_STATUS: Readonly<Record<LeadStatus, string>> = {
  pending: 'pending',
  scheduled: 'pending',
  calling: 'calling',
  completed: 'completed',
  failed: 'failed',
  skipped: 'skipped',
};

export function showCampaign(campaign: Campaign, leads: LeadCounts = NO_LEADS) {
  const { window } = campaign;
  const isWholeDay = window === null || (window.from === '00:00' && window.to === '24:00');
  return {
    id: campaign.id,
    name: campaign.name,
    agent_id: campaign.agentId,
    assistant_id: campaign.agentId,
    status: STATUS[campaign.status],
    schedule_start_time: isWholeDay ? null : toTheSecond(window.from),
    schedule_end_time: isWholeDay ? null : toTheSecond(window.to),
    timezone: window?.time_zone ?? 'UTC',
    system_message_template: campaign.prompt,
    total_leads: leads.total,
    completed_leads: leads.completed,
    failed_leads: leads.failed,
    created_at: iso(campaign.createdAt),
    updated_at: iso(campaign.updatedAt),
  };
}

export function showLead(lead: Lead) {
  return {
    id: lead.id,
    campaign_id: lead.campaignId,
    phone_number: lead.phoneNumber,
    name: lead.name,
    variables: { ...lead.variables },
    status: LEAD_STATUS[lead.status],
    call_id: lead.callId,
    attempts: lead.attempts,
    last_attempt_at: lead.lastAttemptAt === null ? null : iso(lead.lastAttemptAt),
    created_at: iso(lead.createdAt),
    updated_at: iso(lead.updatedAt),
  };
}

function toTheSecond(time: string): string {
  return time.length === 5 ? `${time}:00` : time;
}
