/** What the ids of a dial request mean here: number, use case, prompt, agent and model, each found or 404. */
import { invalidRequest, notFound, parseId, type AppError, type Id } from '#kernel';
import {
  preferredFor,
  type Agent,
  type AgentConfig,
  type CreateCall,
  type EngineCapabilities,
  type LlmSettings,
  type Tenant,
  type VoiceSettings,
} from '#domain';
import type { DialectDeps } from '../../dialect.ts';
import { isJson, type Json } from '../shared/fields.ts';
import { modelId } from './ids.ts';
import type { OutboundBody } from './map-request.ts';
import { freezeUseCase } from './use-case.ts';

type Lookup = Pick<DialectDeps, 'store' | 'models' | 'clock'>;

type NamedModel = Required<Pick<LlmSettings, 'provider' | 'model'>>;

/** `Fast` of the deprecated `model`: the one with the lowest latency of those that are open. */
const FAST = 'fast';
/** By the time to the first token that their makers are known for; what is not listed comes after. */
const BY_LATENCY = ['groq', 'openai-compatible', 'vllm', 'gemini', 'openai', 'mistral', 'xai', 'anthropic'];

/** @throws AppError `…-unknown` (404) naming the field, `invalid-request` when no use case is known */
export async function toCreateCall(body: OutboundBody, deps: Lookup, tenant: Tenant): Promise<CreateCall> {
  const organizationId = tenant.organizationId;
  const number =
    body.number_id === 'unknown' ? null : await deps.store.numbers.get(organizationId, body.number_id);
  if (!number) throw notFound('number', 'number_id');
  const useCaseId = body.use_case_id ?? number.agentId;
  if (useCaseId === null) throw noUseCase();
  const useCase = await findAgent(deps, organizationId, useCaseId, 'use-case', 'use_case_id');
  const config = await configOf(deps, useCase, body.prompt_id);
  const speaker =
    body.agent_id === null ? null : await findAgent(deps, organizationId, body.agent_id, 'agent', 'agent_id');
  const capabilities = await deps.models.capabilities(organizationId);
  // A persona without a voice of its own speaks with the usual one, not with the use case's.
  const voice = speaker
    ? ((await productionConfig(deps, speaker)).voice ?? {})
    : knownVoice(capabilities, body.voice_id);
  const model = chooseModel(capabilities, body);
  return {
    agent: {
      kind: 'saved',
      agentId: useCase.id,
      versionId: body.prompt_id === null ? null : parseId(body.prompt_id),
      ifVersionUnknown: 'refuse',
    },
    to: body.phone_number,
    person: {},
    from: null,
    numberId: number.id,
    trunkId: null,
    variables: isJson(body.params) ? body.params : {},
    overrides: {
      ...(body.language === null ? {} : { language: body.language }),
      ...(voice === undefined ? {} : { voice }),
      ...(model === null ? {} : { llm: model }),
      ...(body.max_duration_mins === null ? {} : { maxDurationS: body.max_duration_mins * 60 }),
    },
    metadata: body.metadata,
    notBefore: body.notBefore !== null && body.notBefore > deps.clock.now() ? body.notBefore : null,
    unresolvedVariables: 'omit',
    pendingFeatures: withoutEffect(body, speaker, voice, model),
    source: {
      api: 'dial',
      data: {
        from: number.e164,
        use_case: freezeUseCase(useCase.id, config, capabilities.llmModel),
        ...(speaker === null ? {} : { agent: { id: speaker.id, name: speaker.config.name } }),
        ...asGiven(body),
      },
    },
  };
}

/** What a read of the call gives back as it came. */
function asGiven(body: OutboundBody): Json {
  return {
    ...(body.params === undefined ? {} : { params: body.params }),
    ...(body.campaign_id === null ? {} : { campaign_id: body.campaign_id }),
    ...(body.scheduled_for === null ? {} : { scheduled_for: body.scheduled_for }),
    ...(body.max_duration_mins === null ? {} : { max_duration_mins: body.max_duration_mins }),
  };
}

async function findAgent(
  deps: Lookup,
  organizationId: Id,
  id: Id | 'unknown',
  noun: string,
  param: string,
): Promise<Agent> {
  const agent = id === 'unknown' ? null : await deps.store.agents.get(organizationId, id);
  if (!agent) throw notFound(noun, param);
  return agent;
}

/** The prompt named, else the use case's default one. */
async function configOf(deps: Lookup, useCase: Agent, promptId: string | null): Promise<AgentConfig> {
  if (promptId === null) return productionConfig(deps, useCase);
  const id = parseId(promptId);
  const version =
    id === null ? null : await deps.store.agents.getVersion(useCase.organizationId, useCase.id, id);
  if (!version) throw notFound('prompt', 'prompt_id');
  return version.config;
}

async function productionConfig({ store }: Lookup, agent: Agent): Promise<AgentConfig> {
  if (agent.productionVersionId === null) return agent.config;
  const version = await store.agents.getVersion(agent.organizationId, agent.id, agent.productionVersionId);
  return version?.config ?? agent.config;
}

/** The deprecated voice_id applies when no agent is named and the voice is there. */
function knownVoice(capabilities: EngineCapabilities, id: string | null): VoiceSettings | undefined {
  const voice = capabilities.voices.find((known) => known.id === id);
  return voice && { provider: voice.provider, id: voice.id };
}

/** model_id must be there; the deprecated model applies when it is, else it is passed over. */
function chooseModel(capabilities: EngineCapabilities, body: OutboundBody): NamedModel | null {
  const open = preferredFor('llm', capabilities.providers).flatMap(({ provider, stages }): NamedModel[] =>
    stages.llm.model === null ? [] : [{ provider, model: stages.llm.model }],
  );
  if (body.model_id !== null) {
    const found = open.find(({ model }) => modelId(model) === body.model_id);
    if (found) return found;
    throw notFound('model', 'model_id');
  }
  const named = body.model?.toLowerCase();
  if (named === FAST) return open.toSorted((one, other) => latency(one) - latency(other))[0] ?? null;
  return open.find(({ model }) => model.toLowerCase() === named) ?? null;
}

function latency({ provider }: NamedModel): number {
  const place = BY_LATENCY.indexOf(provider);
  return place < 0 ? BY_LATENCY.length : place;
}

/** Accepted fields that change nothing in this call; the call's log names them. */
function withoutEffect(
  body: OutboundBody,
  speaker: Agent | null,
  voice: VoiceSettings | undefined,
  model: NamedModel | null,
): string[] {
  return [
    ...(body.voice_id && (speaker !== null || voice === undefined) ? ['deprecated-voice-id'] : []),
    ...(body.model && (body.model_id !== null || model === null) ? ['deprecated-model'] : []),
  ];
}

function noUseCase(): AppError {
  return invalidRequest([
    {
      param: 'use_case_id',
      message:
        'Is required, because the number has no use case of its own. Name one, or give the number one.',
      rule: 'required',
    },
  ]);
}
