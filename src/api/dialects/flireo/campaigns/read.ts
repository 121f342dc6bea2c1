/** Flireo's campaigns to ours: a daily window on the clock of one time zone, every day of the week. */
import { isTimeZone, timeOfDay, WEEKDAYS, type CampaignSettings, type DailyWindow } from '#domain';
import type { Fields } from '../../shared/fields.ts';
import { doubleBraces } from '../../shared/placeholders.ts';

const TIME = /^(?:([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|24:00(?::00)?)$/;
const LONGEST_NAME = 200;
const LONGEST_TEMPLATE = 100_000;
const [DAY_BEGINS, DAY_ENDS] = ['00:00', '24:00'];

/** What may be asked of it; `completed` comes by itself. */
export const STATUSES = ['draft', 'scheduled', 'paused', 'cancelled'] as const;

export type ReadCampaign = Partial<Pick<CampaignSettings, 'name' | 'window' | 'prompt'>>;

/**
 * Only what is given; faults are kept in `fields`.
 * @param before what a change starts from; null: a new one
 */
export function readCampaign(fields: Fields, before: Pick<CampaignSettings, 'window'> | null): ReadCampaign {
  const name = before === null || isGiven(fields, 'name') ? fields.requiredText('name').trim() : undefined;
  if (name !== undefined && name.length > LONGEST_NAME)
    fields.fail('name', `Must have ${LONGEST_NAME} characters or fewer.`, 'maxLength');
  const prompt = readTemplate(fields);
  const window = readWindow(fields, before?.window ?? null, before === null);
  return {
    ...(name === undefined ? {} : { name }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(window === undefined ? {} : { window }),
  };
}

/** Undefined: not given. Null or empty: the agent's own. */
function readTemplate(fields: Fields): string | null | undefined {
  if (!isGiven(fields, 'system_message_template')) return undefined;
  const text = fields.text('system_message_template');
  if (text !== null && text.length > LONGEST_TEMPLATE)
    fields.fail('system_message_template', `Must have ${LONGEST_TEMPLATE} characters or fewer.`, 'maxLength');
  return text ? doubleBraces(text) : null;
}

function readWindow(fields: Fields, before: DailyWindow | null, isNew: boolean): DailyWindow | undefined {
  const given = ['schedule_start_time', 'schedule_end_time', 'timezone'].filter((name) =>
    isGiven(fields, name),
  );
  if (given.length === 0 && !isNew) return undefined;
  const zone = fields.text('timezone') || null;
  if (zone !== null && !isTimeZone(zone))
    fields.fail('timezone', 'Is not a time zone of the IANA database, like Europe/Amsterdam.', 'time-zone');
  if (zone === null && isNew && fields.faults.every(({ param }) => param !== 'timezone'))
    fields.fail('timezone', 'Is required.', 'required');
  const window = {
    days: before ? [...before.days] : [...WEEKDAYS],
    from: readTime(fields, 'schedule_start_time', before?.from ?? DAY_BEGINS!, DAY_BEGINS!),
    to: readTime(fields, 'schedule_end_time', before?.to ?? DAY_ENDS!, DAY_ENDS!),
    time_zone: zone ?? before?.time_zone ?? 'UTC',
  };
  if (timeOfDay(window.from) === timeOfDay(window.to))
    fields.fail(
      'schedule_end_time',
      'Must differ from schedule_start_time; leave both out for the whole day.',
      'window',
    );
  return window;
}

/** @param border of the day, for a time that is taken out */
function readTime(fields: Fields, name: string, before: string, border: string): string {
  if (!isGiven(fields, name)) return before;
  const text = fields.text(name);
  if (text === null || text === '') return border;
  const isEnd = border === DAY_ENDS;
  if (TIME.test(text) && (isEnd || !text.startsWith('24'))) return text.replace(/^(\d\d:\d\d):00$/, '$1');
  fields.fail(name, 'Must be a time of the day, HH:MM or HH:MM:SS.', 'time');
  return before;
}

function isGiven(fields: Fields, name: string): boolean {
  return fields.raw[name] !== undefined;
}
