/** Values that fit a schema, for fast-check. Texts whose pattern it cannot make are the document's example. */
import fc, { type Arbitrary } from 'fast-check';
import { exampleOf } from '../../src/api/openapi/example.ts';
import type { JsonSchema } from './operations.ts';

/** What the generator reads of a schema. */
interface Read {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** Deeper than this a value is the example. */
const DEEPEST = 6;

/** @param name of the field, which the example goes by */
export function fitting(given: JsonSchema, name = '', depth = 0): Arbitrary<unknown> {
  const schema = given as Read;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (depth > DEEPEST) return fc.constant(exampleOf(given, 'thing', name));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((one) => fitting(one, name, depth)));
  switch (schema.type) {
    case 'object':
      return ofObject(schema, depth);
    case 'array':
      return fc.array(fitting(schema.items ?? {}, name.replace(/s$/, ''), depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 3)),
      });
    case 'string':
      return ofText(schema, given, name);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 100_000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function ofObject({ properties = {}, required = [], additionalProperties }: Read, depth: number) {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, fitting(field, name, depth + 1)]),
  );
  const needed = required.filter((name) => name in fields);
  const known = fc.record(fields, { requiredKeys: needed, noNullPrototype: true });
  if (additionalProperties === false) return known;
  const more = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), fc.jsonValue({ maxDepth: 1 }), {
    maxKeys: 2,
    noNullPrototype: true,
  });
  return fc.tuple(more, known).map(([extra, own]) => ({ ...extra, ...own }));
}

function ofText({ pattern, examples, minLength = 0, maxLength = 40 }: Read, given: JsonSchema, name: string) {
  const example = fc.constant(exampleOf(given, 'thing', name));
  if (pattern !== undefined || examples !== undefined) return example;
  const free = fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 40)),
  });
  return fc.oneof({ weight: 2, arbitrary: example }, { weight: 1, arbitrary: free });
}
