/** An example of a schema: the one that it brings, else one made from its parts. Always the same for the same schema. */
import { sampleNative } from './sample-ids.ts';

interface Schema {
  readonly type?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly pattern?: string;
}

const E164 = '+34600111222';
const MOMENT = '2026-01-31T09:00:00.000Z';
const URL_TEXT = 'https://example.com/hook';

/** What a text is, by the end of its field's name; the first that fits. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/(?:^|_)(?:e164|phone|phone_number|to|from)$/, E164],
  [/(?:_at|_time|not_before|not_after)$|^(?:at|from_time|since|until)$/, MOMENT],
  [/url$|^uri$/, URL_TEXT],
  [/email$/, 'ana@example.com'],
  [/time_?zone$/, 'Europe/Madrid'],
  [/language$/, 'en-US'],
  [/(?:^|_)name$/, 'Example'],
  [/domain$/, 'example.com'],
  [/^text|_text$|^message$|^greeting$/, 'Hello.'],
];

/** Texts of many forms, for a pattern that the name does not tell. */
const FORMS = [
  ...['example', 'Example', 'en-US', E164, MOMENT, '2026-01-31', '09:00', 'sip:sip.example.com:5060'],
  ...['sip:ana@example.com', 'example.com', 'ana@example.com', URL_TEXT, '1', '12', '0123456789', 'a'],
  ...['0'.repeat(24), '0'.repeat(32), '0'.repeat(40), '0'.repeat(64), 'ES', 'EUR', '1.0'],
] as const;

/**
 * @param noun whose schema this is: its `id` is of this noun
 * @param name of the field that holds it
 */
export function exampleOf(given: unknown, noun = 'thing', name = ''): unknown {
  const schema = given as Schema;
  if (schema.examples !== undefined && schema.examples.length > 0) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return exampleOf(choices.find(({ type }) => type !== 'null') ?? choices[0], noun, name);
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, noun, name) as object));
  switch (schema.type) {
    case 'object':
      return ofObject(schema, noun);
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
        exampleOf(schema.items ?? {}, noun, name.replace(/s$/, '')),
      );
    case 'string':
      return ofText(schema, noun, name);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return {};
  }
}

/** What must be there, and what says by itself how it looks. */
function ofObject({ properties = {}, required = [] }: Schema, noun: string): Record<string, unknown> {
  const shown = Object.entries(properties).filter(
    ([name, field]) => required.includes(name) || field.examples !== undefined,
  );
  return Object.fromEntries(shown.map(([name, field]) => [name, exampleOf(field, noun, name)]));
}

function ofText({ pattern, minLength = 0, maxLength = Infinity }: Schema, noun: string, name: string): string {
  const fits = (text: string): boolean =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const known = BY_NAME.find(([form]) => form.test(name))?.[1];
  const candidates = [idOf(noun, name), known, ...FORMS, 'a'.repeat(Math.max(1, minLength))];
  return candidates.find((text): text is string => text !== undefined && fits(text)) ?? '';
}

function idOf(noun: string, name: string): string | undefined {
  if (name === 'id') return sampleNative(noun);
  const of = /^(.+)_ids?$/.exec(name)?.[1];
  return of === undefined ? undefined : sampleNative(of.replaceAll('_', '-').replace(/^.*-(?=version$)/, ''));
}
