/** What the APIs ask of due calls. Implemented in `calling`, plugged in by main. */
import type { Id } from '#kernel';
import type { Batch } from '../batches/batch.ts';
import type { CreateCall } from '../calls/create.ts';
import type { Tenant } from '../organizations/organization.ts';
import type { Campaign, CampaignSettings } from './campaign.ts';
import type { CampaignAction } from './life-cycle.ts';

export interface NewBatch {
  readonly name: string;
  readonly mode: Batch['mode'];
  readonly calls: readonly CreateCall[];
}

export interface DueCallService {
  /**
   * Makes all of the calls in one transaction, in their order.
   * @throws AppError what `CallService.create` throws, with `calls[n].` before its fields, in mode `all-or-nothing`
   */
  createBatch(tenant: Tenant, batch: NewBatch): Promise<Batch>;
  /** Withdraws those that have not been dialled. @throws AppError `batch-unknown` */
  cancelBatch(tenant: Tenant, id: Id): Promise<Batch>;
  /**
   * Starts, pauses or cancels a campaign.
   * @throws AppError `campaign-unknown` (404), `campaign-state` (409), `agent-unknown`, `agent-version-unknown` (404)
   */
  actOn(tenant: Tenant, id: Id, action: Exclude<CampaignAction, 'complete'>): Promise<Campaign>;
  /** @throws AppError `campaign-unknown`, `campaign-state`, and like `actOn` for an agent that is changed */
  change(tenant: Tenant, id: Id, patch: Partial<CampaignSettings>): Promise<Campaign>;
  /** Leads have come, or what paces them has changed. */
  wake(campaignId: Id): Promise<void>;
}
