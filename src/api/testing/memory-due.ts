/** Batches and campaigns over a store in memory: their rules, without calls. */
import {
  refuseOver,
  stepCampaign,
  type Batch,
  type Campaign,
  type CreateCall,
  type DueCallService,
  type NewBatch,
  type Store,
  type Tenant,
} from '#domain';
import { notFound, type Clock, type Id, type IdSource } from '#kernel';

export interface MemoryDue extends DueCallService {
  /** What was asked for. */
  readonly asked: CreateCall[];
}

export function memoryDue(store: Store, clock: Clock, ids: IdSource): MemoryDue {
  const asked: CreateCall[] = [];
  const change = async (
    { organizationId }: Tenant,
    id: Id,
    of: (campaign: Campaign) => Partial<Campaign>,
  ) => {
    const campaign = await store.campaigns.get(organizationId, id);
    if (!campaign) throw notFound('campaign');
    const patch = { ...of(campaign), updatedAt: clock.now() };
    return (await store.campaigns.update(organizationId, id, patch))!;
  };
  return {
    asked,
    async createBatch({ organizationId }, { name, mode, calls }: NewBatch) {
      asked.push(...calls);
      const items = calls.map(() => ({ callId: ids.next() }));
      const createdAt = clock.now();
      const batch: Batch = {
        id: ids.next(),
        organizationId,
        name,
        mode,
        items,
        cancelledAt: null,
        createdAt,
      };
      await store.batches.insert(batch);
      return batch;
    },
    async cancelBatch({ organizationId }, id) {
      const batch = await store.batches.cancelled(organizationId, id, clock.now());
      if (!batch) throw notFound('batch');
      return batch;
    },
    async actOn(tenant, id, action) {
      const acted = await change(tenant, id, ({ status }) => ({ status: stepCampaign(status, action) }));
      if (action === 'cancel') await store.leads.skipWaiting(id, 'cancelled', clock.now());
      return acted;
    },
    change: (tenant, id, settings) =>
      change(tenant, id, ({ status }) => {
        refuseOver(status);
        return settings;
      }),
    wake: async () => {},
  };
}
