/** Flireo's `assistant-request`, both spellings. Source: reference.flireo.com/assistant-request-1861387m0. */
import type { InboundAnswer, InboundHookFormat } from '#domain';
import { isJson } from '../shared/fields.ts';
import { flireoHeaders } from './webhook-format.ts';

const KIND = 'assistant-request';

export const flireoInboundHook: InboundHookFormat = {
  name: 'flireo',
  tries: 1,
  timeoutMs: 5_000,
  fallback: { kind: 'default' },
  render: ({ callId, at, from, to, numberId, numberName }) => {
    const line = { id: numberId, number: to, name: numberName };
    return JSON.stringify({
      message: {
        type: KIND,
        timestamp: new Date(at).toISOString(),
        call: { id: callId, type: 'inboundPhoneCall', status: 'ringing', pipeline: 'standard' },
        ...{ phoneNumber: line, phone_number: line, customer: { number: from } },
      },
    });
  },
  headers: (_question, body, at, secret) => flireoHeaders(KIND, body, at, secret),
  read: (body): InboundAnswer | null => {
    let told: unknown;
    try {
      told = JSON.parse(body);
    } catch {
      return null;
    }
    if (!isJson(told)) return null;
    if (typeof told['error'] === 'string') return { kind: 'refuse', text: told['error'].slice(0, 1_000) };
    if (Object.keys(told).length === 0) return { kind: 'default' };
    const given = [told['assistant'], told['assistant_override']].filter(isJson);
    const assistant = Object.assign({}, ...given) as Record<string, unknown>;
    const greeting = assistant['first_message'] ?? assistant['firstMessage'];
    const limit = Number(
      told['max_duration_seconds'] ?? told['maxDurationSeconds'] ?? assistant['max_duration_seconds'],
    );
    const llm = assistant['llm_config'];
    const prompt = isJson(llm) ? llm['system_prompt'] : undefined;
    const { assistant_id } = told;
    const metadata = assistant['metadata'] ?? told['metadata'];
    return {
      ...{ kind: 'answer', agentId: typeof assistant_id === 'string' ? assistant_id : null, config: null },
      overrides: {
        ...(typeof greeting === 'string' && { greeting }),
        ...(typeof prompt === 'string' && { prompt }),
        ...(Number.isInteger(limit) && limit > 0 && { maxDurationS: limit }),
      },
      variables: {},
      metadata: isJson(metadata) ? metadata : {},
    };
  },
};
