/** Batches and campaigns, as the APIs ask for them. */
import {
  campaignState,
  refuseOver,
  stepCampaign,
  type Batch,
  type Campaign,
  type CampaignAction,
  type CampaignSettings,
  type DueCallService,
  type FrozenAgent,
  type NewBatch,
  type Sealer,
  type Store,
  type Tenant,
} from '#domain';
import { notFound, type Id } from '#kernel';
import { chooseAgent } from '../accept/choose-agent.ts';
import type { AcceptOptions } from '../accept/prepare-call.ts';
import { sealedRequest } from '../accept/seal.ts';
import { cancelWaiting } from './cancel-waiting.ts';
import { createBatch } from './create-batch.ts';
import { tellCampaign, tellLeads } from './tell.ts';

export interface DueCallOptions extends AcceptOptions {
  readonly store: Store;
  readonly secrets?: Pick<Sealer, 'seal'>;
  /** Calls are due; campaigns are. */
  readonly wakeDialer: () => void;
  readonly wakePacer: () => void;
  /** @throws AppError `shutting-down` */
  readonly refuseClosing: () => void;
}

const WITHDRAWN = 'The campaign was cancelled.';

export class DueCalls implements DueCallService {
  readonly #options: DueCallOptions;

  constructor(options: DueCallOptions) {
    this.#options = options;
  }

  async createBatch(tenant: Tenant, batch: NewBatch): Promise<Batch> {
    const { refuseClosing, secrets, wakeDialer } = this.#options;
    refuseClosing();
    const calls = batch.calls.map((call) => sealedRequest(call, secrets));
    const made = await createBatch(tenant, { ...batch, calls }, this.#options);
    wakeDialer();
    return made;
  }

  async cancelBatch({ organizationId }: Tenant, id: Id): Promise<Batch> {
    const { store, clock } = this.#options;
    const batch = await store.batches.cancelled(organizationId, id, clock.now());
    if (!batch) throw notFound('batch');
    for (const call of await store.batches.waitingCalls(id)) await cancelWaiting(call, this.#options);
    return batch;
  }

  async actOn(tenant: Tenant, id: Id, action: Exclude<CampaignAction, 'complete'>): Promise<Campaign> {
    const { store, wakeDialer, wakePacer } = this.#options;
    const acted = await this.#change(tenant, id, async (campaign) => {
      const status = stepCampaign(campaign.status, action);
      if (action !== 'start') return { status };
      return { status, fault: null, frozen: campaign.frozen ?? (await this.#freeze(tenant, campaign)) };
    });
    if (action === 'cancel')
      for (const call of await store.campaigns.waitingCalls(id)) await cancelWaiting(call, this.#options);
    wakePacer();
    wakeDialer();
    return acted;
  }

  async change(tenant: Tenant, id: Id, settings: Partial<CampaignSettings>): Promise<Campaign> {
    const changed = await this.#change(tenant, id, (campaign) => {
      refuseOver(campaign.status);
      const isOtherAgent = settings.agentId !== undefined || settings.versionId !== undefined;
      if (isOtherAgent && campaign.frozen)
        throw campaignState(
          'The agent of a campaign is frozen when it is started first.',
          'Make a new campaign for another agent or version.',
        );
      return Promise.resolve(settings);
    });
    this.#options.wakePacer();
    return changed;
  }

  async wake(campaignId: Id): Promise<void> {
    const { store, clock, wakePacer } = this.#options;
    await store.campaigns.wake(campaignId, clock.now());
    wakePacer();
  }

  #change(
    { organizationId }: Tenant,
    id: Id,
    decide: (campaign: Campaign) => Promise<Partial<Campaign>>,
  ): Promise<Campaign> {
    const { store, clock } = this.#options;
    return store.transaction(async (tx) => {
      const campaign = await tx.campaigns.lock(organizationId, id);
      if (!campaign) throw notFound('campaign');
      const now = clock.now();
      const patch = { ...(await decide(campaign)), updatedAt: now };
      const changed = await tx.campaigns.update(organizationId, id, patch);
      if (!changed) throw notFound('campaign');
      if (changed.status === campaign.status) {
        await tx.campaigns.wake(id, now);
        return changed;
      }
      const skipped = changed.status === 'cancelled' ? await tx.leads.skipWaiting(id, WITHDRAWN, now) : [];
      if (changed.status === 'running') await tx.campaigns.wakeCalls(id, now);
      await tx.campaigns.wake(id, now);
      await tellLeads(tx, skipped, changed.agentId, now);
      await tellCampaign(tx, changed, now);
      return changed;
    });
  }

  /** @throws AppError `agent-unknown`, `agent-version-unknown` (404) */
  async #freeze(tenant: Tenant, { agentId, versionId }: Campaign): Promise<FrozenAgent> {
    const agent = { kind: 'saved', agentId, versionId, ifVersionUnknown: 'refuse' } as const;
    const chosen = await chooseAgent(tenant, { agent }, this.#options.store);
    return { versionId: chosen.versionId, config: chosen.config };
  }
}
