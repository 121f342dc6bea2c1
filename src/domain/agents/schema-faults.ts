/** Errors of a schema as faults that name the field, its rule and the mend. */
import type { FieldFault } from '#kernel';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

/**
 * @param path where `value` stands in the request, e.g. `agent.flow.nodes[2]`; empty for the body itself.
 * @returns one fault a field and rule; none when the value fits.
 */
export function schemaFaults(schema: TSchema, value: unknown, path: string): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const error of Value.Errors(schema, value) as Iterable<SchemaError>)
    for (const fault of faultsOf(error, schema, path)) {
      const key = `${fault.param} ${fault.rule}`;
      if (!faults.has(key)) faults.set(key, fault);
    }
  return [...faults.values()];
}

/** `a` and `b[0].c` joined as people write paths. */
export function joinPath(path: string, ...keys: readonly (string | number)[]): string {
  return keys.reduce<string>((joined, key) => {
    if (typeof key === 'number' || /^\d+$/.test(key)) return `${joined}[${key}]`;
    return joined === '' ? key : `${joined}.${key}`;
  }, path);
}

function faultsOf(error: SchemaError, schema: TSchema, path: string): FieldFault[] {
  const keys = error.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const param = joinPath(path, ...keys);
  const params = error.params as Readonly<Record<string, unknown>>;
  const list = (name: string): string[] => (Array.isArray(params[name]) ? params[name].map(String) : []);
  switch (error.keyword) {
    // A closed object reports its unknown fields by itself.
    case 'boolean':
      return [];
    case 'required':
      return list('requiredProperties').map((name) => ({
        param: joinPath(param, name),
        rule: 'required',
        message: `is required; add it.`,
      }));
    case 'additionalProperties': {
      const known = Object.keys(at(schema, keys)?.['properties'] ?? {});
      const hint = known.length > 0 ? ` Known here: ${known.join(', ')}.` : '';
      return list('additionalProperties').map((name) => ({
        param: joinPath(param, name),
        rule: 'unknown-field',
        message: `is not a field of this object; remove it or correct its name.${hint}`,
      }));
    }
    default:
      return [{ param, rule: error.keyword, message: sentence(error, params, at(schema, keys)) }];
  }
}

function sentence(
  { keyword, message }: SchemaError,
  params: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>> | undefined,
): string {
  const limit = String(params['limit']);
  const description = typeof schema?.['description'] === 'string' ? ` ${schema['description']}` : '';
  switch (keyword) {
    case 'type':
      return `must be of type ${String(params['type'])}.${description}`;
    case 'enum':
      return `must be one of: ${(params['allowedValues'] as unknown[]).map(String).join(', ')}.`;
    case 'const':
      return `must be ${String(params['allowedValue'])}.`;
    case 'pattern':
      return `must match ${String(params['pattern'])}.${description}`;
    case 'minimum':
      return `must be ${limit} or more.${description}`;
    case 'maximum':
      return `must be ${limit} or less.${description}`;
    case 'minLength':
      return limit === '1' ? 'must not be empty.' : `must have ${limit} characters or more.`;
    case 'maxLength':
      return `must have ${limit} characters or fewer.`;
    case 'minItems':
      return `must have ${limit} or more items.`;
    case 'maxItems':
      return `must have ${limit} or fewer items.`;
    default:
      return `${message}.${description}`;
  }
}

/** The schema of the field at `keys`, as far as it can be told without choosing in a union. */
function at(schema: TSchema, keys: readonly string[]): Readonly<Record<string, object>> | undefined {
  let here = schema as unknown as Record<string, Record<string, unknown>> | undefined;
  for (const key of keys) here = (here?.['properties']?.[key] ?? here?.['items']) as typeof here;
  return here as Readonly<Record<string, object>> | undefined;
}
