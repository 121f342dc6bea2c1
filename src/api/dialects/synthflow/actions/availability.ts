/** `human_availability`: when whoever a call is transferred to can be reached. */
import { WEEKDAYS, type TransferTool } from '#domain';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Fields } from '../../shared/fields.ts';
import { ours } from './texts.ts';

type Hours = NonNullable<TransferTool['hours']>;

const TIME = /^([01]?\d|2[0-4]):([0-5]\d)(:[0-5]\d)?$/;
const LONGEST = 500;

/** Faults are kept in `fields`; null: always. */
export function availability(fields: Fields): Hours | null {
  const given = fields.inner('human_availability');
  if (given === null || given.flag('active') === false) return null;
  const time_zone = given.requiredText('timezone');
  if (time_zone !== '' && !isTimeZone(time_zone))
    given.fail('timezone', 'Must be an IANA time zone, e.g. Europe/Berlin.', 'time-zone');
  const windows = given.objects('schedule').map(windowOf);
  if (windows.length === 0) given.fail('schedule', 'Must name at least one weekday.', 'required');
  const closed = ours(given.text('unavailable_message') ?? '').slice(0, LONGEST);
  return { time_zone, windows, ...(closed === '' ? {} : { closed }) };
}

function windowOf(day: Fields): Hours['windows'][number] {
  const weekday = weekdayOf(day);
  const intervals = day.objects('interval');
  if (intervals.length !== 1) day.fail('interval', 'Must hold exactly one interval.', 'length');
  const [from, to] = (['from', 'to'] as const).map((name) => {
    const text = intervals[0]?.text(name) ?? '';
    if (TIME.test(text)) return text.padStart(text.length + (text.indexOf(':') === 1 ? 1 : 0), '0');
    intervals[0]?.fail(name, 'Must be a time of the day, HH:MM.', 'time');
    return '00:00';
  });
  return { days: [weekday], from: from!, to: to! };
}

/** A name in any case, whole or short, or a number from Monday, 0. */
function weekdayOf(day: Fields): (typeof WEEKDAYS)[number] {
  const given = day.raw['weekday'];
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= 6)
    return WEEKDAYS[(given + 1) % 7]!;
  const short = String(given).toLowerCase().slice(0, 3);
  const found = WEEKDAYS.find((name) => name === short);
  if (!found) day.fail('weekday', 'Must be a day of the week, e.g. monday.', 'weekday');
  return found ?? 'mon';
}
