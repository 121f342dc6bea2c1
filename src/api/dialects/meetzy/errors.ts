/** Meetzy's error body: `success` and `message` on top, the code inside. */
import type { AppError } from '#kernel';
import type { ErrorAnswer } from '../../dialect.ts';
import { wordError, type Vocabulary, type Worded } from '../shared/wording.ts';

const VOCABULARY: Vocabulary = {
  nouns: { agent: 'playbook' },
  params: { to: 'phone', agent_id: 'playbook_id', agent: 'playbook_id' },
};

/** Also on top: a client of POST /call may read `message` there. */
export function toError(error: AppError): ErrorAnswer {
  const worded = wordError(error, VOCABULARY);
  return {
    status: worded.status,
    body: {
      success: false,
      message: worded.message,
      error: { code: codeOf(worded), message: worded.message },
    },
  };
}

function codeOf(worded: Worded): string {
  const { status } = worded;
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'internal_error';
  if (worded.missing) return 'missing_field';
  const aboutPhone = worded.rule === 'address' || worded.faults[0]?.param === 'phone';
  return aboutPhone ? 'invalid_phone' : 'invalid_request';
}
