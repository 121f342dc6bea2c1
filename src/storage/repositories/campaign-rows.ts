/** Campaigns and leads as rows and as records. */
import type { Insertable, Selectable } from 'kysely';
import type { Campaign, CampaignSettings, Lead } from '#domain';
import type { CampaignTable, LeadTable } from '../database/schema-due-calls.ts';

export function campaignRow(campaign: Campaign): Insertable<CampaignTable> {
  return {
    id: campaign.id,
    organization_id: campaign.organizationId,
    status: campaign.status,
    name: campaign.name,
    agent_id: campaign.agentId,
    settings: settingsOf(campaign),
    frozen: campaign.frozen && JSON.stringify(campaign.frozen),
    fault: campaign.fault && JSON.stringify(campaign.fault),
    test: campaign.test,
    source: JSON.stringify(campaign.source),
    created_at: campaign.createdAt,
    updated_at: campaign.updatedAt,
  };
}

export function settingsOf(settings: CampaignSettings): string {
  const { versionId, numberIds, numberPoolId, startsAt, window, concurrency, callsPerMinute, retry } =
    settings;
  const { prompt, greeting, variables, metadata } = settings;
  return JSON.stringify({
    ...{ versionId, numberIds, numberPoolId, startsAt, window, concurrency, callsPerMinute, retry },
    ...{ prompt, greeting, variables, metadata },
  });
}

export function toCampaign(row: Selectable<CampaignTable>): Campaign {
  return {
    ...row.settings,
    // Absent in what was kept before campaigns had pools.
    numberPoolId: row.settings.numberPoolId ?? null,
    id: row.id,
    organizationId: row.organization_id,
    status: row.status,
    name: row.name,
    agentId: row.agent_id,
    frozen: row.frozen,
    fault: row.fault,
    test: row.test,
    source: row.source,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function toLead(row: Selectable<LeadTable>): Lead {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    organizationId: row.organization_id,
    status: row.status,
    reason: row.reason,
    detail: row.detail,
    phoneNumber: row.phone_number,
    name: row.name,
    email: row.email,
    timeZone: row.time_zone,
    variables: row.variables,
    notBefore: row.not_before,
    attempts: row.attempts,
    callId: row.call_id,
    retries: row.retries,
    since: row.since,
    dueAt: row.due_at,
    lastAttemptAt: row.last_attempt_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
