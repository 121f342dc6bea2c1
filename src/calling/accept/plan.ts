/** What a call will run, resolved once: agent and version, overrides, language, voice, variables. Pure. */
import {
  DEFAULT_MAX_DURATION_S,
  lookUp,
  planPlaceholders,
  spoken as spokenValue,
  type AgentConfig,
  type CallOverrides,
  type CallPlan,
  type CreateCall,
  type EngineCapabilities,
  type VoiceSettings,
} from '#domain';
import { AppError, invalidRequest, type FieldFault, type Id } from '#kernel';

/** Known only when the dial authority has chosen it; filled in before the first word. */
export const FROM_NUMBER = 'from_number';

/** The agent that was chosen, before overrides. */
export interface ChosenAgent {
  readonly agentId: Id | null;
  readonly versionId: Id | null;
  readonly config: AgentConfig;
}

/** A fact about the resolution that the call's log keeps. */
export interface PlanNote {
  readonly type: 'feature-pending' | 'language-unavailable' | 'variable-missing';
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ResolvedPlan {
  readonly plan: CallPlan;
  readonly notes: readonly PlanNote[];
}

/** @throws AppError `llm-missing`, `variable-missing`, `voice-unknown` (400), each naming field, rule and mend */
export function resolvePlan(
  input: CreateCall,
  chosen: ChosenAgent,
  capabilities: EngineCapabilities,
  builtIn: Readonly<Record<string, unknown>>,
): ResolvedPlan {
  const notes: PlanNote[] = input.pendingFeatures.map((feature) => ({
    type: 'feature-pending',
    data: { feature },
  }));
  const wanted = applyOverrides(chosen.config, input.overrides);
  const spoken = speakableLanguage(wanted.language, chosen.config.language, capabilities);
  if (spoken.toLowerCase() !== wanted.language.toLowerCase())
    notes.push({ type: 'language-unavailable', data: { language: wanted.language, used: spoken } });
  const voice = chooseVoice(wanted.voice, spoken, capabilities, input.unresolvedVariables === 'refuse');
  const config: AgentConfig = { ...wanted, language: spoken, voice };
  if (config.flow === undefined && capabilities.llmModel === null)
    throw new AppError({
      code: 'llm-missing',
      status: 400,
      param: input.overrides.prompt === undefined ? 'agent' : 'overrides.prompt',
      message:
        'A prompt playbook needs a language model, and none is configured. Set PARLEY_LLM_URL (and PARLEY_LLM_MODEL), or use a flow.',
    });
  const variables = { ...builtIn, ...config.variables, ...input.variables };
  const missing = planPlaceholders(config).filter(
    (name) => name !== FROM_NUMBER && spokenValue(lookUp(variables, name)) === null,
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
  const { flow, ...merged } = { ...config, ...overrides.config };
  const prompt = overrides.prompt ?? overrides.config?.prompt;
  const base: AgentConfig =
    prompt === undefined ? { ...merged, ...(flow ? { flow } : {}) } : { ...merged, prompt };
  return {
    ...base,
    ...(overrides.greeting === undefined ? {} : { greeting: overrides.greeting }),
    ...(overrides.language === undefined ? {} : { language: overrides.language }),
    ...(overrides.voice === undefined ? {} : { voice: overrides.voice }),
    ...(overrides.model === undefined ? {} : { llm: { ...merged.llm, model: overrides.model } }),
    ...(overrides.interruptible === undefined ? {} : { interruptible: overrides.interruptible }),
    ...(overrides.maxDurationS === undefined ? {} : { max_duration_s: overrides.maxDurationS }),
  };
}

/** The wanted language if anything configured speaks it, else the agent's own, else what the engine speaks. */
function speakableLanguage(wanted: string, own: string, capabilities: EngineCapabilities): string {
  const speakable = (language: string) =>
    capabilities.languages.some((known) => sameLanguage(known, language));
  return [wanted, own].find(speakable) ?? capabilities.languages[0] ?? own;
}

function sameLanguage(a: string, b: string): boolean {
  return a.split('-')[0]!.toLowerCase() === b.split('-')[0]!.toLowerCase();
}

function chooseVoice(
  wanted: VoiceSettings | undefined,
  language: string,
  capabilities: EngineCapabilities,
  strict: boolean,
): VoiceSettings {
  const fitting = capabilities.voices.filter((voice) =>
    voice.languages.some((known) => sameLanguage(known, language)),
  );
  const found = capabilities.voices.find(
    (voice) =>
      voice.id === wanted?.id && (wanted.provider === undefined || wanted.provider === voice.provider),
  );
  if (wanted && !found && strict)
    throw invalidRequest(
      [
        {
          param: 'voice.id',
          rule: 'voice-unknown',
          message: `no voice "${wanted.id}" is configured. Choose one of: ${capabilities.voices.map((voice) => voice.id).join(', ')}.`,
        },
      ],
      'voice-unknown',
    );
  const voice = found ?? fitting[0] ?? capabilities.voices[0];
  if (!voice)
    throw new AppError({
      code: 'voice-unknown',
      status: 503,
      message: 'No voice is configured; the agent cannot speak.',
    });
  return {
    provider: voice.provider,
    id: voice.id,
    ...(wanted?.speed === undefined ? {} : { speed: wanted.speed }),
  };
}

function missingFault(name: string): FieldFault {
  return {
    param: `variables.${name}`,
    rule: 'variable-missing',
    message: `the agent says {{${name}}}, and the request gives no value. Add it to variables, or give the agent a default.`,
  };
}
