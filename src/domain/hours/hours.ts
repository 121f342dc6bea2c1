/**
 * When calls may be made: windows of a week, on the wall clock of one time zone. Pure.
 *
 * A window is open from its `from` up to and including the very moment of its `to`; `to` earlier than `from` runs past
 * midnight and belongs to the day on which it begins. On the day that clocks are set back, an hour that is shown twice
 * is open both times; on the day that they are set forward, what is skipped is not there.
 */
import type { Millis } from '#kernel';
import { momentsOf, wallOf } from './zone.ts';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface DayWindow {
  /** Those on which it begins. */
  readonly days: readonly Weekday[];
  /** `HH:MM` or `HH:MM:SS` */
  readonly from: string;
  /** The same, up to `24:00`. */
  readonly to: string;
}

export interface Hours {
  /** IANA. */
  readonly time_zone: string;
  readonly windows: readonly DayWindow[];
}

/** An opening as moments; both ends belong to it. */
interface Opening {
  readonly opens: Millis;
  readonly closes: Millis;
}

const DAY_MS: Millis = 86_400_000;
/** A week, and a day that clocks may skip. */
const DAYS_AHEAD = 9;

export function isOpenAt(hours: Hours, at: Millis): boolean {
  return openings(hours, at, 0).some(({ opens, closes }) => opens <= at && at <= closes);
}

/** `at` itself when it is open; null when it never opens. */
export function nextOpening(hours: Hours, at: Millis): Millis | null {
  if (isOpenAt(hours, at)) return at;
  const later = openings(hours, at, DAYS_AHEAD).filter(({ opens }) => opens > at);
  return later.length === 0 ? null : Math.min(...later.map(({ opens }) => opens));
}

/** Openings that begin between the day before `at` and `daysAhead` after it. */
function openings({ time_zone, windows }: Hours, at: Millis, daysAhead: number): Opening[] {
  const today = Math.floor(wallOf(time_zone, at) / DAY_MS) * DAY_MS;
  const found: Opening[] = [];
  for (let ahead = -1; ahead <= daysAhead; ahead++) {
    const day = today + ahead * DAY_MS;
    const weekday = WEEKDAYS[new Date(day).getUTCDay()]!;
    for (const { days, from, to } of windows) {
      if (!days.includes(weekday)) continue;
      const [start, end] = [timeOfDay(from), timeOfDay(to)];
      const opens = momentsOf(time_zone, day + start).first;
      const closes = closing(time_zone, day + (end <= start ? DAY_MS : 0) + end);
      if (opens <= closes) found.push({ opens, closes });
    }
  }
  return found;
}

/** A closing time that is skipped closes before the change. */
function closing(zone: string, wall: Millis): Millis {
  const { last } = momentsOf(zone, wall);
  return wallOf(zone, last) > wall ? last - 1 : last;
}

/** Of a wall clock, since midnight. */
export function timeOfDay(text: string): Millis {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
