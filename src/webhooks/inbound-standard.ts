/** Our own question: `call.inbound`, signed as Standard Webhooks; the answer names who speaks, or refuses. */
import {
  isWebhookSecret,
  parseAgentConfig,
  standardSignature,
  type InboundAnswer,
  type InboundHookFormat,
} from '#domain';
import { spellNative } from '#kernel';

type Json = Readonly<Record<string, unknown>>;

export const standardInboundHook: InboundHookFormat = {
  name: 'standard',
  tries: 1,
  timeoutMs: 5_000,
  fallback: { kind: 'default' },
  render: (question) =>
    JSON.stringify({
      type: 'call.inbound',
      timestamp: new Date(question.at).toISOString(),
      data: {
        call_id: spellNative('call', question.callId),
        ...{ from: question.from, to: question.to },
        number_id: spellNative('num', question.numberId),
        agent_id: question.agentId && spellNative('agent', question.agentId),
      },
    }),
  headers: ({ callId }, body, at, secret) => {
    const id = spellNative('call', callId);
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      ...(secret !== null && isWebhookSecret(secret)
        ? { 'webhook-signature': standardSignature(id, at, body, [secret]) }
        : {}),
    };
  },
  read: (body) => readAnswer(parse(body)),
};

/** `{}`: as configured. */
function readAnswer(answer: Json | null): InboundAnswer | null {
  if (answer === null) return null;
  if (Object.keys(answer).length === 0) return { kind: 'default' };
  if (answer['hang_up'] === true) return { kind: 'hang-up' };
  if (typeof answer['refuse'] === 'string') return { kind: 'refuse', text: answer['refuse'].slice(0, 1_000) };
  const { agent_id, agent, overrides, variables, metadata } = answer;
  const parsed = agent === undefined ? null : parseAgentConfig(agent);
  if (parsed && 'faults' in parsed) return null;
  const { prompt, greeting, context, language, max_duration_s } = object(overrides);
  return {
    kind: 'answer',
    agentId: typeof agent_id === 'string' ? agent_id : null,
    config: parsed && parsed.ok,
    overrides: {
      ...(typeof prompt === 'string' && { prompt }),
      ...(typeof greeting === 'string' && { greeting }),
      ...(typeof context === 'string' && { context }),
      ...(typeof language === 'string' && { language }),
      ...(Number.isInteger(max_duration_s) &&
        Number(max_duration_s) > 0 && { maxDurationS: Number(max_duration_s) }),
    },
    variables: object(variables),
    metadata: object(metadata),
  };
}

function parse(body: string): Json | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
