/** The use case embedded in every call: our agent, in full, in dial's shape. */
import { spellHex, type Id } from '#kernel';
import { DEFAULT_MAX_DURATION_S, type AgentConfig, type Call } from '#domain';
import { ownData } from '../shared/call-facts.ts';
import { isJson, type Json } from '../shared/fields.ts';

/**
 * What a use case says that an override of the call must not change; kept with the call.
 * @param model the language model used where the use case names none
 */
export function freezeUseCase(id: Id, config: AgentConfig, model: string | null): Json {
  return {
    id,
    name: config.name,
    language: config.language,
    model: config.llm?.model ?? model ?? '',
    params: config.variables ?? {},
    max_duration_mins: inMinutes(config.max_duration_s ?? DEFAULT_MAX_DURATION_S),
    ...amdOf(config),
    ...analysisOf(config),
  };
}

/** As frozen at acceptance; for a call of another API from what it runs. */
export function useCaseOf(call: Call): Record<string, unknown> {
  const kept = ownData(call, 'dial')['use_case'];
  const facts = isJson(kept) ? kept : freezeUseCase(call.plan.agentId ?? call.id, call.plan.config, null);
  return {
    id: spellHex(facts['id'] as Id),
    organization_id: spellHex(call.organizationId),
    name: facts['name'],
    model: facts['model'],
    language: facts['language'],
    extract_with_ai: facts['extract_with_ai'] ?? [],
    classification_tags: facts['classification_tags'] ?? [],
    detailed_work_hours: {},
    enable_detailed_work_hours: false,
    keywords: [],
    hooks: [],
    params: facts['params'],
    amd: facts['amd'] ?? false,
    amd_behavior: facts['amd_behavior'] ?? 'Continue',
    amd_messages: facts['amd_messages'] ?? {},
    sample_labels: [],
    hidden: false,
    evaluation_models: [],
    max_duration_mins: facts['max_duration_mins'],
    show_original_caller_id: false,
  };
}

/** What is taken from its calls, property by property, and the tags that they may get. */
function analysisOf({ analysis }: AgentConfig): Json {
  const { schema, tags = [], dispositions = [] } = analysis ?? {};
  const properties = isJson(schema?.['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema?.['required']) ? schema['required'] : [];
  return {
    extract_with_ai: Object.entries(properties).map(([name, property]) => {
      const { description = '', type = 'string' } = isJson(property) ? property : {};
      return { name, description, type, required: required.includes(name) };
    }),
    classification_tags: [...dispositions, ...tags].map(({ name, description = '' }) => ({
      name,
      description,
    })),
  };
}

/** Its answering-machine detection: on when the agent has settings for machines; nothing is judged without. */
function amdOf({ machine, language }: AgentConfig): Json {
  const on = machine !== undefined && machine.detect !== false;
  return {
    amd: on,
    amd_behavior: on && machine.on_machine !== 'continue' ? 'Hangup' : 'Continue',
    amd_messages: on && machine.message !== undefined ? { [language]: machine.message } : {},
  };
}

/** Whole minutes, never less than one. */
export function inMinutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}
