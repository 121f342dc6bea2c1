/** One request to somebody else's server, as `/logs` shows it. */
import type { DeliveryTry, WebhookDelivery, WebhookEndpoint } from '#domain';
import type { Id, Millis } from '#kernel';

export const LOG_TYPES = ['external_webhook', 'inbound_webhook', 'custom_action'] as const;
export const LOG_STATES = ['pending', 'success', 'failed'] as const;

export interface LogEntry {
  readonly id: string;
  readonly type: (typeof LOG_TYPES)[number];
  readonly at: Millis;
  readonly callId: Id | null;
  readonly agentId: Id | null;
  readonly state: (typeof LOG_STATES)[number];
  readonly method: string;
  /** With `{{variables}}` where the request was made of a template. */
  readonly url: string;
  readonly code: number | null;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly request: unknown;
  readonly response: unknown;
  readonly error: string | null;
  readonly attempt: number;
  readonly durationMs: Millis;
}

const STATES: Readonly<Record<WebhookDelivery['state'], LogEntry['state']>> = {
  ...{ due: 'pending', delivered: 'success', dead: 'failed', skipped: 'success' },
};

export function deliveryEntry(
  delivery: WebhookDelivery,
  endpoint: WebhookEndpoint | null,
  tries: readonly DeliveryTry[],
  body: string | null = null,
): LogEntry {
  const last = tries.at(-1);
  return {
    ...{ id: delivery.id, type: 'external_webhook', callId: delivery.callId, method: 'POST' },
    at: last?.at ?? delivery.createdAt,
    agentId: endpoint?.agentId ?? null,
    state: STATES[delivery.state],
    url: last?.url ?? endpoint?.url ?? '',
    code: last?.status ?? null,
    requestHeaders: last?.requestHeaders ?? {},
    request: readJson(body),
    response: last?.answer ?? null,
    error: last?.error ?? null,
    attempt: last?.number ?? delivery.tries,
    durationMs: last?.durationMs ?? 0,
  };
}

export function showEntry({ id, at, agentId, state, url, code, method }: LogEntry) {
  return {
    request_timestamp: new Date(at).toISOString(),
    ...{ webhook_log_id: id, model_id: agentId, status: state, webhook_url: url },
    ...{ response_status_code: code, http_method: method },
  };
}

export function showWhole(entry: LogEntry) {
  const { callId, type, requestHeaders, request, response, error, attempt, durationMs } = entry;
  return {
    ...showEntry(entry),
    ...{ call_id: callId, webhook_type: type, request_headers: requestHeaders, request_payload: request },
    ...{ response_headers: {}, response_payload: response, error_message: error },
    ...{ attempt_number: attempt, duration_ms: durationMs },
  };
}

function readJson(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
