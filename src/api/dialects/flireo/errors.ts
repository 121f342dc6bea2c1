/** Flireo's errors: flat, with `error` a text, and `code`, `param`, `type` beside it. */
import { STATUS_CODES } from 'node:http';
import type { AppError } from '#kernel';
import type { ErrorAnswer } from '../../dialect.ts';
import { wordError, type Vocabulary, type Worded } from '../shared/wording.ts';

const VOCABULARY: Vocabulary = {
  nouns: { agent: 'agent', number: 'number', trunk: 'SIP trunk', tool: 'tool template' },
  params: {
    ...{ to: 'destination', from: 'number_id', agent: 'agent_config' },
    ...{ name: 'name', greeting: 'first_message', tools: 'llm_config.tools', prompt: 'llm_config.messages' },
    ...{
      analysis: 'analysis_plan',
      notification: 'notification_email',
      max_duration_s: 'max_duration_seconds',
    },
    ...{ e164: 'phone_number', trunk_id: 'transfer_trunk_id', language: 'stt_config.language' },
    ...{ stt: 'stt_config', voice: 'tts_config', llm: 'llm_config', realtime: 'llm_config' },
  },
};

/** Control of a call that takes none is a bad request here. */
const BAD_CONTROL = new Set(['call-not-in-progress', 'call-can-not']);

const BY_STATUS: Readonly<Record<number, readonly [code: string, type: string]>> = {
  401: ['unauthorized', 'authentication_error'],
  402: ['insufficient_credits', 'billing_error'],
  403: ['forbidden', 'permission_error'],
  404: ['not_found', 'not_found_error'],
  409: ['conflict', 'conflict_error'],
  429: ['rate_limit_exceeded', 'rate_limit_error'],
};

/** Why a key does not work (any more). */
const KEY_CODES: Readonly<Record<string, string>> = {
  expired: 'api_key_expired',
  revoked: 'api_key_revoked',
  replaced: 'api_key_revoked',
};

/** The code of a denial is its rule. */
export function toError(error: AppError): ErrorAnswer {
  const worded = wordError(error, VOCABULARY);
  const status = BAD_CONTROL.has(error.code) ? 400 : worded.status;
  const retryAfter = error.extra['retry_after'] ?? error.extra['retry_after_s'];
  const reason = KEY_CODES[String(error.extra['reason'])];
  const [usual, type] = BY_STATUS[status] ?? [codeOf(worded, status), typeOf(status)];
  const code = status === 401 && reason !== undefined ? reason : usual;
  return {
    status,
    ...(typeof retryAfter === 'number' ? { headers: { 'retry-after': String(retryAfter) } } : {}),
    body: {
      error: STATUS_CODES[status] ?? 'Error',
      message: worded.message,
      code,
      type,
      ...(typeof retryAfter === 'number' ? { retry_after: retryAfter } : {}),
      ...(worded.param === undefined ? {} : { param: worded.param }),
      ...(worded.faults.length === 0
        ? {}
        : { details: worded.faults.map(({ param, message }) => `${param}: ${message}`) }),
    },
  };
}

function codeOf(worded: Worded, status: number): string {
  if (worded.rule !== null) return worded.rule;
  if (status >= 500) return 'server_error';
  return worded.missing ? 'missing_field' : 'invalid_request';
}

function typeOf(status: number): string {
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
