/** POST /calls/outbound to the native input: a saved agent, a saved one with overrides, or a one-time one. */
import { invalidRequest, notFound, parseId, type FieldFault } from '#kernel';
import {
  AgentConfigSchema,
  changedWebhook,
  type AgentChoice,
  type AgentConfig,
  type CallOverrides,
  type CallWebhook,
  type WebhookChange,
  type CreateCall,
  type WebhookEndpoint,
} from '#domain';
import { explain } from '../../schema/explain.ts';
import { Fields, isJson, kindOf, type Json } from '../shared/fields.ts';
import { doubleBraces } from '../shared/placeholders.ts';
import { callWebhook, type WebhookPlace } from './agent-webhook.ts';
import { outboundInSnake } from './spelling.ts';
import { toolCallEnvelope } from './tool-calls.ts';
import { readAgent, wholeAgent, type ReadAgent } from './inline-agent.ts';

const SAVED = ['agent_id', 'assistant_id'] as const;
const INLINE = ['agent_config', 'assistant', 'agent'] as const;

/** What the reading needs to know of the engine. */
export interface Engine {
  readonly llmModel: string | null;
  checkAgent(config: AgentConfig): readonly FieldFault[];
}

/**
 * @param own the saved agent's endpoint, of which an override replaces each member that it gives
 * @throws AppError `invalid-request` naming each field, `agent-unknown` or `number-unknown` for ids that can be none
 */
export function toCreateCall(body: unknown, engine: Engine, own: WebhookEndpoint | null = null): CreateCall {
  const fields = new Fields(outboundInSnake(body, [...INLINE, 'assistant_override']));
  const to = fields.requiredText('destination');
  const numberText = fields.text('number_id') || null;
  const mode = readMode(fields);
  const override = fields.inner('assistant_override');
  if (override && mode?.kind === 'inline')
    fields.fail('assistant_override', 'Goes with a saved agent (agent_id) only.', 'omit');
  const firstMessage = fields.text('first_message');
  const context = readContext(fields);
  const agent =
    mode?.kind === 'inline'
      ? readAgent(mode.fields, 'whole', engine.llmModel)
      : override && readAgent(override, 'partial', engine.llmModel, own);
  fields.finish();
  const choice = chooseAgent(mode!, agent, engine);
  const webhook = agent && webhookOf(agent, choice, own);
  const numberId = numberText === null ? null : parseId(numberText);
  if (numberText !== null && numberId === null) throw notFound('number', 'number_id');
  return {
    agent: choice,
    to,
    person: {},
    from: null,
    numberId,
    trunkId: null,
    variables: {
      ...(agent?.businessName && choice.kind === 'saved' ? { business_name: agent.businessName } : {}),
      ...(isJson(context) ? context : {}),
    },
    overrides: {
      ...(agent && choice.kind === 'saved' ? overridesOf(agent, own) : {}),
      ...(firstMessage ? { greeting: doubleBraces(firstMessage) } : {}),
      ...(context === null
        ? {}
        : { context: typeof context === 'string' ? context : JSON.stringify(context) }),
    },
    metadata: agent?.metadata ?? {},
    ...(webhook ? { webhook } : {}),
    notBefore: null,
    unresolvedVariables: 'omit',
    pendingFeatures: agent?.pending ?? [],
    source: {
      api: 'flireo',
      data: agent ? { [choice.kind === 'inline' ? 'agent_config' : 'assistant_override']: agent.frozen } : {},
    },
  };
}

function webhookOf(
  { webhook, webhookChange: change }: ReadAgent,
  { kind }: AgentChoice,
  own: WebhookEndpoint | null,
): CallWebhook | null {
  if (kind === 'inline') return callWebhook(webhook);
  return change && changedWebhook(change, own);
}

type Mode =
  | { readonly kind: 'saved'; readonly id: string; readonly param: string }
  | { readonly kind: 'inline'; readonly fields: Fields; readonly param: string };

/** Exactly one of the two; several spellings of one are fine only when they say the same. */
function readMode(fields: Fields): Mode | null {
  const saved = SAVED.filter((name) => fields.has(name) && fields.raw[name] !== '');
  const inline = INLINE.filter((name) => fields.has(name));
  if (saved.length > 0 && inline.length > 0)
    fields.fail(
      inline[0]!,
      `Cannot go together with ${saved[0]}: use a saved agent or an inline one.`,
      'one-of',
    );
  else if (saved.length === 0 && inline.length === 0)
    fields.fail('agent_id', 'Is required, or an inline agent in agent_config.', 'required');
  else if (inline.length > 1)
    fields.fail(inline[1]!, `Says the same as ${inline[0]}; send only one of them.`, 'one-of');
  else if (inline.length === 1) {
    const inner = fields.inner(inline[0]!);
    return inner && { kind: 'inline', fields: inner, param: inline[0]! };
  } else {
    const ids = saved.map((name) => fields.text(name));
    if (ids.length === 2 && ids[0] !== ids[1])
      fields.fail('assistant_id', 'Differs from agent_id; send only one of them.', 'one-of');
    return ids[0] ? { kind: 'saved', id: ids[0], param: saved[0]! } : null;
  }
  return null;
}

function chooseAgent(mode: Mode, agent: ReadAgent | null, engine: Engine): AgentChoice {
  if (mode.kind === 'saved') {
    const agentId = parseId(mode.id);
    if (agentId === null) throw notFound('agent', mode.param);
    return { kind: 'saved', agentId, versionId: null, ifVersionUnknown: 'production' };
  }
  const config = wholeAgent(agent!);
  const misfits = explain(AgentConfigSchema, config, mode.param);
  const faults = misfits.length > 0 ? misfits : within(mode.param, engine.checkAgent(config));
  if (faults.length > 0) throw invalidRequest(faults);
  return { kind: 'inline', config };
}

function within(base: string, faults: readonly FieldFault[]): FieldFault[] {
  return faults.map((fault) => ({ ...fault, param: `${base}.${fault.param}` }));
}

/**
 * Each block given replaces the saved one; a llm_config without a system message keeps the saved playbook. Saved tools
 * that are called at the agent's webhook follow it.
 * @param own where that is
 */
export function overridesOf(
  { config, prompt, webhookChange }: ReadAgent,
  own: WebhookPlace | null,
): CallOverrides {
  const { greeting, language, max_duration_s, ...blocks } = config;
  return {
    ...(prompt === null ? {} : { prompt }),
    ...(greeting === undefined ? {} : { greeting }),
    ...(language === undefined ? {} : { language }),
    ...(max_duration_s === undefined ? {} : { maxDurationS: max_duration_s }),
    ...(Object.keys(blocks).length === 0 ? {} : { config: blocks }),
    ...(own && config.tools === undefined ? toolsAt(own, webhookChange) : {}),
  };
}

function toolsAt({ url: from }: WebhookPlace, change: WebhookChange | null): Pick<CallOverrides, 'toolsAt'> {
  if (from === null || !change || change.url === null) return {};
  const { url: to = from, secret } = change;
  const auth = secret === undefined ? {} : { auth: toolCallEnvelope(secret).auth ?? null };
  return to === from && secret === undefined ? {} : { toolsAt: { from, to, ...auth } };
}

/** Text, or an object whose members are placeholders' values too. */
function readContext(fields: Fields): string | Json | null {
  const context = fields.raw['context'];
  if (context === undefined || context === null || context === '') return null;
  if (typeof context === 'string' || isJson(context)) return context;
  fields.fail('context', `Must be a string or an object, not ${kindOf(context)}.`, 'type');
  return null;
}
