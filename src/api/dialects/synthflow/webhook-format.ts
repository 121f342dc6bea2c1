/**
 * Synthflow's post-call webhook. The signature covers the call id alone: base64 of HMAC-SHA256, in a header that their
 * page writes in two ways. Source: docs.synthflow.ai, webhooks, webhooks-security.
 */
import { createHmac } from 'node:crypto';
import type { Call, WebhookFormat } from '#domain';
import { A_FEW, isReport } from '../shared/webhook-report.ts';
import { ownData } from '../shared/call-facts.ts';
import { toItem } from './map-response.ts';

export const synthflowWebhook: WebhookFormat = {
  name: 'synthflow',
  policy: A_FEW,
  render: (event, { call, recordingUrl }) =>
    call && isReport(event) ? JSON.stringify(toReport(call, recordingUrl)) : null,
  headers: ({ callId, secrets: [secret] }) => {
    if (secret === undefined || callId === null) return {};
    const signature = synthflowSignature(secret, callId);
    return { 'Synthflow-Signature': signature, HTTP_SYNTHFLOW_SIGNATURE: signature };
  },
};

export function synthflowSignature(secret: string, callId: string): string {
  return createHmac('sha256', secret).update(callId).digest('base64');
}

function toReport(call: Call, recording: string | null): Record<string, unknown> {
  const item = toItem(call, { recording, ringingMs: null });
  const { status, error_message, end_call_reason, model_id, timezone, call_id, duration, transcript } = item;
  const custom =
    item['custom_end_call_reason'] === null ? {} : { custom_end_call_reason: item['custom_end_call_reason'] };
  return {
    status,
    error_message,
    lead: { name: item['lead_name'], phone_number: item['lead_phone_number'] },
    call: {
      ...{ status, end_call_reason, ...custom, model_id, timezone, call_id, duration },
      start_time: withOffset(call.createdAt, String(timezone)),
      ...{
        transcript: `\n${String(transcript)}`,
        diversion: null,
        external_id: ownData(call, 'synthflow')['external_id'] ?? null,
        recording_url: recording,
      },
    },
    executed_actions: item['executed_actions'],
    analysis: item['judge_results'] ?? {},
    collected_variables: collected(item['collected_variables']),
  };
}

/** Flat, and only what was collected; the API's own form is by agent. */
function collected(byAgent: unknown): Record<string, unknown> {
  const [variables = {}] = Object.values(
    (byAgent ?? {}) as Record<string, Record<string, { collected: boolean }>>,
  );
  return Object.fromEntries(Object.entries(variables).filter(([, variable]) => variable.collected));
}

/** `2026-01-01T01:00:00.000000+01:00`, in the call's zone. */
function withOffset(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return `${new Date(at + shift).toISOString().slice(0, 23)}000${sign}${hours}:${minutes}`;
}
