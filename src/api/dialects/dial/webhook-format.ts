/**
 * dial's hooks: a call starts, or ends, failures among them. No signature; the hook's fixed headers go as they are.
 * Source: docs HOOK and the vendor's own receiver (dialects page, section 8).
 */
import type { Call, CallEvent, RetryPolicy, WebhookFormat } from '#domain';
import { present } from '../shared/call-facts.ts';
import { isReport } from '../shared/webhook-report.ts';
import { toCall } from './map-response.ts';
import { messagesOf, toolsOf } from './transcript.ts';

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
  // What tools were asked and answered stands in the log alone.
  wantsLog: isReport,
  render: (event, { call, recordingUrl, log = [] }) => {
    if (!call || (event.type !== 'call.answered' && !isReport(event))) return null;
    const shape = toCall(call);
    const isStart = event.type === 'call.answered';
    return JSON.stringify({
      type: isStart ? 'start' : 'end',
      // Receivers of the first generation read `assistant`.
      call: { ...shape, assistant: shape['use_case'] },
      content: isStart ? present({ recording: recordingUrl ?? undefined }) : contentOf(call, log),
    });
  },
  headers: () => ({}),
};

/** The messages of the transcript, and by its name what each tool was asked last and what it answered. */
function contentOf(call: Call, log: readonly CallEvent[]): Record<string, unknown> {
  const messages = messagesOf(call, log);
  const tools = toolsOf(messages);
  return { messages, ...(Object.keys(tools).length === 0 ? {} : { tools }) };
}
