/** Wall clocks of IANA time zones, by the platform's own database. */
import type { Millis } from '#kernel';

const DAY_MS: Millis = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Is it a zone of the IANA database? */
export function isTimeZone(text: string): boolean {
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock of a zone, written as if it were UTC: ms since the epoch. */
export function wallOf(zone: string, at: Millis): Millis {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return wall + part('second') * 1000 + (((at % 1000) + 1000) % 1000);
}

/**
 * When a wall clock shows a time. Shown twice (clocks set back): the first and the last moment. Skipped (set forward):
 * both are the moment of the change.
 */
export function momentsOf(zone: string, wall: Millis): { readonly first: Millis; readonly last: Millis } {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallOf(zone, near) - near);
  const shown = offsets.map((offset) => wall - offset).filter((at) => wallOf(zone, at) === wall);
  if (shown.length > 0) return { first: Math.min(...shown), last: Math.max(...shown) };
  // Skipped: the change lies between the two readings of the same wall time.
  let [before, after] = [wall - Math.max(...offsets), wall - Math.min(...offsets)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallOf(zone, middle) < wall) before = middle;
    else after = middle;
  }
  return { first: after, last: after };
}

/** @throws RangeError for what is no zone */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-hc-h23', {
      timeZone: zone,
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
    formats.set(zone, format);
  }
  return format;
}
