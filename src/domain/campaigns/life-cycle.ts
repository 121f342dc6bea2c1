/** What may be done with a campaign when. Pure. */
import { AppError } from '#kernel';
import type { CampaignStatus } from './campaign.ts';

export type CampaignAction = 'start' | 'pause' | 'cancel' | 'complete';

const NEXT: Readonly<Record<CampaignAction, Partial<Record<CampaignStatus, CampaignStatus>>>> = {
  start: { draft: 'running', paused: 'running', running: 'running' },
  pause: { running: 'paused', paused: 'paused' },
  cancel: { draft: 'cancelled', running: 'cancelled', paused: 'cancelled', cancelled: 'cancelled' },
  complete: { running: 'completed' },
};

/** May its settings and its leads still change? */
export function isOpenCampaign(status: CampaignStatus): boolean {
  return status !== 'completed' && status !== 'cancelled';
}

/** The status after an action; the same one when it was done already. @throws AppError `campaign-state` (409) */
export function stepCampaign(status: CampaignStatus, action: CampaignAction): CampaignStatus {
  const next = NEXT[action][status];
  if (next) return next;
  const can = Object.entries(NEXT)
    .filter(([name, from]) => name !== 'complete' && from[status] !== undefined)
    .map(([name]) => name);
  throw campaignState(
    `This campaign is ${status}, so that it cannot ${action}.`,
    can.length > 0 ? `It can: ${can.join(', ')}.` : 'Make a new campaign.',
  );
}

/** @throws AppError `campaign-state` (409) when it is over */
export function refuseOver(status: CampaignStatus): void {
  if (!isOpenCampaign(status))
    throw campaignState(`This campaign is ${status} and changes no more.`, 'Make a new campaign.');
}

export function campaignState(what: string, mend: string): AppError {
  return new AppError({ code: 'campaign-state', status: 409, message: `${what} ${mend}` });
}
