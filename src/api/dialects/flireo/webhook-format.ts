/**
 * Flireo's events: G1's keys with G2's twins in the same body; `sha256=` and the hex HMAC of `<seconds>.<body>`.
 * Source: reference.flireo.com/webhooks-1861373m0, status-update-1861389m0, end-of-call-report-1861390m0.
 */
import { createHmac } from 'node:crypto';
import type { Call, WebhookEvent, WebhookFormat } from '#domain';
import type { Millis } from '#kernel';
import { A_FEW, isReport } from '../shared/webhook-report.ts';
import { parties } from '../shared/call-facts.ts';
import { blocksOf } from './agents/blocks.ts';
import { toCall } from './map-response.ts';

export const flireoWebhook: WebhookFormat = {
  name: 'flireo',
  policy: A_FEW,
  render: (event, { call, recordingUrl }) => {
    const kind = call && kindOf(event);
    return kind ? JSON.stringify({ message: toMessage(kind, event, call, recordingUrl) }) : null;
  },
  headers: ({ type, body, at, secrets: [secret] }) =>
    flireoHeaders(
      type === 'call.analyzed' ? 'end-of-call-report' : 'status-update',
      body,
      at,
      secret ?? null,
    ),
};

/** @param kind the event in their words */
export function flireoHeaders(
  kind: string,
  body: string,
  at: Millis,
  secret: string | null,
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  return {
    'User-Agent': 'HMS-Sovereign/1.0',
    'X-Webhook-Event': kind,
    'X-Webhook-Timestamp': timestamp,
    ...(secret === null
      ? {}
      : {
          'X-Webhook-Signature': `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
        }),
  };
}

function kindOf(event: WebhookEvent): 'status-update' | 'end-of-call-report' | null {
  if (event.type === 'call.answered' || event.type === 'call.ended') return 'status-update';
  return isReport(event) ? 'end-of-call-report' : null;
}

function toMessage(
  kind: 'status-update' | 'end-of-call-report',
  event: WebhookEvent,
  call: Call,
  recording: string | null,
): Record<string, unknown> {
  const shape = toCall(call, recording);
  const { person, ours } = parties(call);
  const error = shape['error'] as string | null;
  const ended = kind === 'status-update' && error !== null ? 'ended-with-error' : 'ended';
  const line = { number: ours, ...(call.numberId === null ? {} : { id: call.numberId }) };
  return {
    type: kind,
    timestamp: new Date(event.at).toISOString(),
    call: {
      id: call.id,
      type: call.direction === 'outbound' ? 'outboundPhoneCall' : 'inboundPhoneCall',
      status: event.type === 'call.answered' ? 'in-progress' : ended,
    },
    phoneNumber: line,
    phone_number: line,
    customer: { number: person },
    assistant: { id: call.plan.agentId, ...configOf(call), metadata: call.metadata },
    ...(event.type === 'call.answered' ? {} : { end_reason: shape['end_reason'] }),
    ...(ended === 'ended-with-error' ? { error } : {}),
    ...(kind === 'status-update' ? {} : reportOf(shape)),
  };
}

/** What it runs: the agent's blocks as resolved for this call; no secrets. */
function configOf({ plan }: Call): Record<string, unknown> {
  const { first_message, stt_config, llm_config, tts_config, analysis_plan, max_duration_seconds } = blocksOf(
    plan.config,
  );
  const blocks = { first_message, stt_config, llm_config, tts_config, analysis_plan, max_duration_seconds };
  return { name: plan.agentName, ...blocks };
}

function reportOf(shape: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { duration_seconds, summary, analysis_result, messages, recording_url, started_at, ended_at } = shape;
  return {
    ...{ durationSeconds: duration_seconds, duration_seconds, summary, messages: messages ?? [] },
    ...{ recording_url, started_at, ended_at },
    ...(analysis_result === null ? {} : { analysis: analysis_result }),
  };
}
