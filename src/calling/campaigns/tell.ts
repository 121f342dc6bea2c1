/** What the outside is told of campaigns, leads and batches, in the transaction of the change. */
import type { Campaign, Emission, Lead, Repositories } from '#domain';
import { spellNative, type Millis } from '#kernel';

export function tellCampaign(tx: Repositories, campaign: Campaign, at: Millis): Promise<void> {
  const { id, organizationId, agentId, status, name, fault } = campaign;
  return tx.webhooks.emit({
    ...{ organizationId, at, callId: null, agentId, subject: spellNative('camp', id) },
    type: `campaign.${status}`,
    data: { status, name, ...(fault ? { fault } : {}) },
  });
}

/** A lead as it has become. */
export type ToldLead = Pick<
  Lead,
  'id' | 'campaignId' | 'organizationId' | 'phoneNumber' | 'status' | 'callId'
> &
  Partial<Pick<Lead, 'reason' | 'detail' | 'dueAt'>>;

export function tellLeads(
  tx: Repositories,
  leads: readonly ToldLead[],
  agentId: Campaign['agentId'],
  at: Millis,
): Promise<void> {
  return tx.webhooks.emit(...leads.map((lead) => leadEmission(lead, agentId, at)));
}

function leadEmission(lead: ToldLead, agentId: Campaign['agentId'], at: Millis): Emission {
  const { id, organizationId, campaignId, status, callId, reason, detail, dueAt } = lead;
  return {
    ...{ organizationId, at, callId: null, agentId, subject: spellNative('lead', id) },
    type: `lead.${status}`,
    data: {
      campaign_id: spellNative('camp', campaignId),
      status,
      phone_number: lead.phoneNumber,
      call_id: callId && spellNative('call', callId),
      ...(reason ? { reason, detail } : {}),
      ...(status === 'scheduled' && dueAt !== undefined
        ? { next_attempt_at: new Date(dueAt).toISOString() }
        : {}),
    },
  };
}
