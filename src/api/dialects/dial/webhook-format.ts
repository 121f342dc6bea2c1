/**
 * dial's hooks: a call starts, or ends, failures among them. No signature; the hook's fixed headers go as they are.
 * Source: docs HOOK and the vendor's own receiver (dialects page, section 8).
 */
import type { RetryPolicy, WebhookFormat } from '#domain';
import { present } from '../shared/call-facts.ts';
import { isReport } from '../shared/webhook-report.ts';
import { toCall } from './map-response.ts';
import { messagesOf } from './transcript.ts';

/** Three tries, on a network error or 5xx. */
const POLICY: RetryPolicy = {
  delaysMs: [2_000, 10_000],
  retries: (status) => status === null || status >= 500,
  jitter: 0,
};

export const dialWebhook: WebhookFormat = {
  name: 'dial',
  policy: POLICY,
  timeoutMs: 10_000,
  render: (event, { call, recordingUrl }) => {
    if (!call || (event.type !== 'call.answered' && !isReport(event))) return null;
    const shape = toCall(call);
    const isStart = event.type === 'call.answered';
    return JSON.stringify({
      type: isStart ? 'start' : 'end',
      // Receivers of the first generation read `assistant`.
      call: { ...shape, assistant: shape['use_case'] },
      content: isStart
        ? present({ recording: recordingUrl ?? undefined })
        : { messages: messagesOf(call, []) },
    });
  },
  headers: () => ({}),
};
