/** Working hours as dial says them, as the native hours of an agent. Pure. */
import { WEEKDAYS, type AgentHours, type Weekday } from '#domain';
import { isTimeZone } from '../../shared/time-zone.ts';
import { isJson, kindOf, type Fields, type Json } from '../../shared/fields.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const TIME = /^(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap]m)?$/i;
/** The fields that make the hours; any of them changed makes them anew. */
export const HOUR_FIELDS = [
  'work_start',
  'work_end',
  'timezone',
  'detailed_work_hours',
  'enable_detailed_work_hours',
  'generic_after_hours_message',
] as const;

type Window = AgentHours['windows'][number];

/** `HH:MM` of `9`, `9:30`, `09:30:00`, `9 pm`; null for what is no time. */
export function readTime(value: unknown): string | null {
  const [, hour, minute = '00', half] = TIME.exec(String(value).trim()) ?? [];
  if (hour === undefined || (typeof value !== 'string' && typeof value !== 'number')) return null;
  const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  if (clock > 24 || Number(minute) > 59 || (clock === 24 && minute !== '00')) return null;
  return `${String(clock).padStart(2, '0')}:${minute}`;
}

/** The hours that the fields of `own` make together; null: at any time. Faults go to `fields`. */
export function hoursOf(own: Json, fields: Fields): AgentHours | null {
  const zone = typeof own['timezone'] === 'string' && own['timezone'] !== '' ? own['timezone'] : 'UTC';
  if (!isTimeZone(zone))
    fields.fail('timezone', 'Is not an IANA time zone, like Europe/Madrid.', 'time-zone');
  const detailed = isJson(own['detailed_work_hours']) ? own['detailed_work_hours'] : {};
  const windows =
    own['enable_detailed_work_hours'] === true ? detailedWindows(detailed, fields) : dailyWindow(own, fields);
  const message = own['generic_after_hours_message'];
  if (windows.length === 0) return null;
  return {
    time_zone: zone,
    windows,
    ...(typeof message === 'string' && message !== '' ? { after_hours_message: message } : {}),
  };
}

/** The same hours every day. */
function dailyWindow({ work_start, work_end }: Json, fields: Fields): Window[] {
  const [from, to] = [given(work_start), given(work_end)];
  if (from === null && to === null) return [];
  const read = (name: string, value: unknown, absent: string): string => {
    const time = value === null ? absent : readTime(value);
    if (time === null) fields.fail(name, 'Must be a time, like 09:00.', 'time');
    return time ?? absent;
  };
  return windowOf([...WEEKDAYS], read('work_start', from, '00:00'), read('work_end', to, '24:00'));
}

/** By day: `{"monday": {"start": "09:00", "end": "17:00"}}`; a day that is absent, null or not enabled is closed. */
function detailedWindows(detailed: Json, fields: Fields): Window[] {
  return Object.entries(detailed).flatMap(([name, value]) => {
    const at = `detailed_work_hours.${name}`;
    const day = dayOf(name);
    if (day === null) {
      fields.fail(at, `Is no day; days are ${DAYS.join(', ')}.`, 'day');
      return [];
    }
    return (Array.isArray(value) ? value : [value]).flatMap((span): Window[] => {
      if (span === null || (isJson(span) && (span['enabled'] === false || span['closed'] === true)))
        return [];
      if (!isJson(span)) {
        fields.fail(at, `Must be an object with start and end, not ${kindOf(span)}.`, 'type');
        return [];
      }
      const from = readTime(span['start'] ?? span['work_start'] ?? span['from']);
      const to = readTime(span['end'] ?? span['work_end'] ?? span['to']);
      if (from !== null && to !== null) return windowOf([day], from, to);
      fields.fail(at, 'Must have start and end, each a time like 09:00.', 'time');
      return [];
    });
  });
}

/** From a time to the same time is the whole day. */
function windowOf(days: Weekday[], from: string, to: string): Window[] {
  return [from === to ? { days, from: '00:00', to: '24:00' } : { days, from, to }];
}

function dayOf(name: string): Weekday | null {
  const short = name.toLowerCase().slice(0, 3) as Weekday;
  return WEEKDAYS.includes(short) && (name.length === 3 || DAYS.includes(name.toLowerCase() as 'monday'))
    ? short
    : null;
}

function given(value: unknown): unknown {
  return value === undefined || value === '' ? null : value;
}

/** How dial says the hours of an agent that it did not make. */
export function shownHours({ time_zone, windows, after_hours_message }: AgentHours): Json {
  const detailed: Record<string, unknown[]> = {};
  for (const { days, from, to } of windows)
    for (const day of days) (detailed[DAYS[WEEKDAYS.indexOf(day)]!] ??= []).push({ start: from, end: to });
  return {
    timezone: time_zone,
    detailed_work_hours: detailed,
    enable_detailed_work_hours: true,
    ...(after_hours_message === undefined ? {} : { generic_after_hours_message: after_hours_message }),
  };
}
