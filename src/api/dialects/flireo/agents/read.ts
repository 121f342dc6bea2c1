/** Agents as Flireo's clients write them: whole ones, and changes of some members. */
import type { AgentConfig, EngineCapabilities } from '#domain';
import { isOpen, keepSecrets, secretFaults } from '#domain';
import { invalidRequest, type FieldFault } from '#kernel';
import { Fields, isJson, type Json } from '../../shared/fields.ts';
import { readWebhook, type AgentWebhook } from '../agent-webhook.ts';
import { DEFAULT_PROMPT, readAgent, type ReadAgent } from '../inline-agent.ts';
import { assistantInSnake } from '../spelling.ts';
import { USUAL_TEMPERATURE } from '../vendor-blocks.ts';
import { hookOf } from './endpoint.ts';
import { isTellable } from './tools-shown.ts';

const LONGEST_NAME = 200;
/** What the vendor's platform has where an agent says nothing, as far as this one has it too. */
const USUAL = {
  language: 'nl',
  stt: { provider: 'deepgram', model: 'nova-3-general' },
  llm: { provider: 'openai', model: 'gpt-4o-mini' },
} as const;

export interface ReadEngine {
  readonly capabilities: EngineCapabilities;
  checkAgent(config: AgentConfig): readonly FieldFault[];
}

export interface WrittenAgent {
  readonly config: AgentConfig;
  readonly webhook: AgentWebhook;
  /** The members as they were written, in snake_case. */
  readonly given: Json;
}

/** @throws AppError `invalid-request` naming each field */
export function readNewAgent(body: unknown, engine: ReadEngine): WrittenAgent {
  const fields = new Fields(assistantInSnake(body));
  if (!fields.has('name') || fields.raw['name'] === '') fields.fail('name', 'Is required.', 'required');
  const read = readAgent(fields, 'partial', engine.capabilities.llmModel);
  nameFault(fields);
  fields.finish();
  const config: AgentConfig = {
    ...{ name: '', language: USUAL.language, interruptible: true },
    ...usualBlocks(read.config, engine.capabilities),
    ...read.config,
    ...hookOf(read.webhook, undefined),
    prompt: read.prompt ?? DEFAULT_PROMPT,
    ...(read.businessName === null ? {} : { variables: { business_name: read.businessName } }),
  };
  return { config: checked(config, {}, engine), webhook: read.webhook, given: fields.raw };
}

/** What there is of an agent before a change. */
export interface Before {
  /** Its members as they are told. */
  readonly told: Json;
  readonly webhook: Pick<AgentWebhook, 'secret'>;
}

/** A change: apply it to each configuration that there is of the agent. */
export interface AgentChange {
  readonly given: Json;
  /** Null: unchanged. */
  readonly webhook: AgentWebhook | null;
  /** @throws AppError `invalid-request` */
  apply(config: AgentConfig): AgentConfig;
}

const TOGETHER = [
  ['stt_config', 'tts_config'],
  ['silence_timeout_seconds', 'autonomous_silence_handling'],
  ['voicemail_detection', 'voicemail_message'],
] as const;
const WEBHOOK = ['webhook_url', 'webhook_secret', 'webhook_events'] as const;

/** Only what is sent changes; null takes away. @throws AppError `invalid-request` naming each field */
export function readChange(body: unknown, before: Before, engine: ReadEngine): AgentChange {
  const patch = new Fields(assistantInSnake(body)).raw;
  const has = (name: string): boolean => Object.hasOwn(patch, name) && patch[name] !== undefined;
  const { told, webhook } = before;
  const isWebhook = WEBHOOK.some(has);
  const own = { ...told, webhook_secret: webhook.secret };
  // A secret is told as `***`, and what was told may come back.
  const sent =
    patch['webhook_secret'] === told['webhook_secret'] ? own.webhook_secret : patch['webhook_secret'];
  const wanted = has('webhook_secret') ? { ...patch, webhook_secret: sent } : patch;
  const names = new Set(Object.keys(wanted));
  for (const group of TOGETHER) if (group.some(has)) group.forEach((name) => names.add(name));
  // Tools without an address of their own go to the agent's.
  if (isWebhook || has('llm_config')) for (const name of [...WEBHOOK, 'llm_config']) names.add(name);
  const all: Json = { ...own, ...wanted };
  const fields = new Fields(Object.fromEntries([...names].map((name) => [name, all[name]])));
  if (has('name') && !patch['name']) fields.fail('name', 'Is required.', 'required');
  const read = readAgent(fields, 'partial', engine.capabilities.llmModel);
  nameFault(fields);
  fields.finish();
  return {
    given: Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    webhook: isWebhook ? readWebhook(fields) : null,
    apply: (config) => checked(changed(config, read, has, patch, engine.capabilities), config, engine),
  };
}

