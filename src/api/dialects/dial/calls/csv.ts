/** Calls as a table (RFC 4180). Pure. */
import type { Call } from '#domain';
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
    const shown = toCall(call) as Record<string, any>;
    const { from, to } = shown['metadata'];
    const flat: Record<string, unknown> = {
      ...shown,
      ...{ from, to, use_case: shown['use_case'].name, agent: shown['agent'].name },
    };
    return [
      ...COLUMNS.map((name) => flat[name]),
      shown['classification']?.tag,
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
