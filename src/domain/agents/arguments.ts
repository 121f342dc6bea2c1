/** A tool's arguments against its JSON Schema. */
import * as Schema from 'typebox/schema';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Faults that are told at a time. */
const MOST_FAULTS = 8;

/**
 * @returns what is wrong, a sentence each, for whoever wrote the arguments; none when they fit. A schema that cannot be
 * read refuses nothing.
 */
export function argumentFaults(parameters: JsonSchema, args: JsonSchema): readonly string[] {
  let errors;
  try {
    [, errors] = Schema.Errors(parameters, args);
  } catch {
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

/** Why a JSON Schema cannot be used, or `null`. */
export function schemaFault(parameters: JsonSchema): string | null {
  const { type } = parameters;
  if (type !== undefined && type !== 'object') return "its type must be 'object'.";
  try {
    Schema.Compile(parameters);
    return null;
  } catch (cause) {
    return `it is no JSON Schema: ${cause instanceof Error ? cause.message : String(cause)}.`;
  }
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
