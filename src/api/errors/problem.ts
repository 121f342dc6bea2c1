/** The native API's errors: problem details for HTTP APIs (RFC 9457). */
import type { AppError } from '#kernel';
import { Type, type Static } from 'typebox';
import { pageOf } from './catalogue.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9457 section 3.1, with our members beside: `code`, `doc`, `param`, `errors`, `request_id`. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'Where this server explains the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable, one page each in docs/errors.' }),
    detail: Type.String({ description: 'This occurrence: the field or thing, the rule, and the mend.' }),
    doc: Type.String({ description: 'Path of the page in the documentation.' }),
    param: Type.Optional(Type.String({ description: 'The field at fault, as a path.' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({ param: Type.String(), message: Type.String(), rule: Type.Optional(Type.String()) }),
      ),
    ),
    rule: Type.Optional(Type.String({ description: 'The rule of the dial authority that fired.' })),
    retryable: Type.Boolean({ description: 'May the same request succeed later?' }),
    request_id: Type.String(),
  },
  { description: 'Problem details (RFC 9457).' },
);
export type Problem = Static<typeof ProblemSchema>;

/** @param requestId given back so that the answer can be found in the logs. */
export function problemOf(error: AppError, requestId: string): Problem & Record<string, unknown> {
  return {
    ...error.extra,
    type: `/docs/errors/${error.code}`,
    title: pageOf(error.code)?.title ?? error.code.replaceAll('-', ' '),
    status: error.status,
    code: error.code,
    detail: error.message,
    doc: `docs/errors/${error.code}.md`,
    ...(error.param === undefined ? {} : { param: error.param }),
    ...(error.faults.length === 0 ? {} : { errors: error.faults.map((fault) => ({ ...fault })) }),
    retryable: error.retryable,
    request_id: requestId,
  };
}
