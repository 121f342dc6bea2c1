/**
 * A stranger's JSON Schema, made safe to be judged by: its regular expressions run in linear time, and each visit of a
 * schema costs steps of one budget, for references and alternatives can multiply visits without any expression. Pure.
 */
import { readPattern, type Budget, type Pattern } from './pattern.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where schemas stand: a schema (or a list of them), or schemas by name. All else is data. */
const NESTED = new Set(
  [
    ['additionalItems', 'additionalProperties', 'allOf', 'anyOf', 'contains', 'else', 'if', 'items', 'not'],
    ['oneOf', 'prefixItems', 'propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'],
  ].flat(),
);
const NAMED = new Set(['properties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);
/** Dissolved, or of no use once references are. */
const DISSOLVED = new Set(
  [
    ['pattern', 'patternProperties', 'type', '$defs', 'definitions', '$schema', '$id', '$ref', '$anchor'],
    ['$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$recursiveAnchor', '~refine', '~guard'],
  ].flat(),
);

/** Steps of a visit, and how many entries of its lists, or names times names, make one more. */
const VISIT_STEPS = 20;
const ENTRIES_A_STEP = 8;
const NAMES_A_STEP = 32;

/** An expression that cannot be used: `keys` lead to it in the schema; `fault` ends a sentence about it. */
export interface FaultyPattern {
  readonly keys: readonly string[];
  readonly fault: string;
}

function judged(source: string, keys: readonly string[]): FaultyPattern[] {
  const read = readPattern(source);
  return 'fault' in read ? [{ keys, fault: read.fault }] : [];
}

/** Every expression of a schema that would not be judged. */
export function faultyPatterns(schema: Json): FaultyPattern[] {
  const within = (value: unknown, keys: readonly string[]): FaultyPattern[] => {
    if (Array.isArray(value)) return value.flatMap((item, index) => within(item, [...keys, String(index)]));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, member]) => {
      const at = [...keys, key];
      if (key === 'pattern' && typeof member === 'string') return judged(member, at);
      if (NESTED.has(key)) return within(member, at);
      if (!isObject(member) || (key !== 'patternProperties' && !NAMED.has(key))) return [];
      return Object.entries(member).flatMap(([name, schema]) => [
        ...(key === 'patternProperties' ? judged(name, [...at, name]) : []),
        ...within(schema, [...at, name]),
      ]);
    });
  };
  return within(schema, []);
}

/**
 * The schema for judging one value. References become the schemas that they lead to (so it may hold itself: walk it
 * along a value only), `patternProperties` the `properties` of those names that the value has. An expression that
 * cannot be used, and a reference that leads to no schema of this one, are left out: they refuse nothing.
 */
export function safeSchema(root: Json, value: unknown, budget: Budget): Json {
  const names = namesIn(value, budget);
  const patterns = new Map<string, Pattern | null>();
  const patternOf = (source: string): Pattern | null => {
    const known = patterns.get(source);
    if (known !== undefined) return known;
    const read = readPattern(source);
    const pattern = 'pattern' in read ? read.pattern : null;
    patterns.set(source, pattern);
    return pattern;
  };
  const copies = new Map<object, Record<string, unknown>>();

  /** @param around the schemas that it stands in, the root first */
  const copy = (schema: unknown, around: readonly Json[]): unknown => {
    budget.spend(VISIT_STEPS);
    if (Array.isArray(schema)) return schema.map((item) => copy(item, around));
    if (!isObject(schema)) return schema;
    const known = copies.get(schema);
    if (known) return known;
    const made: Record<string, unknown> = {};
    copies.set(schema, made);
    const here = [...around, schema];
    for (const [key, member] of Object.entries(schema)) {
      if (DISSOLVED.has(key)) continue;
      made[key] = NESTED.has(key)
        ? copy(member, here)
        : NAMED.has(key) && isObject(member)
          ? Object.fromEntries(Object.entries(member).map(([name, of]) => [name, copy(of, here)]))
          : member;
    }
    const { pattern, patternProperties, type, $ref } = schema;
    const linear = typeof pattern === 'string' ? patternOf(pattern) : null;
    if (linear) made['pattern'] = new LinearRegExp(pattern as string, linear, budget);
    if (isObject(patternProperties)) addProperties(made, patternProperties, here);
    const target = typeof $ref === 'string' ? targetOf($ref, here) : null;
    if (target) made['allOf'] = [...listOf(made['allOf']), copy(target.schema, target.around)];
    const visit = costOf(made, names.size);
    Object.defineProperty(made, 'type', { get: () => (budget.spend(visit), type), enumerable: true });
    return made;
  };

  const addProperties = (made: Record<string, unknown>, patterned: Json, around: readonly Json[]): void => {
    const properties = new Map(Object.entries(isObject(made['properties']) ? made['properties'] : {}));
    for (const [source, schema] of Object.entries(patterned)) {
      const copied = copy(schema, around);
      for (const name of names) {
        if (!(patternOf(source)?.test(name, budget) ?? false)) continue;
        const before = properties.get(name);
        properties.set(name, before === undefined ? copied : { allOf: [before, copied] });
      }
    }
    made['properties'] = Object.fromEntries(properties);
  };
  return copy(root, []) as Json;
}

/** What a visit costs: `type` is read at each, and at least once. */
function costOf(schema: Json, names: number): number {
  const entries = Object.values(schema).reduce<number>((sum, member) => sum + listOf(member).length, 0);
  const { properties, additionalProperties } = schema;
  const told =
    additionalProperties === undefined || !isObject(properties) ? 0 : Object.keys(properties).length;
  return VISIT_STEPS + Math.ceil(entries / ENTRIES_A_STEP) + Math.ceil((told * names) / NAMES_A_STEP);
}

interface Target {
  readonly schema: Json | boolean;
  readonly around: readonly Json[];
}

/** `#` or `#/…`, from the outermost schema that has something there. */
function targetOf(ref: string, around: readonly Json[]): Target | null {
  if (ref !== '#' && !ref.startsWith('#/')) return null;
  const keys = ref
    .slice(2)
    .split('/')
    .map((key) => unescaped(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  for (const [depth, base] of around.entries()) {
    const schema = ref === '#' ? base : schemaAt(base, keys);
    if (schema !== null) return { schema, around: around.slice(0, depth + 1) };
  }
  return null;
}

/** Only where schemas stand: data that looks like one is none. */
function schemaAt(base: Json, keys: readonly string[]): Json | boolean | null {
  let here: unknown = base;
  let named = false;
  for (const key of keys) {
    if (!isObject(here) && !Array.isArray(here)) return null;
    if (!named && !Array.isArray(here) && !NESTED.has(key) && !NAMED.has(key)) return null;
    named = !named && !Array.isArray(here) && NAMED.has(key);
    here = Object.hasOwn(here, key) ? (here as Json)[key] : undefined;
  }
  return !named && (isObject(here) || typeof here === 'boolean') ? here : null;
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function namesIn(value: unknown, budget: Budget, names = new Set<string>()): Set<string> {
  budget.spend(1);
  if (typeof value !== 'object' || value === null) return names;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    namesIn(member, budget, names);
  }
  return names;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What the judge of schemas takes for an expression; the engine's own is never asked. */
class LinearRegExp extends RegExp {
  readonly #pattern: Pattern;
  readonly #budget: Budget;

  constructor(source: string, pattern: Pattern, budget: Budget) {
    super(source, 'u');
    this.#pattern = pattern;
    this.#budget = budget;
  }

  override test(text: string): boolean {
    return this.#pattern.test(text, this.#budget);
  }
}
