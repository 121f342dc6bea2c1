/** What to say of a refusal (OpenAI API reference, "Error codes"; other servers follow it). Pure. */
import type { ModelFault } from '#models';

/** Which end should act, and how. */
export function sayRefusal(status: number, fault: ModelFault, model: string): string {
  const mend: Partial<Record<ModelFault, string>> = {
    auth: 'Check the key.',
    quota: 'The account has no credit left.',
    'rate-limit': 'Too many requests; try again later or raise the limit.',
    'bad-request': `Check the URL and that the model "${model}" exists there.`,
  };
  return `The language model answered with status ${status}. ${mend[fault] ?? ''}`.trim();
}

/**
 * `Retry-After` in ms (RFC 9110, section 10.2.3: seconds or a date); `null` when it is missing or unreadable.
 * @param now wall time, ms.
 */
export function retryAfterMs(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
