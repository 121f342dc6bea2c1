/** What a vendor's refusal by HTTP status means, the same for every vendor. Pure. */
import { ModelError, type ModelFault } from '#models';

/** @param body of the answer, as text; only its error code is read, nothing of it is passed on. */
export function faultOfStatus(status: number, body = ''): ModelFault {
  if (status === 401 && /quota_exceeded/.test(body)) return 'quota';
  if (status === 401 || status === 403) return 'auth';
  // Google refuses a wrong key so (Cloud APIs, "Errors", ErrorInfo reason).
  if (status === 400 && /API_KEY_INVALID/.test(body)) return 'auth';
  if (status === 402) return 'quota';
  if (status === 429)
    return /insufficient_quota|billing_hard_limit|quota_exceeded/.test(body) ? 'quota' : 'rate-limit';
  if (status === 408 || status === 504) return 'timeout';
  if (status >= 500) return 'unavailable';
  // Anthropic says so of an empty account.
  if (status === 400 && /credit balance is too low/.test(body)) return 'quota';
  if (status >= 400) return 'bad-request';
  return 'protocol';
}

const MENDS: Partial<Record<ModelFault, string>> = {
  auth: 'Check the key.',
  quota: 'The account has no credit left.',
  'rate-limit': 'Too many requests; try again later or raise the limit.',
  'bad-request': 'Check the model, the voice and the settings of this provider.',
};

/** A refusal as an error; `detail` is the vendor's own words, cut short, never a key. */
export function refusal(
  provider: string,
  status: number,
  options: { readonly body?: string; readonly requestId?: string | undefined } = {},
): ModelError {
  const fault = faultOfStatus(status, options.body);
  return new ModelError({
    provider,
    fault,
    message: `${provider} answered with status ${status}. ${MENDS[fault] ?? ''}`.trim(),
    httpStatus: status,
    ...(options.requestId === undefined ? {} : { requestId: options.requestId.slice(0, 200) }),
  });
}

/** An error that a vendor told inside a stream, by its code or words. */
export function toldError(provider: string, code: string, words: string): ModelError {
  return new ModelError({
    provider,
    fault: faultOfWords(`${code} ${words}`.toLowerCase()),
    message: `${provider} reported '${code.slice(0, 80)}': ${words.slice(0, 300)}`,
  });
}

function faultOfWords(said: string): ModelFault {
  if (/auth|api.?key|unauthorized|forbidden|permission/.test(said)) return 'auth';
  if (/quota|credit|billing|payment|funds/.test(said)) return 'quota';
  if (/rate.?limit|too many|concurren|throttl|resource_exhausted/.test(said)) return 'rate-limit';
  if (/time.?out|deadline/.test(said)) return 'timeout';
  if (/invalid|bad.?request|unsupported|not.?found|schema|unprocessable|input/.test(said))
    return 'bad-request';
  return 'unavailable';
}
