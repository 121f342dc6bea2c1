/** A campaign that is paused holds its waiting calls back; one whose window has closed keeps them until it opens. */
import type { Millis } from '#kernel';
import { hoursOf } from '../../campaigns/pace.ts';
import { nextOpening } from '../../hours/hours.ts';
import type { Rule } from './rule.ts';

/** Its next start wakes them; this is only how often they are asked about meanwhile. */
const HELD_RETRY_MS: Millis = 60_000;

export const campaignHold: Rule = (_request, _address, { campaign }, now) => {
  if (!campaign) return null;
  if (campaign.status === 'paused')
    return {
      kind: 'defer',
      rule: 'campaign-paused',
      until: now + HELD_RETRY_MS,
      patience: 'hold',
      detail: 'Its campaign is paused; the call waits until that is started again.',
    };
  const opens = campaign.window && nextOpening(hoursOf(campaign.window), now);
  if (opens === null || opens === now) return null;
  return {
    kind: 'defer',
    rule: 'campaign-window',
    until: opens,
    patience: 'appointment',
    detail: `Outside the window of its campaign, which opens at ${new Date(opens).toISOString()}.`,
  };
};
