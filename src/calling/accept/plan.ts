/** What a call will run, resolved once: agent and version, overrides, language, voice, variables. Pure. */
import {
  DEFAULT_MAX_DURATION_S,
  lookUp,
  machineFaults,
  planPlaceholders,
  spoken as spokenValue,
  withDoubleBraces,
  type AgentConfig,
  type CallOverrides,
  type CallPlan,
  type CreateCall,
  type EngineCapabilities,
  type ModelChoice,
  type VoiceSlot,
} from '#domain';
import { AppError, invalidRequest, type FieldFault, type Id } from '#kernel';
import { callerNumberNames } from './built-in.ts';
import { chooseLanguage } from './choose-language.ts';
import { chooseModels } from './choose-models.ts';
import { moveTools } from './move-tools.ts';
import { refuseUnhearable } from './open-speech.ts';
import type { PlanNote } from './plan-note.ts';

/** The agent that was chosen, before overrides. */
export interface ChosenAgent {
  readonly agentId: Id | null;
  readonly versionId: Id | null;
  readonly config: AgentConfig;
}

/** What the organization has to choose from. */
export interface Engine {
  readonly capabilities: EngineCapabilities;
  readonly slots: readonly VoiceSlot[];
}

export interface ResolvedPlan {
  readonly plan: CallPlan;
  readonly notes: readonly PlanNote[];
}

/**
 * @param engine what the organization can use, and its own voice slots
 * @throws AppError `llm-missing`, `open-speech-missing`, `variable-missing`, `voice-unknown`, `provider-unknown`,
 * `provider-key-missing`, `language-unspeakable` (400), each naming field, rule and mend
 */
export function resolvePlan(
  input: CreateCall,
  chosen: ChosenAgent,
  engine: Engine,
  builtIn: Readonly<Record<string, unknown>>,
): ResolvedPlan {
  const { capabilities, slots } = engine;
  const notes: PlanNote[] = input.pendingFeatures.map((feature) => ({
    type: 'feature-pending',
    data: { feature },
  }));
  const base = input.singleBraces ? withDoubleBraces(chosen.config) : chosen.config;
  const wanted = applyOverrides(base, input.overrides);
  const unsaid = input.overrides.machine ? machineFaults(wanted.machine, 'overrides') : [];
  if (unsaid.length > 0) throw invalidRequest(unsaid);
  const overridden = [input.overrides.language, input.overrides.config?.language].some(
    (tag) => tag !== undefined,
  );
  const held = chooseLanguage(
    {
      wanted: wanted.language,
      own: chosen.config.language,
      param: overridden ? 'language' : 'agent.language',
      realtime: wanted.realtime,
    },
    capabilities,
  );
  const { language } = held;
  const strict = input.unresolvedVariables === 'refuse';
  const { models, notes: modelNotes } = chooseModels(
    { config: { ...wanted, language }, slots, strict },
    capabilities,
  );
  notes.push(...held.notes, ...modelNotes);
  const config: AgentConfig = { ...wanted, language, ...voiceOf(wanted, models) };
  refuseUnhearable(config, models, capabilities);
  const need = llmNeed(config);
  if (need !== null && models.llm.length === 0 && models.realtime === null)
    throw new AppError({
      code: 'llm-missing',
      status: 400,
      param: input.overrides.prompt === undefined ? 'agent' : 'overrides.prompt',
      message: `${need} needs a language model, and none is configured. Bring a provider's key (POST /v1/provider-keys), set PARLEY_LLM_URL (and PARLEY_LLM_MODEL), or use a flow without it.`,
    });
  const variables = { ...builtIn, ...config.variables, ...input.variables };
  const later = callerNumberNames(input.source.api);
  const missing = planPlaceholders(config).filter(
    (name) => !later.includes(name) && spokenValue(lookUp(variables, name)) === null,
  );
  if (missing.length > 0 && input.unresolvedVariables === 'refuse')
    throw invalidRequest(missing.map(missingFault), 'variable-missing');
  for (const name of missing) notes.push({ type: 'variable-missing', data: { name } });
  const maxDurationS = config.max_duration_s ?? DEFAULT_MAX_DURATION_S;
  return {
    plan: {
      agentId: chosen.agentId,
      agentName: config.name,
      versionId: chosen.versionId,
      config,
      models,
      variables,
      context: input.overrides.context ?? null,
      maxDurationMs: maxDurationS * 1000,
    },
    notes,
  };
}

