/** Times as Meetzy's requests write them: the wall clock of Europe/Madrid. Answers are UTC. Pure. */
import { momentsOf } from '#domain';
import type { Millis } from '#kernel';

const ZONE = 'Europe/Madrid';
const DAY_MS: Millis = 86_400_000;
const FORM = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:?\d\d)?$/i;

interface Written {
  /** As if it were UTC. */
  readonly wall: Millis;
  readonly isDay: boolean;
  readonly offset: string | null;
}

/** The first moment of a day, or of the second, `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`; null for what is neither. */
export function startOf(text: string): Millis | null {
  const read = listTime(text);
  return read && momentsOf(ZONE, read.wall).first;
}

/** The last moment of a day, or of the second: rows of that second are shown with it. */
export function endOf(text: string): Millis | null {
  const read = listTime(text);
  if (!read) return null;
  return read.isDay ? momentsOf(ZONE, read.wall + DAY_MS).first - 1 : momentsOf(ZONE, read.wall + 999).last;
}

/** ISO 8601, in Madrid unless an offset says otherwise; null for anything else. */
export function launchOf(text: string): Millis | null {
  const read = written(text);
  if (!read) return null;
  if (read.offset === null) return momentsOf(ZONE, read.wall).first;
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)/.exec(read.offset) ?? [];
  return read.wall - Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function listTime(text: string): Written | null {
  const read = written(text);
  return read && read.offset === null && (read.isDay || /:\d\d:\d\d$/.test(text.trim())) ? read : null;
}

function written(text: string): Written | null {
  const [, day, time = '00:00:00', offset = null] = FORM.exec(text.trim()) ?? [];
  if (day === undefined) return null;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const wall = Date.parse(`${day}T${seconds}Z`);
  // What the calendar does not have is another day to the platform, or none.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(day)) return null;
  return { wall, isDay: !/\d:\d/.test(text), offset };
}
