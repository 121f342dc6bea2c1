/** Plugs our schemas into Fastify: requests are judged with sentences, answers are held to their schema. */
import { invalidRequest, type FieldFault, type Logger } from '#kernel';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Value } from 'typebox/value';
import { explain } from './explain.ts';

/** Two thousand schemas take half a second: each is compiled when it is first needed, once for all servers of a process. */
const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const known = validators.get(schema);
  if (known) return known;
  const made = Compile(schema);
  validators.set(schema, made);
  return made;
}

/**
 * Judges body, query and path. Defaults are filled in first, except in a PATCH, where absent means unchanged;
 * in the query and the path numbers and booleans are read from their text.
 */
export const requestCompiler: FastifySchemaCompiler<TSchema> =
  ({ schema, method, httpPart }) =>
  (given: unknown) => {
    const value =
      httpPart === 'body'
        ? method === 'PATCH'
          ? given
          : Value.Default(schema, given)
        : Value.Default(schema, Value.Convert(schema, { ...(given as object) }));
    if (validatorOf(schema).Check(value)) return { value };
    return { error: invalidRequest(explain(schema, value, '').map((fault) => atRoot(fault, httpPart))) };
  };

/** Judges nothing: a dialect's readers do, and refuse in the vendor's own words. */
export const passOn: FastifySchemaCompiler<TSchema> = () => (value: unknown) => ({ value });

/** A fault of the whole part is named after the part. */
function atRoot(fault: FieldFault, part: string | undefined): FieldFault {
  if (fault.param !== '') return fault;
  const message =
    part === 'body' ? 'Must be a JSON object, sent with `Content-Type: application/json`.' : fault.message;
  return { ...fault, param: part ?? 'body', message };
}

/** What is done when an answer does not fit its schema: a bug of ours, never the caller's. */
export interface MismatchPolicy {
  readonly logger: Logger;
  /** Throw (tests) instead of logging `answer-mismatch` and answering as it is. */
  readonly strict: boolean;
}

/** Writes answers as JSON after holding them to their schema. */
export function answerCompiler(
  policy: MismatchPolicy,
): (route: { schema: unknown; url: string; method: string }) => (value: unknown) => string {
  return ({ schema, url, method }) =>
    (value) => {
      const validator = validatorOf(schema as TSchema);
      if (!validator.Check(value)) {
        const faults = validator.Errors(value).map((error) => `${error.instancePath} ${error.message}`);
        policy.logger.error('answer-mismatch', { method, url, faults });
        if (policy.strict)
          throw new TypeError(`${method} ${url} answers against its schema: ${faults.join('; ')}`);
      }
      return JSON.stringify(value);
    };
}