/**
 * Whole blocks first (`overrides.config`), then single fields. A prompt override makes this one call a prompt
 * playbook.
 */
function applyOverrides(config: AgentConfig, overrides: CallOverrides): AgentConfig {
  const { flow, ...merged } = withBlocks(config, overrides.config);
  const prompt = overrides.prompt ?? overrides.config?.prompt;
  const base: AgentConfig =
    prompt === undefined ? { ...merged, ...(flow ? { flow } : {}) } : { ...merged, prompt };
  return {
    ...base,
    ...(overrides.greeting === undefined ? {} : { greeting: overrides.greeting }),
    ...(overrides.language === undefined ? {} : { language: overrides.language }),
    ...voiceAndModel(merged, overrides),
    ...(overrides.interruptible === undefined ? {} : { interruptible: overrides.interruptible }),
    ...(overrides.maxDurationS === undefined ? {} : { max_duration_s: overrides.maxDurationS }),
    ...machineOf(merged.machine, overrides),
    ...moveTools(merged, overrides.toolsAt),
  };
}

/** A realtime model takes the place of the blocks that it is none beside, and these take its place. */
function withBlocks(config: AgentConfig, blocks: CallOverrides['config'] = {}): AgentConfig {
  const { stt, llm, voice, realtime, ...rest } = config;
  const whole = { ...rest, ...blocks };
  if (blocks.realtime) return whole;
  const replaced = (blocks.stt ?? blocks.llm ?? blocks.voice) !== undefined;
  if (realtime && !replaced) return { ...whole, realtime };
  return { ...(stt && { stt }), ...(llm && { llm }), ...(voice && { voice }), ...whole };
}

/** Of a realtime agent they are the realtime model's. */
function voiceAndModel(
  { realtime, llm, voice: own }: AgentConfig,
  { voice, voiceDefault, model, llm: named }: CallOverrides,
): Pick<AgentConfig, 'voice' | 'llm' | 'realtime'> {
  if (!realtime) {
    const spoken = voice ?? (namesVoice(own) ? undefined : voiceDefault && { ...voiceDefault, ...own });
    return {
      ...(spoken === undefined ? {} : { voice: spoken }),
      ...(model === undefined ? {} : { llm: { ...llm, model } }),
      ...(named === undefined ? {} : { llm: { ...llm, ...named } }),
    };
  }
  return {
    realtime: {
      ...realtime,
      ...(voice?.id === undefined ? {} : { voice: voice.id }),
      ...(model === undefined ? {} : { model }),
    },
  };
}

function namesVoice(voice: AgentConfig['voice']): boolean {
  return (voice?.id ?? voice?.slot ?? voice?.provider) !== undefined;
}

/** The call's settings over the agent's own; a vendor's habit only where the agent has none. */
function machineOf(
  own: AgentConfig['machine'],
  { machine, machineDefaults }: CallOverrides,
): Pick<AgentConfig, 'machine'> {
  const base = own ?? machineDefaults;
  return base || machine ? { machine: { ...base, ...machine } } : {};
}

/** What a prompt or a node of the flow needs a language model for; null: the playbook needs none. */
function llmNeed({ flow }: AgentConfig): string | null {
  if (flow === undefined) return 'A prompt playbook';
  const node = flow.nodes.find(({ type }) => type === 'prompt');
  return node ? `The flow's node '${node.id}'` : null;
}

/** The agent's voice as it was resolved; a realtime model has its own. */
function voiceOf({ voice }: AgentConfig, { tts }: ModelChoice): Pick<AgentConfig, 'voice'> {
  const [first] = tts;
  if (!first) return {};
  const { fallbacks, gain_db, never_say } = voice ?? {};
  return {
    voice: {
      provider: first.provider,
      model: first.model,
      id: first.voice,
      speed: first.speed,
      ...(first.tuning ? { tuning: first.tuning } : {}),
      ...(fallbacks ? { fallbacks } : {}),
      ...(gain_db === undefined ? {} : { gain_db }),
      ...(never_say ? { never_say } : {}),
    },
  };
}

function missingFault(name: string): FieldFault {
  return {
    param: `variables.${name}`,
    rule: 'variable-missing',
    message: `the agent says {{${name}}}, and the request gives no value. Add it to variables, or give the agent a default.`,
  };
}
