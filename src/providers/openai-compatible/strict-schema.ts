/** Whether a JSON Schema may be enforced: OpenAI's "Structured model outputs", section "Supported schemas". Pure. */

type Schema = Readonly<Record<string, unknown>>;

/** Keywords that the enforced subset does not have. */
const REFUSED = ['allOf', 'not', 'dependentRequired', 'dependentSchemas', 'if', 'then', 'else', 'oneOf'];

/** Each object lists all its properties as required and allows no others; the root is an object. */
export function isStrict(schema: Schema): boolean {
  return schema['type'] === 'object' && schema['anyOf'] === undefined && holds(schema);
}

function holds(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  if (REFUSED.some((word) => word in schema)) return false;
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const types = [schema['type']].flat();
  if (types.includes('object')) {
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    if (schema['additionalProperties'] !== false) return false;
    if (!Object.keys(properties).every((name) => required.has(name))) return false;
  }
  const definitions = isRecord(schema['$defs']) ? Object.values(schema['$defs']) : [];
  const choices = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  const items = schema['items'] === undefined ? [] : [schema['items']];
  return [...Object.values(properties), ...definitions, ...choices, ...items].every(holds);
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
