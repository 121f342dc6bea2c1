/** Wall time in a person's zone: read, written and said. Pure; the platform's zone tables are its only source. */
import type { Millis } from '#kernel';

const MINUTE: Millis = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Of a day that was named without a time. */
const OFFICE_HOUR = 9;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** What a clock on the wall shows. `month` from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** The zone if it exists, else UTC. */
export function knownZone(zone: unknown): string {
  if (typeof zone !== 'string' || zone === '') return 'UTC';
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    // A zone that nobody knows is none.
    return 'UTC';
  }
}

export function wallTime(at: Millis, zone: string): WallTime {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute } = parts as unknown as WallTime;
  return { year, month, day, hour, minute };
}

/** The instant at which a wall shows this; a time that the zone skips is moved on by the gap. */
export function instantOf(wall: WallTime, zone: string): Millis {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const first = asUtc - offsetAt(asUtc, zone);
  const second = asUtc - offsetAt(first, zone);
  return offsetAt(second, zone) === asUtc - second ? second : Math.max(first, second);
}

/** Zone's clock less UTC, ms. */
function offsetAt(at: Millis, zone: string): Millis {
  const wall = wallTime(at, zone);
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  return shown - Math.floor(at / MINUTE) * MINUTE;
}

/** `2026-11-24T15:00:00+01:00` */
export function isoIn(at: Millis, zone: string): string {
  const offset = Math.round(offsetAt(at, zone) / MINUTE);
  const local = new Date(at + offset * MINUTE).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
}

function two(value: number): string {
  return String(Math.abs(value)).padStart(2, '0');
}

/** As it is said: "Tuesday, November 24 at 3:00 PM". */
export function spokenTime(at: Millis, zone: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    ...{ timeZone: zone, weekday: 'long', month: 'long', day: 'numeric' },
    ...{ hour: 'numeric', minute: '2-digit' },
  });
  return format.format(at).replace(/\s/g, ' ');
}

/** The first instant of the day that `at` lies in, or of one so many days later. */
export function startOfDay(at: Millis, zone: string, daysLater = 0): Millis {
  const { year, month, day } = wallTime(at, zone);
  return instantOf({ year, month, day: day + daysLater, hour: 0, minute: 0 }, zone);
}

/**
 * A moment in ISO 8601 (without an offset it is the person's time), or as people say it: "in 2 hours",
 * "tomorrow 15:00", "friday at 3 pm", "today 17:30". @returns ms since the epoch, or `null`
 */
export function readMoment(text: string, now: Millis, zone: string): Millis | null {
  const said = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return readIso(text.trim(), zone) ?? readSpan(said, now) ?? readDay(said, now, zone);
}

/** A day alone has no time: `dayOnly` tells. */
export function isDayOnly(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text.trim()) || /^(today|tomorrow|\D*day)$/i.test(text.trim());
}

function readIso(text: string, zone: string): Millis | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text,
  );
  if (!iso) return null;
  const [, year, month, day, hour, minute, offset] = iso;
  if (offset !== undefined) return numberOf(Date.parse(text.replace(' ', 'T')));
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // The 31st of a shorter month is no day.
  if (new Date(date).getUTCDate() !== Number(day) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59)
    return null;
  const wall = { year: Number(year), month: Number(month), day: Number(day) };
  return instantOf({ ...wall, hour: Number(hour ?? OFFICE_HOUR), minute: Number(minute ?? 0) }, zone);
}

const UNITS: Readonly<Record<string, Millis>> = { minute: MINUTE, hour: HOUR, day: DAY, week: 7 * DAY };

function readSpan(said: string, now: Millis): Millis | null {
  const span = /^(?:in )?(an?|half an|\d+(?:\.\d+)?) (minute|hour|day|week)s?(?: from now)?$/.exec(said);
  if (!span) return null;
  const [, count, unit] = span;
  const amount = count === 'half an' ? 0.5 : /^an?$/.test(count!) ? 1 : Number(count);
  return now + amount * UNITS[unit!]!;
}

function readDay(said: string, now: Millis, zone: string): Millis | null {
  const named = /^(?:on |next |this )*([a-z]+)(?:,? (?:at )?(\d{1,2})(?::(\d\d))? ?(am|pm)?)?$/.exec(said);
  if (!named) return null;
  const [, name, hourText, minuteText, half] = named;
  const today = wallTime(now, zone);
  const weekday = WEEKDAYS.indexOf(name!);
  const current = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const later =
    name === 'today' ? 0 : name === 'tomorrow' ? 1 : weekday < 0 ? null : ((weekday - current + 6) % 7) + 1;
  if (later === null) return null;
  const twelve = Number(hourText ?? OFFICE_HOUR);
  const hour = half === undefined ? twelve : (twelve % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(minuteText ?? 0);
  if (hour > 23 || minute > 59 || (half !== undefined && (twelve < 1 || twelve > 12))) return null;
  return instantOf({ ...today, day: today.day + later, hour, minute }, zone);
}

function numberOf(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
