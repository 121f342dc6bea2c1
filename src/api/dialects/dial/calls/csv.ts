/** Calls as a table (RFC 4180). Pure. */
import type { Call } from '#domain';
import { isJson } from '../../shared/fields.ts';
import { toCall } from '../map-response.ts';

const COLUMNS = [
  'id',
  'type',
  'status',
  'from',
  'to',
  'use_case',
  'agent',
  'language',
  'created',
  'duration',
];
/** What spreadsheets take for a formula; a telephone number is none. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d ]*$))/;

export function csvOf(calls: readonly Call[]): string {
  const rows = calls.map((call) => {
    const shown: Record<string, unknown> = toCall(call);
    const inside = (name: string, field: string): unknown => {
      const held = shown[name];
      return isJson(held) ? held[field] : undefined;
    };
    const flat: Record<string, unknown> = {
      ...shown,
      ...{ from: inside('metadata', 'from'), to: inside('metadata', 'to') },
      ...{ use_case: inside('use_case', 'name'), agent: inside('agent', 'name') },
    };
    return [
      ...COLUMNS.map((name) => flat[name]),
      inside('classification', 'tag'),
      JSON.stringify(shown['extraction']),
    ];
  });
  return [[...COLUMNS, 'classification', 'extraction'], ...rows]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');
}

function field(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
