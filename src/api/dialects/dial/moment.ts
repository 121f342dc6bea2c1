/** ISO 8601 moments, in and out. */
import type { Millis } from '#kernel';

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** @returns ms since the epoch, or null for what is no date; without a zone it is UTC. */
export function parseMoment(text: string): Millis | null {
  const parts = FORM.exec(text.trim());
  if (!parts) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = parts;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const utc = Date.parse(`${wall}Z`);
  // The platform rolls 30 February over to March; a date that does not come back is none.
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== wall.slice(0, 10)) return null;
  return utc - offsetMs(zone);
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