/** Fields of ours that each member stands for; absent in what was read, they are taken away. */
const PLACES: Readonly<Record<string, readonly (keyof AgentConfig)[]>> = {
  name: ['name'],
  is_active: ['active'],
  first_message: ['greeting'],
  stt_config: ['stt'],
  tts_config: ['voice'],
  analysis_plan: ['analysis'],
  max_duration_seconds: ['max_duration_s'],
  autonomous_silence_handling: ['silence'],
  silence_timeout_seconds: ['silence'],
  voicemail_detection: ['machine'],
  voicemail_message: ['machine'],
  notification_email: ['notification'],
  notification_emails: ['notification'],
  gdpr_mode: ['record', 'transcript'],
};

function changed(
  config: AgentConfig,
  read: ReadAgent,
  has: (name: string) => boolean,
  patch: Json,
  capabilities: EngineCapabilities,
): AgentConfig {
  const places = Object.entries(PLACES).flatMap(([name, ours]) => (has(name) ? ours : []));
  const next: Partial<AgentConfig> = without(config, places);
  const found = Object.fromEntries(
    places.flatMap((place) => (read.config[place] === undefined ? [] : [[place, read.config[place]]])),
  );
  const speaks = has('stt_config') || has('tts_config');
  const isWebhook = WEBHOOK.some(has);
  const whole = {
    ...next,
    ...found,
    ...(speaks && read.config.language !== undefined ? { language: read.config.language } : {}),
    ...(has('business_name') ? { variables: withBusiness(config.variables, read.businessName) } : {}),
    ...(isWebhook || has('llm_config') ? toolsOf(config, read) : {}),
  } as AgentConfig;
  const minded = has('llm_config') ? withMind(whole, read, patch['llm_config'], capabilities) : whole;
  if (!isWebhook) return minded;
  return {
    ...without(minded, ['inbound_hook']),
    ...hookOf(read.webhook, config.inbound_hook),
  } as AgentConfig;
}

/** A realtime model takes the place of the three blocks, and they take its place. */
function withMind(
  config: AgentConfig,
  { config: { llm, realtime }, prompt }: ReadAgent,
  block: unknown,
  capabilities: EngineCapabilities,
): AgentConfig {
  const gone = realtime ? (['stt', 'llm', 'voice', 'realtime'] as const) : (['llm', 'realtime'] as const);
  const rest = without(config, [...gone, ...(prompt === null ? [] : (['flow'] as const))]);
  const mind = realtime ? { realtime } : llm ? { llm } : usualBlocks({ stt: {} }, capabilities);
  // A block without messages leaves the instructions; one with messages of others alone has none.
  const isCleared = config.flow === undefined && (!isJson(block) || Array.isArray(block['messages']));
  const words = prompt ?? (isCleared ? DEFAULT_PROMPT : undefined);
  return { ...rest, ...mind, ...(words === undefined ? {} : { prompt: words }) } as AgentConfig;
}

/** Those that Flireo has no word for stay. */
function toolsOf(config: AgentConfig, { config: { tools = [] } }: ReadAgent): Pick<AgentConfig, 'tools'> {
  return { tools: [...tools, ...(config.tools ?? []).filter((tool) => !isTellable(tool))] };
}

function withBusiness(
  variables: AgentConfig['variables'] = {},
  name: string | null,
): Record<string, unknown> {
  const { business_name: _before, ...rest } = variables;
  return name === null ? rest : { ...rest, business_name: name };
}

function usualBlocks(given: Partial<AgentConfig>, { providers }: EngineCapabilities): Partial<AgentConfig> {
  if (given.realtime) return {};
  const isThere = (name: string): boolean => providers.some((one) => one.provider === name && isOpen(one));
  const temperature = USUAL_TEMPERATURE;
  return {
    ...(given.stt === undefined && isThere(USUAL.stt.provider) ? { stt: USUAL.stt } : {}),
    ...(given.llm === undefined
      ? { llm: isThere(USUAL.llm.provider) ? { ...USUAL.llm, temperature } : { temperature } }
      : {}),
  };
}

/** @throws AppError `invalid-request` with what native finds wrong, told by Flireo's names */
function checked(config: AgentConfig, stored: Partial<AgentConfig>, engine: ReadEngine): AgentConfig {
  const kept = keepSecrets(config, stored);
  const faults = [...engine.checkAgent(kept), ...secretFaults(without(config, ['inbound_hook']), stored)];
  // What was stored is sealed, and stays so.
  const real = faults.filter(
    ({ rule, message }) => rule !== 'secret-given' || !message.includes('begins with'),
  );
  if (real.length > 0) throw invalidRequest(real);
  return kept;
}

function nameFault(fields: Fields): void {
  const name = fields.raw['name'];
  if (typeof name === 'string' && name.length > LONGEST_NAME)
    fields.fail('name', `Must have ${LONGEST_NAME} characters or fewer.`, 'maxLength');
}

function without<K extends keyof AgentConfig>(
  config: Partial<AgentConfig>,
  names: readonly K[],
): Partial<AgentConfig> {
  const gone: readonly string[] = names;
  return Object.fromEntries(Object.entries(config).filter(([name]) => !gone.includes(name)));
}
