/** ISO 8601 moments, in and out. */
import { momentsOf } from '#domain';
import type { Millis } from '#kernel';

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** @returns ms since the epoch, or null for what is no date; without a zone it is UTC. */
export function parseMoment(text: string): Millis | null {
  const parts = FORM.exec(text.trim());
  if (!parts) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', part = '0', zone = 'Z'] = parts;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const utc = Date.parse(`${wall}Z`);
  // The platform rolls 30 February over to March; a date that does not come back is none.
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== wall.slice(0, 10)) return null;
  // Rounded up: what is due at a moment is not due before it.
  return utc + Math.ceil(Number(`0.${part}`) * 1000) - offsetMs(zone);
}

/** `2024-01-01T01:01:01Z`. */
export function printMoment(at: Millis): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function offsetMs(zone: string): Millis {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** A date and a time of day on the wall clock of a zone; null for what is neither. */
export function parseWall(date: string, time: string, zone: string): Millis | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? parseMoment(date) : null;
  const [, hour, minute, second = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(time) ?? [];
  if (day === null || hour === undefined) return null;
  const wall = day + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
  return momentsOf(zone, wall).first;
}
