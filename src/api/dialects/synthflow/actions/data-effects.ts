/** Information extractors and custom evaluations: something to be taken from the call after it. */
import type { Fields, Json } from '../../shared/fields.ts';
import type { Effect } from './kinds.ts';

const EXTRACTORS = ['YES_NO', 'SINGLE_CHOICE', 'OPEN_QUESTION'] as const;
type Extractor = (typeof EXTRACTORS)[number];
const CATEGORIES = ['pass_fail', 'numeric', 'descriptive', 'likert_scale'] as const;
/** Marks in the schema what asked for a property. */
export const EXTRACTED = 'information_extractor';
export const EVALUATED = 'custom_eval';

export interface DataEffect {
  readonly name: string;
  readonly description: string;
  readonly body: Json;
  readonly effect: Effect | null;
}

/** Nested by its type, or flat as an update has it. Faults are kept in `fields`. @param before of an update */
export function extractor(fields: Fields, before: Json | null): DataEffect {
  const type = EXTRACTORS.find((one) => fields.has(one)) ?? ((before?.['type'] ?? null) as Extractor | null);
  if (type === null) fields.fail(EXTRACTORS[0], `One of ${EXTRACTORS.join(', ')} is required.`, 'required');
  const own = (type !== null && fields.inner(type)) || fields;
  const identifier = own.text('identifier') ?? String(before?.['identifier'] ?? '');
  if (identifier === '' || identifier.length > 100 || identifier === '__proto__')
    own.fail('identifier', 'Is required, with at most 100 characters.', 'required');
  const condition = own.text('description') ?? String(before?.['condition'] ?? '');
  if (condition.length > 2000) own.fail('description', 'May have at most 2000 characters.', 'length');
  const choices = texts(own, 'choices') ?? (before?.['choices'] as string[] | null | undefined) ?? null;
  const examples = texts(own, 'examples') ?? (before?.['examples'] as string[] | null | undefined) ?? null;
  if (type === 'SINGLE_CHOICE' && (choices ?? []).length === 0)
    own.fail('choices', 'Must hold at least one choice.', 'required');
  const schema = {
    ...(type === 'YES_NO'
      ? { type: 'boolean' }
      : type === 'SINGLE_CHOICE'
        ? { type: 'string', enum: [...new Set(choices ?? [])] }
        : { type: 'string', ...(examples?.length ? { examples } : {}) }),
    title: EXTRACTED,
    ...(condition === '' ? {} : { description: condition }),
  };
  return {
    name: `info_extractor_${identifier}`,
    description: condition,
    body: { type, identifier, condition, choices, examples },
    effect: { is: 'data', property: identifier, schema },
  };
}

/** Faults are kept in `fields`. */
export function evaluation(fields: Fields): DataEffect {
  const question = fields.inner('question');
  if (!question) {
    fields.fail('question', 'Is required.', 'required');
    return { name: '', description: '', body: {}, effect: null };
  }
  const identifier = question.requiredText('identifier');
  const text = question.requiredText('text');
  if (identifier.length > 100 || identifier === '__proto__')
    question.fail('identifier', 'May have at most 100 characters.', 'length');
  if (text.length > 2000) question.fail('text', 'May have at most 2000 characters.', 'length');
  const category = question.oneOf('category', CATEGORIES) ?? 'pass_fail';
  const expected = question.raw['expected_result'] ?? null;
  const description = `${text}${expected === null ? '' : ` Expected: ${JSON.stringify(expected).slice(0, 500)}.`}`;
  const types = {
    ...{ pass_fail: { type: 'boolean' }, numeric: { type: 'number' }, descriptive: { type: 'string' } },
    likert_scale: { type: 'integer', minimum: 1, maximum: 5 },
  };
  return {
    name: identifier,
    description: text,
    body: { question: { identifier, text, category, expected_result: expected } },
    effect: {
      is: 'data',
      property: identifier,
      schema: { ...types[category], title: EVALUATED, description },
    },
  };
}

function texts(fields: Fields, name: string): string[] | null {
  const list = fields.list(name);
  if (list === null) return null;
  if (list.length <= 50 && list.every((one) => typeof one === 'string' && one !== '' && one.length <= 500))
    return list as string[];
  fields.fail(name, 'Must hold at most 50 texts of at most 500 characters.', 'texts');
  return [];
}
