/**
 * Flireo's `assistant-request`, both spellings. Source: reference.flireo.com/assistant-request-1861387m0,
 * docs/api/webhooks/assistantRequestWebhook.
 */
import { AgentConfigSchema, type AskedHook, type InboundAnswer, type InboundHookFormat } from '#domain';
import { invalidRequest } from '#kernel';
import { explain } from '../../schema/explain.ts';
import { Fields, isJson, type Json } from '../shared/fields.ts';
import { UNCHANGED } from './agent-webhook.ts';
import { readAgent, wholeAgent } from './inline-agent.ts';
import { overridesOf } from './map-request.ts';
import { REALTIME_PROVIDERS } from './providers.ts';
import { assistantInSnake, inSnake } from './spelling.ts';
import { flireoHeaders } from './webhook-format.ts';

const KIND = 'assistant-request';
/** Members that an answer may give beside its assistant. */
const BESIDE = ['first_message', 'max_duration_seconds', 'analysis_plan', 'metadata'];

/** @param configured the server's own language model, which needs no provider's name */
export function createFlireoInboundHook(configured: string | null): InboundHookFormat {
  return {
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
    read: (body, asked) => readAnswer(body, asked, configured),
  };
}

/**
 * Tools without an address are called where we asked, which is the agent's webhook.
 * @throws AppError `invalid-request` naming what can not be read
 */
function readAnswer(body: string, asked: AskedHook, configured: string | null): InboundAnswer | null {
  const told = parse(body);
  if (told === null) return null;
  if (typeof told['error'] === 'string') return { kind: 'refuse', text: told['error'].slice(0, 1_000) };
  if (Object.keys(told).length === 0) return { kind: 'default' };
  const answer = inSnake(told);
  const saved = new Fields(answer).text('assistant_id') || null;
  const assistant = assistantOf(answer);
  const isWhole = saved === null && standsAlone(assistant);
  const fields = new Fields(assistant, 'assistant.');
  const read = readAgent(fields, isWhole ? 'whole' : 'partial', configured, asked);
  fields.finish();
  const config = isWhole ? wholeAgent(read) : null;
  const misfits = config ? explain(AgentConfigSchema, config, 'assistant') : [];
  if (misfits.length > 0) throw invalidRequest(misfits);
  // A one-time agent is reported on where the number's own is, unless it says otherwise.
  const webhook = read.webhookChange ?? (isWhole ? UNCHANGED : null);
  return {
    ...{ kind: 'answer', agentId: saved, config, metadata: read.metadata },
    ...(webhook ? { webhook } : {}),
    overrides: config ? {} : overridesOf(read, asked),
    variables: !config && read.businessName !== null ? { business_name: read.businessName } : {},
  };
}

/** The override's members in the place of the assistant's, whole: a shallow merge. */
function assistantOf(answer: Json): Json {
  const parts = [
    Object.fromEntries(BESIDE.filter((name) => name in answer).map((name) => [name, answer[name]])),
    answer['assistant'],
    answer['assistant_override'],
  ];
  return Object.assign({}, ...parts.map(assistantInSnake).filter(isJson)) as Json;
}

/** It has all that a call needs: a model that thinks, and how it hears and speaks. */
function standsAlone({ llm_config: llm, stt_config: stt, tts_config: tts }: Json): boolean {
  if (!isJson(llm) || typeof llm['provider'] !== 'string') return false;
  return Object.hasOwn(REALTIME_PROVIDERS, llm['provider']) || (isJson(stt) && isJson(tts));
}

function parse(body: string): Json | null {
  try {
    const value: unknown = JSON.parse(body);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
