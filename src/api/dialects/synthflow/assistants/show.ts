/** An agent in Synthflow's shape; one that another API made, or changed, in their words as far as they have them. */
import { isDeepStrictEqual } from 'node:util';
import type { Agent, AgentConfig, PhoneNumber } from '#domain';
import { parseId } from '#kernel';
import { ownTools } from '#domain';
import type { Json } from '../../shared/fields.ts';
import { GROUPS } from './blocks.ts';
import { singleBraces } from './braces.ts';
import { DEFAULT_TIME_ZONE, typeOf, type OwnAgent } from './own.ts';
import { defined, type Block } from './values.ts';

export interface Shown {
  readonly agent: Agent;
  readonly own: OwnAgent;
  /** The numbers that it may show, its main one first. */
  readonly numbers: readonly PhoneNumber[];
  readonly includeActions: boolean;
  /** Those that it was given through this API, some of which are no tools. */
  readonly actions: readonly string[];
}

/** What is so when nothing was said of it. */
const USUAL: Json = {
  ...{ timezone: DEFAULT_TIME_ZONE, patience_level: 'medium', min_words_to_interrupt: '2', voice_speed: 1 },
  ...{ send_user_idle_reminders: true, background_noise: { enabled: false, type: 'office', volume: 0.45 } },
};

export function showAssistant({
  agent,
  own,
  numbers,
  includeActions,
  actions,
}: Shown): Record<string, unknown> {
  const { config } = agent;
  const { max_duration_s: seconds, machine } = config;
  const text = (name: string): string => (typeof own.top[name] === 'string' ? own.top[name] : '');
  return {
    model_id: agent.id,
    type: typeOf(own),
    name: config.name,
    description: text('description'),
    phone_number: numbers[0]?.e164 ?? null,
    external_webhook_url: text('external_webhook_url') || null,
    inbound_call_webhook_url: config.inbound_hook?.url ?? null,
    default_agent: parseId(config.inbound_hook?.fallback_agent_id ?? ''),
    is_recording: config.record !== false,
    max_duration: { duration_seconds: seconds ?? 600, is_enabled: seconds !== 14_400 },
    voicemail_message: {
      enabled: machine?.on_machine === 'leave_message',
      mode: machine?.message_prompt === undefined ? 'exact_message' : 'prompt',
      exact_message: singleBraces(machine?.message ?? ''),
      prompt: singleBraces(machine?.message_prompt ?? ''),
    },
    agent: { ...USUAL, ...fieldsOf(config, own.agent) },
    attached_phone_numbers: numbers.map(attached),
    actions: includeActions ? [...new Set([...actionsOf(config), ...actions])] : [],
    input_variables: includeActions ? inputsOf(config) : [],
  };
}

/** Imported numbers are no carrier's: `sid` is null. */
export function attached({ e164 }: PhoneNumber): { number: string; sid: null; slug: string } {
  return { number: e164, sid: null, slug: e164.slice(1) };
}

/** Kept as sent where the configuration still is what that made; else told from the configuration. */
export function fieldsOf(config: AgentConfig, kept: Json): Json {
  const shown: Record<string, unknown> = { ...kept };
  for (const { fields, compile, derive } of GROUPS) {
    const sent = fields.some((field) => Object.hasOwn(kept, field));
    if (sent && isStill(config, compile(kept))) {
      // Beside what was sent stand the defaults of what was not.
      Object.assign(shown, { ...derive(config), ...picked(kept, fields) });
      continue;
    }
    for (const field of fields) delete shown[field];
    Object.assign(shown, derive(config));
  }
  return defined(shown);
}

function picked(agent: Json, fields: readonly string[]): Json {
  return Object.fromEntries(
    fields.filter((field) => Object.hasOwn(agent, field)).map((field) => [field, agent[field]]),
  );
}

function isStill(config: AgentConfig, made: Block): boolean {
  return Object.entries(made).every(([name, value]) =>
    name === 'tools'
      ? isDeepStrictEqual([ownTools(config.tools).find(({ type }) => type === 'end_call')], value)
      : isDeepStrictEqual(plain(config[name as keyof AgentConfig]), plain(value)),
  );
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

function actionsOf({ tools = [] }: AgentConfig): string[] {
  return tools.flatMap((tool) => (tool.type === 'saved' ? [parseId(tool.tool_id) ?? tool.tool_id] : []));
}

/** Arguments that are fixed for this agent, by action. */
function inputsOf({ tools = [] }: AgentConfig): Record<string, unknown>[] {
  return tools.flatMap((tool) =>
    tool.type === 'saved'
      ? Object.entries(tool.overrides?.arguments ?? {}).map(([name, value]) => ({
          action_id: parseId(tool.tool_id) ?? tool.tool_id,
          variable_name: name,
          source: 'hardcoded',
          hardcoded_value: typeof value === 'string' ? value : JSON.stringify(value),
        }))
      : [],
  );
}
