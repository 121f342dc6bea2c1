/** A campaign is started and stopped by the status that it shall have. */
import type { Campaign, Tenant } from '#domain';
import { invalidRequest } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import type { Fields } from '../../shared/fields.ts';
import { STATUSES } from './read.ts';

type Wanted = (typeof STATUSES)[number];

/** Null: none is given, or it has it. Faults are kept in `fields`. */
export function readStatus(fields: Fields, { status }: Campaign): Wanted | null {
  if (fields.raw['status'] === 'completed' && status !== 'completed') {
    fields.fail(
      'status',
      'Is set to completed when every lead is done; use cancelled to end it now.',
      'one-of',
    );
    return null;
  }
  if (fields.raw['status'] === status) return null;
  const wanted = fields.oneOf('status', STATUSES);
  if (wanted === 'draft')
    fields.fail(
      'status',
      `A campaign that is ${status} is no draft any more; use paused to stop it.`,
      'one-of',
    );
  return wanted;
}

const ACTIONS = { scheduled: 'start', paused: 'pause', cancelled: 'cancel' } as const;

/** @throws AppError `campaign-state` (409); `invalid-request` when there is nobody to call */
export async function act(
  { store, due }: DialectDeps,
  tenant: Tenant,
  campaign: Campaign,
  wanted: Wanted,
): Promise<Campaign> {
  if (wanted === 'draft') return campaign;
  if (wanted === 'scheduled' && campaign.status === 'draft') {
    const counts = (await store.campaigns.counts([campaign.id])).get(campaign.id);
    if ((counts?.total ?? 0) === 0)
      throw invalidRequest([
        {
          param: 'status',
          rule: 'leads-needed',
          message: 'The campaign has no leads, and would be completed at once. Add leads first.',
        },
      ]);
  }
  return due.actOn(tenant, campaign.id, ACTIONS[wanted]);
}
