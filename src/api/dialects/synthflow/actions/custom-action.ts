/** `CUSTOM_ACTION` as an HTTP tool. */
import type { HttpTool } from '#domain';
import { isJson, type Fields, type Json } from '../../shared/fields.ts';
import { MASK } from './kinds.ts';
import { ours, toolNameOf } from './texts.ts';

const METHODS = ['GET', 'POST', 'PATCH', 'PUT'] as const;
const DEFAULT_TIMEOUT_S = 8;
const MOST_TIMEOUT_S = 60;
const DEFAULT_DELAY_S = 2.5;
const LONGEST_SPEECH = 500;
/** Where a secret stands, in the spellings that are met. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  header: ['header', 'headers'],
  query: ['query', 'query_parameters', 'query_params', 'params', 'url'],
  body: ['body', 'json_body'],
};
const LONGEST_DESCRIPTION = 1000;
/** JSON Schema of Synthflow's types. */
const TYPES: Readonly<Record<string, Json>> = {
  string: { type: 'string' },
  int: { type: 'integer' },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  list: { type: 'array' },
  money: { type: 'number' },
  phone_number: { type: 'string', description: 'In E.164.' },
  email: { type: 'string', description: 'An e-mail address.' },
  datetime: { type: 'string', description: 'ISO 8601, local time.' },
  utc_datetime: { type: 'string', description: 'ISO 8601, UTC.' },
};

/** Faults are kept in `fields`. @param stored what `***` stands for */
export function customAction(fields: Fields, stored: HttpTool['auth']): HttpTool {
  const method = fields.oneOf('http_mode', METHODS);
  if (!fields.has('http_mode')) fields.fail('http_mode', 'Is required.', 'required');
  const name = fields.requiredText('name');
  const url = fields.requiredText('url');
  if (!fields.has('run_action_before_call_start'))
    fields.fail('run_action_before_call_start', 'Is required.', 'required');
  const before = fields.flag('run_action_before_call_start') ?? false;
  if (url !== '' && !/^https?:\/\/[^\s]{1,1900}$/i.test(url))
    fields.fail('url', 'Must be an absolute http or https URL.', 'url');
  const query = pairs(fields, 'query_parameters');
  const headers = pairs(fields, 'headers');
  const fixed = pairs(fields, 'variables_before_the_call');
  const parameters = readParameters(fields);
  const body = readBody(fields);
  const timeout = fields.number('failure_timeout', 0.1, MOST_TIMEOUT_S) ?? DEFAULT_TIMEOUT_S;
  const auth = readAuth(fields, stored);
  const told = [fields.text('description'), fields.text('prompt')].filter((text) => text);
  const natural =
    fields.flag('agent_speak_naturally') === true && said(fields, 'message_before_action_starts');
  if (natural) told.push(`Before you call it, tell the person in your own words: ${natural}`);
  const speech = speechOf(fields, natural !== '' && natural !== false);
  return {
    type: 'http',
    name: toolNameOf(name),
    description: ours(told.join(' ')).slice(0, LONGEST_DESCRIPTION),
    method: method ?? 'POST',
    url: withQuery(ours(url), query),
    ...(Object.keys(headers).length === 0 ? {} : { headers: valuesOf(headers) }),
    ...(auth ? { auth } : {}),
    ...(body === undefined ? {} : { body }),
    ...(parameters ? { parameters } : {}),
    ...(Object.keys(fixed).length === 0 ? {} : { arguments: valuesOf(fixed) }),
    timeout_ms: Math.round(timeout * 1000),
    ...(speech ? { speech } : {}),
    ...(before ? { when: 'before' } : {}),
  };
}

