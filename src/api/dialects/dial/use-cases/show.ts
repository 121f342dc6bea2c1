/** An agent as dial's use case. Pure. */
import { spellHex, type Id } from '#kernel';
import { DEFAULT_MAX_DURATION_S, type AgentConfig, type WebhookEndpoint } from '#domain';
import { present } from '../../shared/call-facts.ts';
import { isJson, type Json } from '../../shared/fields.ts';
import { isTransfer } from './apply.ts';
import { shownHours } from './hours.ts';
import { objectIn } from './read.ts';

/** Values of headers may be keys: whoever writes this back keeps what is stored. */
export const HIDDEN = '***';

export interface ShownUseCase {
  readonly id: Id;
  readonly organizationId: Id;
  readonly config: AgentConfig;
  /** What only dial knows of it. */
  readonly own: Json;
  readonly hooks: readonly Pick<WebhookEndpoint, 'url' | 'headers'>[];
}

/** Keys without a value are left out. */
export function showUseCase({ id, organizationId, config, own, hooks }: ShownUseCase): Json {
  return present({
    id: spellHex(id),
    organization_id: spellHex(organizationId),
    name: config.name,
    transfer_number: transferNumber(config),
    language: config.language,
    params: config.variables ?? {},
    keywords: config.stt?.keyterms ?? [],
    max_duration_mins: inMinutes(config.max_duration_s ?? DEFAULT_MAX_DURATION_S),
    hooks: hooks.map(({ url, headers }) => ({
      url,
      headers: Object.keys(headers).map((key) => ({ key, value: HIDDEN })),
    })),
    ...analysisOf(config),
    ...hoursOf(config, own),
    ...amdOf(config, own),
    sample_labels: own['sample_labels'] ?? [],
    hidden: own['hidden'] ?? false,
    evaluation_models: own['evaluation_models'] ?? [],
    recorded_message_inbound: config.opening?.notice,
    recorded_message_outbound: own['recorded_message_outbound'] ?? undefined,
    show_original_caller_id: own['show_original_caller_id'] ?? false,
    disable_end_call_after_n_reminders: config.silence?.hang_up === false,
  });
}

function transferNumber({ tools = [] }: AgentConfig): string | undefined {
  const tool = tools.find(isTransfer);
  return tool?.type === 'transfer' ? tool.to : undefined;
}

/** What is taken from its calls, property by property, and the tags that they may get. */
function analysisOf({ analysis }: AgentConfig): Json {
  const { schema, tags = [], dispositions = [] } = analysis ?? {};
  const properties = isJson(schema?.['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema?.['required']) ? schema['required'] : [];
  return {
    extract_with_ai: Object.entries(properties).map(([name, property]) => {
      const { description = '', type = 'string', examples } = isJson(property) ? property : {};
      const example = Array.isArray(examples) ? { example: examples[0] as unknown } : {};
      return { name, description, type, ...example, required: required.includes(name) };
    }),
    classification_tags: [...dispositions, ...tags].map(({ name, description = '' }) => ({
      name,
      description,
    })),
  };
}

/** As they were given, as long as the agent still has the hours that they made. */
function hoursOf({ hours }: AgentConfig, own: Json): Json {
  const isOwn = own['hours_made'] === (hours === undefined ? '' : JSON.stringify(hours));
  const shown: Json =
    isOwn || hours === undefined
      ? {
          work_start: own['work_start'] ?? undefined,
          work_end: own['work_end'] ?? undefined,
          timezone: own['timezone'] ?? undefined,
          detailed_work_hours: objectIn(own, 'detailed_work_hours'),
          enable_detailed_work_hours: own['enable_detailed_work_hours'] ?? false,
          generic_after_hours_message: own['generic_after_hours_message'] ?? undefined,
        }
      : shownHours(hours);
  return hours === undefined && !isOwn && own['hours_made'] !== undefined
    ? { detailed_work_hours: {}, enable_detailed_work_hours: false }
    : shown;
}

/** Its answering-machine detection: on when the agent has settings for machines; nothing is judged without. */
function amdOf({ machine, language }: AgentConfig, own: Json): Json {
  const on = machine !== undefined && machine.detect !== false;
  const kept = objectIn(own, 'amd_messages');
  const isKept = Object.keys(kept).length > 0;
  const behavior = on && machine.on_machine !== 'continue' ? 'Hangup' : 'Continue';
  return {
    amd: on,
    amd_behavior: on ? behavior : (own['amd_behavior'] ?? behavior),
    amd_messages: isKept ? kept : on && machine.message !== undefined ? { [language]: machine.message } : {},
  };
}

/** Whole minutes, never less than one. */
export function inMinutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}
