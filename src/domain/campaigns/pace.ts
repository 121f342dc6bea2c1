/**
 * How many calls a campaign makes now, and when it is looked at again. Pure; the loop that asks knows nothing of the
 * rule, so that another rule of the same form can take its place.
 */
import type { Millis } from '#kernel';
import { isOpenAt, nextOpening } from '../hours/hours.ts';
import type { DailyWindow } from '../hours/schema.ts';
import type { Campaign } from './campaign.ts';

/** What storage knows of a campaign's leads at one moment. */
export interface PaceFacts {
  /** Leads that may be called now. */
  readonly due: number;
  /** Leads whose call is queued or under way. */
  readonly calling: number;
  /** Leads that are not final. */
  readonly open: number;
  /** When the next lead that is not due yet falls due; null: there is none. */
  readonly nextDueAt: Millis | null;
  /** Calls made within the last minute, and when the oldest of them was made. */
  readonly recent: number;
  readonly oldestRecentAt: Millis | null;
}

export type Paced =
  | { readonly kind: 'call'; readonly count: number; readonly nextAt: Millis | null }
  /** Null: until something happens to it. */
  | { readonly kind: 'wait'; readonly until: Millis | null }
  | { readonly kind: 'complete' };

export type PaceRule = (
  campaign: Pick<Campaign, 'status' | 'startsAt' | 'window' | 'concurrency' | 'callsPerMinute'>,
  facts: PaceFacts,
  now: Millis,
) => Paced;

export const RATE_SPAN_MS: Millis = 60_000;

/** As many as concurrency and calls per minute leave room for, inside the window. */
export const pace: PaceRule = (campaign, facts, now) => {
  if (campaign.status !== 'running') return { kind: 'wait', until: null };
  if (facts.open === 0) return { kind: 'complete' };
  const opens = opensAt(campaign, now);
  if (opens === null) return { kind: 'wait', until: null };
  if (opens > now) return { kind: 'wait', until: opens };
  const lines = campaign.concurrency - facts.calling;
  const starts = (campaign.callsPerMinute ?? Infinity) - facts.recent;
  const count = Math.max(0, Math.min(facts.due, lines, starts));
  const left = facts.due - count;
  // Without a free line the end of a call wakes it.
  const hasLine = lines > count;
  const byRate = left > 0 && hasLine ? (facts.oldestRecentAt ?? now) + RATE_SPAN_MS : null;
  const nextAt = left > 0 ? byRate : facts.nextDueAt;
  return count > 0 ? { kind: 'call', count, nextAt } : { kind: 'wait', until: nextAt };
};

/** When calls may be made: `now`, later, or (null) never. */
function opensAt({ startsAt, window }: Pick<Campaign, 'startsAt' | 'window'>, now: Millis): Millis | null {
  const from = Math.max(now, startsAt ?? now);
  return window === null ? from : nextOpening(hoursOf(window), from);
}

/** Is it inside the campaign's window? */
export function isWithin(window: DailyWindow | null, now: Millis): boolean {
  return window === null || isOpenAt(hoursOf(window), now);
}

export function hoursOf({ time_zone, days, from, to }: DailyWindow) {
  return { time_zone, windows: [{ days, from, to }] };
}
