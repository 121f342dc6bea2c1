/** The rules of one value: its type, its size, its form. */
import { nearest, type FieldFault } from '#kernel';
import type { JsonSchema } from './json-schema.ts';

type Rule = Omit<FieldFault, 'param'>;

/** The first rule that `value` itself breaks, not looking inside objects and lists; null when it breaks none. */
export function scalarFault(schema: JsonSchema, value: unknown): Rule | null {
  if (schema.enum) return schema.enum.includes(value) ? null : oneOf(schema.enum, value);
  if (schema.const !== undefined && value !== schema.const)
    return { message: `Must be ${JSON.stringify(schema.const)}.`, rule: 'one-of' };
  if (schema.type !== undefined && !isOfType(value, schema.type))
    return { message: `Must be ${article(schema.type)}, not ${article(nameOfType(value))}.`, rule: 'type' };
  if (typeof value === 'string') return textFault(schema, value);
  if (typeof value === 'number') return numberFault(schema, value);
  if (Array.isArray(value)) return listFault(schema, value.length);
  return null;
}

function oneOf(allowed: readonly unknown[], value: unknown): Rule {
  const meant = typeof value === 'string' ? nearest(value, allowed.map(String)) : null;
  const hint = meant ? ` Did you mean \`${meant}\`?` : '';
  return { message: `Must be one of: ${allowed.join(', ')}.${hint}`, rule: 'one-of' };
}

function textFault(schema: JsonSchema, value: string): Rule | null {
  if (schema.minLength !== undefined && value.length < schema.minLength)
    return {
      message:
        schema.minLength === 1 ? 'Must not be empty.' : `Needs at least ${schema.minLength} characters.`,
      rule: 'length',
    };
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    return {
      message: `Has ${value.length} characters; at most ${schema.maxLength} are taken.`,
      rule: 'length',
    };
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return { message: `Has the wrong form.${formOf(schema)}`, rule: 'form' };
  return null;
}

function formOf(schema: JsonSchema): string {
  const example = schema.examples?.[0];
  const says = schema.description ? ` ${schema.description}` : ` It must match ${schema.pattern}.`;
  return example === undefined ? says : `${says} Example: ${String(example)}.`;
}

function numberFault(schema: JsonSchema, value: number): Rule | null {
  const { minimum, maximum } = schema;
  if ((minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum)) return null;
  if (minimum !== undefined && maximum !== undefined)
    return { message: `Is ${value}; it must lie between ${minimum} and ${maximum}.`, rule: 'range' };
  return minimum !== undefined
    ? { message: `Is ${value}; the least is ${minimum}.`, rule: 'range' }
    : { message: `Is ${value}; the most is ${maximum}.`, rule: 'range' };
}

function listFault(schema: JsonSchema, length: number): Rule | null {
  if (schema.minItems !== undefined && length < schema.minItems)
    return { message: `Has ${length} entries; at least ${schema.minItems} are needed.`, rule: 'length' };
  if (schema.maxItems !== undefined && length > schema.maxItems)
    return { message: `Has ${length} entries; at most ${schema.maxItems} are taken.`, rule: 'length' };
  return null;
}

function isOfType(value: unknown, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : nameOfType(value) === type;
}

function nameOfType(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** A type of JSON as people say it. */
function article(type: string): string {
  const said: Readonly<Record<string, string>> = {
    integer: 'a whole number',
    array: 'a list',
    null: 'null',
    object: 'an object',
    undefined: 'nothing',
  };
  return said[type] ?? `a ${type}`;
}
