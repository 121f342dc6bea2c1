/** What GET /calls is asked for. Pure. */
import type { Millis } from '#kernel';
import { Fields, type Json } from '../../shared/fields.ts';
import { endOf, startOf } from '../madrid.ts';
import { wordsOf, type StatusWord } from '../status.ts';

const DAY_MS: Millis = 86_400_000;
const DEFAULT_DAYS = 15;
const MOST_DAYS = 90;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface ListQuery {
  /** Both inclusive; null: open. */
  readonly from: Millis | null;
  readonly to: Millis | null;
  /** Null: any; none: no call has the word that was asked for. */
  readonly words: readonly StatusWord[] | null;
  readonly playbook: string | null;
}

/**
 * @param usual `window`: without dates the last `daysFromNow` days; `all`: without any of the three everything
 * @throws AppError `invalid-request` for a date that cannot be read, or a playbook's id that is no UUID
 */
export function readListQuery(query: unknown, now: Millis, usual: 'window' | 'all'): ListQuery {
  const given = lastOfEach(query as Json);
  const fields = new Fields(given);
  const [start, end] = [fields.text('startDate') || null, fields.text('endDate') || null];
  const from = start === null ? null : moment(fields, 'startDate', startOf(start));
  const to = end === null ? null : moment(fields, 'endDate', endOf(end));
  const playbook = fields.text('playbook_id') || null;
  if (playbook !== null && !UUID.test(playbook)) fields.fail('playbook_id', 'Must be a UUID.', 'uuid');
  const status = fields.text('status') || null;
  fields.finish();
  const days = fields.text('daysFromNow') || null;
  const byDays = start === null && end === null && (usual === 'window' || days !== null);
  return {
    from: byDays ? now - clampedDays(days) * DAY_MS : from,
    to,
    words: status === null ? null : (wordsOf(status) ?? []),
    playbook,
  };
}

function moment(fields: Fields, name: string, read: Millis | null): Millis | null {
  if (read === null)
    fields.fail(
      name,
      'Must be a date that there is, YYYY-MM-DD or YYYY-MM-DD HH:mm:ss, on the clock of Madrid.',
      'date',
    );
  return read;
}

/** 1 to 90; what is no number is the default. */
function clampedDays(text: string | null): number {
  const days = Number(text ?? DEFAULT_DAYS);
  return Number.isNaN(days) ? DEFAULT_DAYS : Math.min(Math.max(days, 1), MOST_DAYS);
}

/** A parameter given twice counts as given last. */
function lastOfEach(query: Json): Json {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
  );
}
