/** `custom_variables` comes in three shapes; all become names with texts. */
import { isJson, kindOf, type Fields } from '../shared/fields.ts';

/**
 * Reads `[{"key","value"}]`, `{"name": value}` and `["Name: value"]`, mixed too. A later entry wins.
 * Values are texts: numbers and flags as written, null as "", lists and objects as JSON.
 */
export function customVariables(fields: Fields): Record<string, string> {
  const given = fields.raw['custom_variables'];
  if (given === undefined || given === null) return {};
  if (isJson(given))
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, asText(value)]));
  if (Array.isArray(given))
    return Object.fromEntries(given.flatMap((item, index) => entry(fields, item, index)));
  fields.fail('custom_variables', `Must be a list or an object, not ${kindOf(given)}.`, 'type');
  return {};
}

function entry(fields: Fields, item: unknown, index: number): [string, string][] {
  if (isJson(item) && typeof item['key'] === 'string' && item['key'] !== '')
    return [[item['key'], asText(item['value'])]];
  const pair = typeof item === 'string' ? /^\s*([^:]*[^:\s])\s*:\s*([\s\S]*)$/.exec(item) : null;
  if (pair) return [[pair[1]!, pair[2]!]];
  fields.fail(`custom_variables[${index}]`, 'Must be {"key": …, "value": …} or "Key: value".', 'form');
  return [];
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
