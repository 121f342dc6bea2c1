/**
 * A JSON Schema as Gemini's `Schema` (ai.google.dev/api/caching#Schema, a part of OpenAPI 3.0): what it has is
 * translated, what it lacks is left out, or said in the description where the model can still heed it. Pure.
 */
import { isRecord } from '../shared/json-value.ts';

type Schema = Readonly<Record<string, unknown>>;

const KEPT = [
  'title',
  'default',
  'required',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
];
const SAID = ['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'uniqueItems'];
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  STRING: ['enum', 'date-time'],
  NUMBER: ['float', 'double'],
  INTEGER: ['int32', 'int64'],
};
/** References that lead to themselves end here. */
const DEEPEST = 12;

/** @throws never; a schema that says nothing becomes an object without properties. */
export function toGeminiSchema(schema: Schema): Record<string, unknown> {
  const definitions = { ...asRecord(schema['definitions']), ...asRecord(schema['$defs']) };
  return translate(schema, definitions, 0);
}

function translate(raw: unknown, definitions: Schema, depth: number): Record<string, unknown> {
  if (depth > DEEPEST) return { type: 'STRING', description: 'JSON text' };
  const schema = flatten(asRecord(raw), definitions, depth);
  const into = (value: unknown): Record<string, unknown> => translate(value, definitions, depth + 1);
  const types = [schema['type']].flat().filter((type) => typeof type === 'string');
  const named = types.filter((type) => type !== 'null');
  const nullable = schema['nullable'] === true || types.includes('null');
  const out: Record<string, unknown> = nullable ? { nullable } : {};
  const said = SAID.filter((word) => word in schema).map((word) => `${word}: ${say(schema[word])}`);
  const choices = [schema['anyOf'], schema['oneOf']].flatMap((list) => (Array.isArray(list) ? list : []));
  const real = choices.filter((choice) => asRecord(choice)['type'] !== 'null');
  if (choices.length > real.length) out['nullable'] = true;
  if (real.length > 0) out['anyOf'] = real.map(into);
  else if (named.length > 1) out['anyOf'] = named.map((type) => into({ ...schema, type }));
  else Object.assign(out, plain(schema, typeOf(schema, named[0]), into, said));
  const description = [schema['description'], said.length > 0 ? `(${said.join(', ')})` : '']
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  return description === '' ? out : { ...out, description };
}

/** One type, no choices. */
function plain(
  schema: Schema,
  type: string,
  into: (value: unknown) => Record<string, unknown>,
  said: string[],
): Record<string, unknown> {
  const out: Record<string, unknown> = { type };
  for (const word of KEPT) if (word in schema) out[word] = schema[word];
  const values = 'const' in schema ? [schema['const']] : schema['enum'];
  if (Array.isArray(values)) {
    const given = values.filter((value) => value !== null);
    // "enum: possible values of an element of primitive type with enum format", strings only.
    if (type === 'STRING') Object.assign(out, { enum: given.map(String), format: 'enum' });
    else said.push(`one of ${say(given)}`);
  }
  const format = schema['format'];
  if (typeof format === 'string' && out['format'] === undefined) {
    if (FORMATS[type]?.includes(format)) out['format'] = format;
    else said.push(`format: ${format}`);
  }
  if (type === 'OBJECT' && isRecord(schema['properties']))
    out['properties'] = Object.fromEntries(
      Object.entries(schema['properties']).map(([name, value]) => [name, into(value)]),
    );
  if (type === 'ARRAY') out['items'] = into(schema['items'] ?? { type: 'string' });
  return out;
}

function typeOf(schema: Schema, named: string | undefined): string {
  if (named !== undefined) return named.toUpperCase();
  if ('properties' in schema) return 'OBJECT';
  if ('items' in schema) return 'ARRAY';
  const value = 'const' in schema ? schema['const'] : [schema['enum']].flat()[0];
  if (typeof value === 'number') return Number.isInteger(value) ? 'INTEGER' : 'NUMBER';
  if (typeof value === 'boolean') return 'BOOLEAN';
  return 'enum' in schema || 'const' in schema ? 'STRING' : 'OBJECT';
}

/** References resolved, `allOf` merged into one. */
function flatten(schema: Schema, definitions: Schema, depth: number): Schema {
  if (depth > DEEPEST) return schema;
  const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1];
  const named = name === undefined ? {} : flatten(asRecord(definitions[name]), definitions, depth + 1);
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  let out: Schema = { ...named, ...schema };
  for (const part of parts) {
    const one = flatten(asRecord(part), definitions, depth + 1);
    out = {
      ...one,
      ...out,
      properties: { ...asRecord(one['properties']), ...asRecord(out['properties']) },
      required: [...new Set([one['required'], out['required']].flat().filter(Boolean))],
    };
  }
  return out;
}

function say(value: unknown): string {
  return JSON.stringify(value);
}

function asRecord(value: unknown): Schema {
  return isRecord(value) ? value : {};
}
