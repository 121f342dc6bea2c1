/** Synthflow's inbound webhook. Source: docs.synthflow.ai, inbound-webhook-api. */
import type { InboundAnswer, InboundHookFormat } from '#domain';
import { isJson } from '../shared/fields.ts';
import { synthflowSignature } from './webhook-format.ts';

export const synthflowInboundHook: InboundHookFormat = {
  name: 'synthflow',
  // The first, and up to 3 more while the caller waits.
  tries: 4,
  pauseMs: 1_000,
  timeoutMs: 10_000,
  // Unless the agent names a `default_agent`.
  fallback: { kind: 'hang-up' },
  render: ({ agentId, from, to }) =>
    JSON.stringify({
      event: 'call_inbound',
      call_inbound: { model_id: agentId ?? '', from_number: from, to_number: to },
    }),
  headers: ({ callId }, _body, _at, secret): Record<string, string> => {
    if (secret === null) return {};
    const signature = synthflowSignature(secret, callId);
    return { 'Synthflow-Signature': signature, HTTP_SYNTHFLOW_SIGNATURE: signature };
  },
  read: (body): InboundAnswer | null => {
    const told = readJson(body)?.['call_inbound'];
    if (!isJson(told)) return null;
    if (Object.keys(told).length === 0) return { kind: 'hang-up' };
    const { override_model_id, custom_variables, metadata } = told;
    const isOther = typeof override_model_id === 'string' && override_model_id !== '';
    return {
      ...{ kind: 'answer', agentId: isOther ? override_model_id : null, config: null, overrides: {} },
      variables: isJson(custom_variables) ? custom_variables : {},
      metadata: isJson(metadata) ? metadata : {},
    };
  },
};

function readJson(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
