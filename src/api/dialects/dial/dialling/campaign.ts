/** POST /dial/scheduled, read: what all of its calls share, and one row a call. */
import { isTimeZone, readCsv, wallOf, type RetryRule } from '#domain';
import type { Millis } from '#kernel';
import { Fields, type Json } from '../../shared/fields.ts';
import { outboundOf, type OutboundBody } from '../map-request.ts';
import { parseWall } from '../moment.ts';
import { readRetry } from './retry.ts';

/** More in one request than anybody can check. */
export const MOST_CALLS = 2_000;
const MINUTE_MS: Millis = 60_000;
/** Of a row; every other key is a param of its call. */
const ROW = new Set(['phone_number', 'scheduled_date', 'scheduled_time', 'timezone', 'max_duration_mins']);

export interface Campaign {
  readonly name: string | null;
  readonly rows: readonly OutboundBody[];
  readonly retry: RetryRule | null;
  /** As given; the syntax of its `query` is not public. */
  readonly retryLogic: readonly Json[];
}

/** @throws AppError `invalid-request` naming each field and row */
export function readCampaign(body: unknown, now: Millis): Campaign {
  const fields = new Fields(body);
  const { retry, logic } = readRetry(fields);
  const stagger = fields.integer('staggered_interval_minutes', 0, 525_600) ?? 0;
  const name = fields.text('campaign_name');
  const given = rowsOf(fields);
  if (given !== null && given.length === 0) fields.fail('calls', 'Must hold one row or more.', 'length');
  if (given !== null && given.length > MOST_CALLS)
    fields.fail('calls', `May hold ${MOST_CALLS} rows.`, 'length');
  fields.finish();
  const { calls: _calls, csv_file: _csv, ...shared } = fields.raw;
  const rows = (given ?? []).map((row, index): OutboundBody => {
    const path = `calls[${index}].`;
    const own = new Fields(row, path, fields.faults);
    const ahead = own.has('scheduled_date') || own.has('scheduled_time') ? rowMoment(own, now) : null;
    const params = Object.fromEntries(Object.entries(own.raw).filter(([key]) => !ROW.has(key)));
    const minutes = minutesOf(own);
    const read = outboundOf(
      new Fields(
        {
          ...shared,
          phone_number: own.raw['phone_number'],
          params,
          ...(minutes === null ? {} : { max_duration_mins: minutes }),
        },
        path,
        fields.faults,
      ),
    );
    return {
      ...read,
      notBefore: ahead ?? (stagger === 0 ? read.notBefore : now + index * stagger * MINUTE_MS),
    };
  });
  fields.finish();
  return { name, rows, retry, retryLogic: logic };
}

/** `calls`, nested once more or not, before `csv_file`. */
function rowsOf(fields: Fields): readonly unknown[] | null {
  if (fields.has('calls')) return fields.list('calls')?.flat(1) ?? null;
  const csv = fields.text('csv_file');
  if (csv === null) {
    fields.fail('calls', 'Is required, or csv_file.', 'required');
    return null;
  }
  const encoded = csv.replace(/^data:[^,]*,/, '').replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(encoded)) {
    fields.fail('csv_file', 'Must be a table (CSV) in base64.', 'base64');
    return null;
  }
  const read = readCsv(Buffer.from(encoded, 'base64').toString('utf8'));
  if ('rows' in read) return read.rows;
  fields.fail('csv_file', `Line ${read.fault.line}: ${read.fault.message}`, 'csv');
  return null;
}

/** In a table every value is a text. */
function minutesOf(own: Fields): unknown {
  const value = own.raw['max_duration_mins'];
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : (value ?? null);
}

/** A date alone is its midnight, a time alone is today's, both in the row's zone. */
function rowMoment(own: Fields, now: Millis): Millis | null {
  const zone = own.text('timezone') || 'UTC';
  if (!isTimeZone(zone)) {
    own.fail('timezone', 'Must be UTC or an IANA time zone, like Europe/Madrid.', 'time-zone');
    return null;
  }
  const today = new Date(wallOf(zone, now)).toISOString().slice(0, 10);
  const at = parseWall(own.text('scheduled_date') || today, own.text('scheduled_time') || '00:00:00', zone);
  if (at === null)
    own.fail('scheduled_date', 'Must be a date YYYY-MM-DD with scheduled_time HH:MM:SS.', 'date-time');
  return at;
}
