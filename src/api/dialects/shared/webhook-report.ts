/** What vendors' webhooks share: when the one report of a call is due, and how often it is tried. */
import type { RetryPolicy, WebhookEvent } from '#domain';

/** After summary and analysis; an analysis that was asked for again makes no second report. */
export function isReport({ type, data }: WebhookEvent): boolean {
  return type === 'call.analyzed' && data['rerun'] !== true;
}

/** A few tries with backoff, after whatever was answered. */
export const A_FEW: RetryPolicy = {
  delaysMs: [5_000, 30_000, 300_000, 1_800_000],
  retries: (status) => status !== 410,
  jitter: 0.1,
};
