/** Which ended calls another try is planned of. */
import { isOpenCampaign, type Call, type Repositories } from '#domain';
import type { Id, Millis } from '#kernel';

/** A call of a chain whose next try waits for its time, or of a campaign that has not made it yet. */
export async function plannedRecalls(
  calls: readonly Call[],
  now: Millis,
  { campaigns }: Pick<Repositories, 'campaigns'>,
): Promise<ReadonlySet<Id>> {
  const planned = calls.filter(({ retry }) => (retry?.nextAt ?? null) !== null);
  const waiting = planned.filter((call) => !call.nextCallId && call.campaignId);
  const open = new Map<Id, boolean>();
  for (const { organizationId, campaignId } of waiting) {
    if (!campaignId || open.has(campaignId)) continue;
    const campaign = await campaigns.get(organizationId, campaignId);
    open.set(campaignId, campaign !== null && isOpenCampaign(campaign.status));
  }
  return new Set(
    planned
      .filter(({ nextCallId, campaignId, retry }) =>
        nextCallId || !campaignId ? (retry?.nextAt ?? 0) > now : open.get(campaignId),
      )
      .map(({ id }) => id),
  );
}
