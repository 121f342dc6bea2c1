/** Turns "does not fit the schema" into the field, the rule and the mend, as sentences. */
import { nearest, type FieldFault } from '#kernel';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { JsonSchema } from './json-schema.ts';
import { scalarFault } from './scalar-rules.ts';

/** No more faults than this are told at once. */
const MOST_FAULTS = 20;

/** Every fault of `value`, outermost first; empty when it fits. `path` names the value itself. */
export function explain(schema: TSchema, value: unknown, path: string): FieldFault[] {
  return Value.Check(schema, value) ? [] : faultsOf(schema as JsonSchema, value, path).slice(0, MOST_FAULTS);
}

function faultsOf(schema: JsonSchema, value: unknown, path: string): FieldFault[] {
  if (fits(schema, value)) return [];
  if (schema.anyOf) return unionFaults(schema.anyOf, value, path);
  const scalar = scalarFault(schema, value);
  if (scalar) return [{ param: path, ...scalar }];
  if (Array.isArray(value) && schema.items)
    return value.flatMap((item, index) => faultsOf(schema.items!, item, `${path}[${index}]`));
  if (isObject(value)) return objectFaults(schema, value, path);
  return [{ param: path, message: 'Does not fit. Look it up in /openapi.json.', rule: 'schema' }];
}

function objectFaults(
  schema: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): FieldFault[] {
  const known = schema.properties ?? {};
  const faults: FieldFault[] = [];
  for (const name of schema.required ?? [])
    if (value[name] === undefined)
      faults.push({ param: join(path, name), message: `Is required${inside(value)}.`, rule: 'required' });
  for (const [name, item] of Object.entries(value)) {
    const field = Object.hasOwn(known, name) ? known[name] : otherField(schema, name);
    if (field === null)
      faults.push({
        param: join(path, name),
        message: unknownField(name, Object.keys(known)),
        rule: 'unknown-field',
      });
    else if (field && item !== undefined) faults.push(...faultsOf(field, item, join(path, name)));
  }
  return faults;
}

/** The schema of a field that `properties` does not name: null when it may not be there. */
function otherField(schema: JsonSchema, name: string): JsonSchema | null | undefined {
  for (const [pattern, field] of Object.entries(schema.patternProperties ?? {}))
    if (new RegExp(pattern).test(name)) return field;
  if (schema.additionalProperties === false) return null;
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function unknownField(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant
    ? `Is not a field here; did you mean \`${meant}\`?`
    : `Is not a field here. Known fields: ${known.join(', ') || 'none'}.`;
}

/** Of several shapes the one that the value's own mark (`type`) names is explained, else the only one of its kind. */
function unionFaults(branches: readonly JsonSchema[], value: unknown, path: string): FieldFault[] {
  const mark = isObject(value) ? markOf(branches) : null;
  if (mark && isObject(value)) {
    const marks = branches.flatMap((branch) => {
      const text = branch.properties?.[mark]?.const;
      return text === undefined ? [] : [String(text)];
    });
    const chosen = branches.find((branch) => branch.properties?.[mark]?.const === value[mark]);
    if (chosen) return faultsOf(chosen, Value.Default(chosen as TSchema, structuredClone(value)), path);
    const given = value[mark] === undefined ? 'Is required' : `\`${String(value[mark])}\` is not known here`;
    return [
      {
        param: join(path, mark),
        message: `${given}${inside(value)}. Use one of: ${marks.join(', ')}.`,
        rule: 'one-of',
      },
    ];
  }
  const alike = branches.filter((branch) => branch.type === kindOf(value));
  if (alike.length === 1) return faultsOf(alike[0]!, value, path);
  const kinds = [...new Set(branches.map((branch) => branch.type ?? 'value'))];
  return [{ param: path, message: `Must be ${kinds.join(' or ')}, not ${kindOf(value)}.`, rule: 'type' }];
}

/** The property that tells the branches apart: a constant in each that has it. */
function markOf(branches: readonly JsonSchema[]): string | null {
  const objects = branches.filter((branch) => branch.properties);
  const first = objects[0]?.properties;
  if (!first) return null;
  return (
    Object.keys(first).find((name) =>
      objects.every((branch) => branch.properties?.[name]?.const !== undefined),
    ) ?? null
  );
}

/** Names the thing a fault lies in by its own id or name, for lists in which an index says little. */
function inside(value: Readonly<Record<string, unknown>>): string {
  const label = value['id'] ?? value['name'];
  return typeof label === 'string' && label !== '' ? ` in \`${label.slice(0, 64)}\`` : '';
}

function fits(schema: JsonSchema, value: unknown): boolean {
  return Value.Check(schema as TSchema, value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
