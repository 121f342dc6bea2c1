/** A tool's arguments against its JSON Schema. */
import type { FieldFault } from '#kernel';
import * as Schema from 'typebox/schema';
import { Budget, BudgetSpent } from '../patterns/pattern.ts';
import { faultyPatterns, safeSchema } from '../patterns/schema.ts';
import { joinPath } from './schema-faults.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Faults that are told at a time. */
const MOST_FAULTS = 8;

/** Of one judgement: about a tenth of a second, for both sides are strangers' and every call waits meanwhile. */
const MOST_STEPS = 1_000_000;

/**
 * @returns what is wrong, a sentence each, for whoever wrote the arguments; none when they fit. A schema that cannot be
 * read refuses nothing.
 */
export function argumentFaults(parameters: JsonSchema, args: JsonSchema): readonly string[] {
  let errors;
  try {
    [, errors] = Schema.Errors(safeSchema(parameters, args, new Budget(MOST_STEPS)), args);
  } catch (thrown) {
    if (thrown instanceof BudgetSpent)
      return ['The arguments are too long to be held against their schema; give less.'];
    // Told when the agent was written; a tool server's own schema is its own affair.
    return [];
  }
  const faults = errors.flatMap(({ keyword, instancePath, message, params }) => {
    const name = instancePath.slice(1).replaceAll('/', '.');
    const list = (member: string): string[] => {
      const named: unknown = (params as Record<string, unknown>)[member];
      return Array.isArray(named) ? named.map(String) : [];
    };
    switch (keyword) {
      // A closed object reports its unknown members by itself.
      case 'boolean':
        return [];
      case 'required':
        return list('requiredProperties').map((missing) => `${joined(name, missing)} is missing.`);
      case 'additionalProperties':
        return list('additionalProperties').map((extra) => `${joined(name, extra)} is not an argument.`);
      case 'enum':
        return [`${name} must be one of: ${list('allowedValues').join(', ')}.`];
      default:
        return [`${name === '' ? 'The arguments' : name} ${message}.`];
    }
  });
  return [...new Set(faults)].slice(0, MOST_FAULTS);
}

/** Why a JSON Schema cannot be used; none when it can. @param path where it stands in the request */
export function jsonSchemaFaults(schema: JsonSchema, path: string): FieldFault[] {
  const unusable = (why: string): FieldFault[] => [
    { param: path, rule: 'json-schema', message: `cannot be used: ${why}.` },
  ];
  const { type } = schema;
  if (type !== undefined && type !== 'object') return unusable("its type must be 'object'");
  try {
    Schema.Compile(schema);
  } catch (cause) {
    return unusable(`it is no JSON Schema: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return faultyPatterns(schema).map(({ keys, fault }) => ({
    param: joinPath(path, ...keys),
    rule: 'pattern',
    message: `cannot be used: it ${fault}.`,
  }));
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
