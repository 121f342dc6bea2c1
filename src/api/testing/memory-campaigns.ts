/** Campaigns, leads and batches in memory: what the API asks of them; they are paced by nobody. */
import {
  NO_LEADS,
  type Batch,
  type Campaign,
  type Lead,
  type LeadCounts,
  type LeadStatus,
  type Repositories,
} from '#domain';
import { AppError, type Id } from '#kernel';

type Owned = { readonly id: Id; readonly organizationId: Id };

/** What only the engine asks. */
const notHere = (): never => {
  throw new AppError({ code: 'internal', status: 500, message: 'campaigns are not paced in memory' });
};

function page<Row extends Owned>(
  rows: Iterable<Row>,
  { limit, before, offset = 0 }: { limit: number; before?: Id; offset?: number },
): { rows: Row[]; total: number } {
  const all = [...rows].toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const older = all.filter(({ id }) => before === undefined || id < before);
  return { rows: older.slice(offset, offset + limit), total: all.length };
}

function own<Row extends Owned>(rows: Map<Id, Row>, organizationId: Id, id: Id): Row | null {
  const row = rows.get(id);
  return row?.organizationId === organizationId ? row : null;
}

export function memoryCampaigns(): Pick<Repositories, 'batches' | 'campaigns' | 'leads'> {
  const campaigns = new Map<Id, Campaign>();
  const leads = new Map<Id, Lead>();
  const batches = new Map<Id, Batch>();
  const leadsOf = (campaignId: Id): Lead[] =>
    [...leads.values()].filter((lead) => lead.campaignId === campaignId);
  const set = (id: Id, patch: Partial<Lead>): void => void leads.set(id, { ...leads.get(id)!, ...patch });
  return {
    campaigns: {
      insert: async (campaign) => void campaigns.set(campaign.id, campaign),
      get: async (organizationId, id) => own(campaigns, organizationId, id),
      lock: async (organizationId, id) => own(campaigns, organizationId, id),
      share: async (id) => campaigns.get(id) ?? null,
      list: async (organizationId, query) =>
        page(
          [...campaigns.values()].filter(
            (row) =>
              row.organizationId === organizationId && (!query.status || query.status.includes(row.status)),
          ),
          query,
        ),
      async update(organizationId, id, patch) {
        const row = own(campaigns, organizationId, id);
        if (!row) return null;
        const changed = { ...row, ...patch };
        campaigns.set(id, changed);
        return changed;
      },
      async remove(organizationId, id) {
        if (!own(campaigns, organizationId, id)) return false;
        for (const lead of leadsOf(id)) leads.delete(lead.id);
        return campaigns.delete(id);
      },
      counts: async (ids) => new Map(ids.map((id) => [id, countOf(leadsOf(id))])),
      waitingCalls: async () => [],
      wakeCalls: async () => {},
      wake: async () => {},
      claimTurns: notHere,
      endTurn: notHere,
      holdTurn: notHere,
      nextTurnAt: async () => null,
    },
    leads: {
      async insert(given) {
        return given.map((lead) => {
          const isAgain = leadsOf(lead.campaignId).some(
            (other) => other.phoneNumber === lead.phoneNumber && other.status !== 'skipped',
          );
          const kept: Lead =
            isAgain && lead.status === 'pending' ? { ...lead, status: 'skipped', reason: 'duplicate' } : lead;
          leads.set(kept.id, kept);
          return kept;
        });
      },
      async get(organizationId, campaignId, id) {
        const lead = own(leads, organizationId, id);
        return lead?.campaignId === campaignId ? lead : null;
      },
      async lock(organizationId, campaignId, id) {
        return this.get(organizationId, campaignId, id);
      },
      async change(id, to, at) {
        set(id, { ...to, updatedAt: at });
        return leads.get(id)!;
      },
      list: async (organizationId, campaignId, query) =>
        page(
          leadsOf(campaignId).filter(
            (lead) =>
              lead.organizationId === organizationId &&
              (!query.status || query.status.includes(lead.status)) &&
              (query.phoneNumber === undefined || query.phoneNumber === lead.phoneNumber),
          ),
          query,
        ),
      find: async (organizationId, id) => own(leads, organizationId, id),
      async uncalled(organizationId, { api, limit, agentId, createdFrom = 0, createdTo = Infinity }) {
        const all = [...leads.values()].filter((lead) => {
          const campaign = own(campaigns, organizationId, lead.campaignId);
          return (
            campaign?.source.api === api &&
            lead.callId === null &&
            lead.reason !== 'duplicate' &&
            (agentId === undefined || campaign.agentId === agentId) &&
            lead.createdAt >= createdFrom &&
            lead.createdAt <= createdTo
          );
        });
        return all.toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit);
      },
      async remove(organizationId, campaignId, id) {
        const lead = own(leads, organizationId, id);
        return lead?.campaignId === campaignId && lead.status !== 'calling' && leads.delete(id);
      },
      async erase(organizationId, phoneNumber) {
        for (const lead of [...leads.values()])
          if (lead.organizationId === organizationId && lead.phoneNumber === phoneNumber)
            leads.delete(lead.id);
      },
      skip: async (id, reason, detail, at) => set(id, { status: 'skipped', reason, detail, updatedAt: at }),
      async skipWaiting(campaignId, detail, at) {
        const waiting = leadsOf(campaignId).filter(({ status }) => isWaiting(status));
        for (const { id } of waiting)
          set(id, { status: 'skipped', reason: 'cancelled', detail, updatedAt: at });
        return waiting.map(({ id }) => leads.get(id)!);
      },
      facts: notHere,
      due: notHere,
      take: notHere,
      called: notHere,
      attempted: notHere,
      ended: notHere,
    },
    batches: {
      insert: async (batch) => void batches.set(batch.id, batch),
      get: async (organizationId, id) => own(batches, organizationId, id),
      list: async (organizationId, query) =>
        page(
          [...batches.values()].filter((row) => row.organizationId === organizationId),
          query,
        ).rows,
      async cancelled(organizationId, id, at) {
        const batch = own(batches, organizationId, id);
        if (!batch) return null;
        const cancelled = { ...batch, cancelledAt: batch.cancelledAt ?? at };
        batches.set(id, cancelled);
        return cancelled;
      },
      counts: async () => [],
      waitingCalls: async () => [],
    },
  };
}

function isWaiting(status: LeadStatus): boolean {
  return status === 'pending' || status === 'scheduled';
}

function countOf(leads: readonly Lead[]): LeadCounts {
  return leads.reduce<LeadCounts>(
    (so, { status }) => ({ ...so, [status]: so[status] + 1, total: so.total + 1 }),
    NO_LEADS,
  );
}
