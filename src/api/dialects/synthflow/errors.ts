/** Synthflow's errors: everything under `detail`. */
import { createHash } from 'node:crypto';
import { idTime, parseId, type AppError } from '#kernel';
import type { FastifyRequest } from 'fastify';
import type { ErrorAnswer } from '../../dialect.ts';
import { wordError, type Vocabulary } from '../shared/wording.ts';

const VOCABULARY: Vocabulary = {
  nouns: { agent: 'agent' },
  params: {
    to: 'phone',
    agent_id: 'model_id',
    agent: 'model_id',
    from: 'from_phone_number',
    variables: 'custom_variables',
    person: 'lead',
  },
};

/** The body of an assistant has a field `agent`. */
function vocabularyOf({ url }: FastifyRequest): Vocabulary {
  if (!url.includes('/assistants')) return VOCABULARY;
  const { agent: _agent, ...params } = VOCABULARY.params;
  return { ...VOCABULARY, params };
}

/** Statuses that keep their meaning here; every other refusal is the general 400. */
const KEPT = new Set([401, 403, 413, 415, 429]);

/** An unknown agent and a denial are 400; an unknown call is 404. */
export function toError(error: AppError, request: FastifyRequest): ErrorAnswer {
  if (error.code === 'route-unknown' || error.code === 'method-not-allowed')
    return { status: 404, body: { detail: 'Not Found' } };
  // The webhook logs alone have this shape, where the vendor declares one of their own.
  if (/\/logs(?:[/?]|$)/.test(request.url) && [403, 404, 422].includes(error.status))
    return { status: error.status, body: { error: error.code, message: error.message } };
  const { requestId, timestamp } = requestFacts(request.id);
  const retryAfter = error.extra['retry_after'] ?? error.extra['retry_after_s'];
  return {
    status: statusOf(error),
    ...(typeof retryAfter === 'number' ? { headers: { 'retry-after': String(retryAfter) } } : {}),
    body: {
      detail: {
        status: 'error',
        description:
          error.status === 401 ? unauthorized(request) : wordError(error, vocabularyOf(request)).message,
        ...(timestamp === null ? {} : { timestamp }),
        request_id: requestId,
        category: 'important',
      },
    },
  };
}

function statusOf(error: AppError): number {
  if (error.code === 'dial-denied') return 400;
  if (error.status >= 500 || KEPT.has(error.status)) return error.status;
  const unknownCall = error.status === 404 && !error.code.startsWith('agent');
  return unknownCall ? 404 : 400;
}

/** The two sentences that clients know. */
function unauthorized(request: FastifyRequest): string {
  return /^bearer\s+\S/i.test(request.headers.authorization ?? '')
    ? 'Unauthorized: Invalid or expired token.'
    : 'Missing or invalid Authorization header';
}

/** 32 hex digits that lead back to our request id, and the moment in it. */
function requestFacts(id: string): { requestId: string; timestamp: string | null } {
  const own = parseId(id);
  if (own === null)
    return { requestId: createHash('sha256').update(id).digest('hex').slice(0, 32), timestamp: null };
  return { requestId: own.replaceAll('-', ''), timestamp: new Date(idTime(own)).toISOString() };
}
