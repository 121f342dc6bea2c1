/** A JSON Schema as "Structured outputs", section "JSON Schema limitations", takes it. Pure. */
import { isRecord } from '../shared/json-value.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Limits that are refused; they go into the description, where the model reads them. */
const LIMITS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'pattern',
] as const;
/** Keywords whose values are schemas, by name or in a row. */
const NAMED = ['properties', '$defs', 'definitions'];
const LISTED = ['anyOf', 'allOf'];

/** Every object is closed (`additionalProperties: false`); what cannot be enforced is said in words. */
export function closeSchema(schema: Schema): Schema {
  const out: Record<string, unknown> = {};
  const said: string[] = [];
  for (const [word, value] of Object.entries(schema)) {
    if ((LIMITS as readonly string[]).includes(word)) said.push(`${word}: ${JSON.stringify(value)}`);
    else if (NAMED.includes(word) && isRecord(value))
      out[word] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, close(one)]));
    else if (LISTED.includes(word) && Array.isArray(value)) out[word] = value.map(close);
    else if (word === 'oneOf' && Array.isArray(value)) out['anyOf'] = value.map(close);
    else if (word === 'items') out[word] = close(value);
    else out[word] = value;
  }
  if ([schema['type']].flat().includes('object')) out['additionalProperties'] = false;
  if (said.length > 0)
    out['description'] = [out['description'], `(${said.join(', ')})`].filter(Boolean).join(' ');
  return out;
}

function close(value: unknown): unknown {
  return isRecord(value) ? closeSchema(value) : value;
}
