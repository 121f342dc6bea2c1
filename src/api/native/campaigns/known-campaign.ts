/** Campaigns that a path names, and their views with counts. */
import type { Campaign, Tenant } from '#domain';
import { notFound } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { findId } from '../shapes/ids.ts';
import { campaignView } from './campaign-view.ts';

/** @throws AppError `campaign-unknown` (404) */
export async function knownCampaign(deps: NativeDeps, tenant: Tenant, text: string): Promise<Campaign> {
  const id = await findId(deps, tenant, text, 'campaign');
  const campaign = await deps.store.campaigns.get(tenant.organizationId, id);
  if (!campaign) throw notFound('campaign');
  return campaign;
}

export async function withCounts({ store, clock }: NativeDeps, campaigns: readonly Campaign[]) {
  const counts = await store.campaigns.counts(campaigns.map(({ id }) => id));
  return campaigns.map((campaign) => campaignView(campaign, counts.get(campaign.id), clock.now()));
}

export async function countedView(deps: NativeDeps, campaign: Campaign) {
  return (await withCounts(deps, [campaign]))[0]!;
}
