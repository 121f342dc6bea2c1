/** Our own format: Standard Webhooks, with the call as `GET /v1/calls/{id}` shows it. */
import { standardSignature, type Call, type WebhookEvent, type WebhookFormat } from '#domain';
import { spellNative } from '#kernel';

/** @param describeCall a call as the native API shows it */
export function createStandardFormat(describeCall: (call: Call) => unknown): WebhookFormat {
  return {
    name: 'standard',
    render: (event, { call }) => JSON.stringify(messageOf(event, call && describeCall(call))),
    headers: ({ eventId, body, at, secrets }) => {
      const id = spellNative('evt', eventId);
      return {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at / 1000)),
        ...(secrets.length === 0 ? {} : { 'webhook-signature': standardSignature(id, at, body, secrets) }),
      };
    },
  };
}

function messageOf(event: WebhookEvent, call: unknown): Record<string, unknown> {
  return {
    id: spellNative('evt', event.id),
    type: event.type,
    timestamp: new Date(event.at).toISOString(),
    sequence: event.sequence,
    call_id: event.callId && spellNative('call', event.callId),
    agent_id: event.agentId && spellNative('agent', event.agentId),
    subject: event.subject,
    data: { ...event.data, ...(call === null ? {} : { call }) },
  };
}