function speechOf(fields: Fields, natural: boolean): HttpTool['speech'] | null {
  const before = natural ? '' : said(fields, 'message_before_action_starts');
  const during = [said(fields, 'speech_while_using_the_tool'), said(fields, 'message_delay')].filter(
    (it) => it,
  );
  const delay = fields.number('message_delay_time', 0.5, 20) ?? DEFAULT_DELAY_S;
  const error = said(fields, 'message_error');
  if (before === '' && during.length === 0 && error === '') return null;
  return {
    ...(before === '' ? {} : { before }),
    ...(during.length === 0 ? {} : { during }),
    during_after_ms: Math.round(delay * 1000),
    ...(error === '' ? {} : { error }),
  };
}

function said(fields: Fields, name: string): string {
  return ours(fields.text(name) ?? '').slice(0, LONGEST_SPEECH);
}

function readAuth(fields: Fields, stored: HttpTool['auth']): HttpTool['auth'] | null {
  const given = fields.inner('custom_auth');
  if (given?.flag('is_needed') !== true) return null;
  const location = (given.text('location') || 'header').toLowerCase();
  const place = Object.entries(PLACES).find(([, words]) => words.includes(location))?.[0];
  if (place === undefined) {
    given.fail('location', 'Must be one of: header, query, body.', 'one-of');
    return null;
  }
  const key = given.text('key') || 'Bearer';
  const value = given.requiredText('value');
  if (value.length > 4000) given.fail('value', 'May have at most 4000 characters.', 'length');
  if (value === MASK && stored) return stored;
  if (place === 'query' || place === 'body') {
    if (!/^[^\s&=#?]{1,100}$/.test(key)) given.fail('key', 'Must be a name without spaces.', 'name');
    return { type: place, name: key, value };
  }
  if (key.toLowerCase() === 'bearer') return { type: 'bearer', token: value };
  if (!/^[A-Za-z0-9-]{1,100}$/.test(key)) given.fail('key', 'Must be the name of a header.', 'header');
  return { type: 'header', name: key, value };
}

function readParameters(fields: Fields): Json | null {
  const properties: Record<string, Json> = {};
  for (const variable of fields.objects('variables_during_the_call')) {
    const name = variable.requiredText('name');
    const type = variable.oneOf('type', Object.keys(TYPES)) ?? 'string';
    if (!/^[A-Za-z_][\w]{0,63}$/.test(name))
      variable.fail('name', 'Must be a name of letters and digits.', 'name');
    const base = TYPES[type]!;
    const [description, example] = [variable.text('description') ?? '', variable.raw['example']];
    const told = [description, base['description']].filter((text) => text).join(' ');
    properties[name] = {
      ...base,
      ...(told === '' ? {} : { description: told }),
      ...(example === undefined || example === null || example === '' ? {} : { examples: [example] }),
    };
  }
  const names = Object.keys(properties);
  return names.length === 0
    ? null
    : { type: 'object', properties, required: names, additionalProperties: false };
}

/** A template in which `{name}` is a variable; not JSON is a fault. */
function readBody(fields: Fields): unknown {
  const text = fields.text('json_body_stringified');
  if (text === null || text.trim() === '') return undefined;
  try {
    return placed(JSON.parse(text));
  } catch {
    fields.fail('json_body_stringified', 'Is no JSON.', 'json');
    return undefined;
  }
}

function placed(value: unknown): unknown {
  if (typeof value === 'string') return ours(value);
  if (Array.isArray(value)) return value.map(placed);
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, placed(item)]));
}

function pairs(fields: Fields, name: string): Record<string, string> {
  const found: [string, string][] = [];
  for (const pair of fields.objects(name)) {
    const key = pair.requiredText('key');
    const value = pair.raw['value'] ?? '';
    found.push([key, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
  }
  return Object.fromEntries(found.slice(0, 100));
}

function valuesOf(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, ours(value).slice(0, 4000)]),
  );
}

/** Values may hold placeholders, which are encoded when they are filled. */
function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  const parts = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encoded(ours(value))}`,
  );
  if (parts.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${parts.join('&')}`;
}

function encoded(value: string): string {
  return value.replace(/\{\{[^{}]*\}\}|[^{]+|\{/g, (part) =>
    part.startsWith('{{') ? part : encodeURIComponent(part),
  );
}
