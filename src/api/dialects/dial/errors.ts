/** dial's error envelope: `error`, `message`, `statusCode`, `details`. */
import { STATUS_CODES } from 'node:http';
import type { AppError } from '#kernel';
import type { ErrorAnswer } from '../../dialect.ts';
import { wordError, type Vocabulary, type Worded } from '../shared/wording.ts';

export const VOCABULARY: Vocabulary = {
  nouns: { agent: 'use case', 'agent-version': 'prompt' },
  params: {
    to: 'phone_number',
    from: 'number_id',
    agent_version: 'prompt_id',
    not_before: 'scheduled_for',
    variables: 'params',
  },
};

/** 422 never goes out. */
export function toError(error: AppError): ErrorAnswer {
  const worded = wordError(error, VOCABULARY);
  const status = worded.status === 422 ? 400 : worded.status;
  return {
    status,
    body: {
      error: STATUS_CODES[status] ?? 'Error',
      message: sentence(worded),
      statusCode: status,
      ...details(worded),
    },
  };
}

/** `number_id must have exactly 24 characters.`: field and rule as one sentence. */
function sentence({ faults, message }: Worded): string {
  if (faults.length === 0) return message;
  return faults
    .map(({ param, message }) => `${param} ${message[0]?.toLowerCase()}${message.slice(1)}`)
    .join(' ');
}

function details({ faults, param, rule }: Worded): Record<string, unknown> {
  if (rule === 'address' && param !== undefined) return { details: [{ path: param.split('.'), rule }] };
  if (rule !== null) return { details: [{ rule }] };
  const params = faults.length > 0 ? faults.map((fault) => fault.param) : param === undefined ? [] : [param];
  return params.length === 0 ? {} : { details: params.map((name) => ({ path: name.split('.') })) };
}
