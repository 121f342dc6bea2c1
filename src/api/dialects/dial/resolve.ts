/** What the ids of a dial request mean here: number, use case, prompt, agent and model, each found or 404. */
import { invalidRequest, notFound, parseId, spellHex, type AppError, type Id } from '#kernel';
import {
  drawRoutes,
  type Agent,
  type AgentConfig,
  type CreateCall,
  type DrawnRoutes,
  type EngineCapabilities,
  type RetryRule,
  type Tenant,
  type VoiceSettings,
} from '#domain';
import type { DialectDeps } from '../../dialect.ts';
import { isJson, type Json } from '../shared/fields.ts';
import { modelOf, openModels, type NamedModel } from './agents/models.ts';
import type { OutboundBody } from './map-request.ts';
import { freezeUseCase } from './use-case.ts';
import { withNotice } from './use-cases/apply.ts';
import { hooksOf } from './use-cases/hooks.ts';
import { defaultPrompt, promptOf, versionOf } from './use-cases/record.ts';
import { productionConfig, readUseCaseOf, type UseCase } from './use-cases/use-cases.ts';

type Lookup = Pick<DialectDeps, 'store' | 'models' | 'clock' | 'random'>;

/** `Fast` of the deprecated `model`: the one with the lowest latency of those that are open. */
const FAST = 'fast';
/** By the time to the first token that their makers are known for; what is not listed comes after. */
const BY_LATENCY = ['groq', 'openai-compatible', 'vllm', 'gemini', 'openai', 'mistral', 'xai', 'anthropic'];

/** What a campaign gives its calls beside their own fields. */
export interface CallExtras {
  readonly retry?: RetryRule;
  readonly data?: Json;
}

export type CallResolver = (body: OutboundBody, extras?: CallExtras) => Promise<CreateCall>;

/**
 * Reads what several calls have in common once.
 * @returns a reader that throws AppError `…-unknown` (404) naming the field, `invalid-request` when no use case is known
 */
export function callResolver(deps: Lookup, tenant: Tenant): CallResolver {
  const { organizationId } = tenant;
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found as Promise<T>;
  };
  return async (body, extras = {}) => {
    const number =
      body.number_id === 'unknown'
        ? null
        : await once(`number ${body.number_id}`, () =>
            deps.store.numbers.get(organizationId, body.number_id as Id),
          );
    if (!number) throw notFound('number', 'number_id');
    const drawn = number.routes ? drawRoutes(number.routes, deps.random) : {};
    const useCaseId = body.use_case_id ?? number.agentId ?? parseId(drawn.agent?.agent_id ?? '');
    if (useCaseId === null) throw noUseCase();
    const useCase = await once(`use case ${useCaseId}`, () =>
      readUseCaseOf(deps.store, organizationId, useCaseId === 'unknown' ? null : useCaseId, 'use_case_id'),
    );
    const { agent } = useCase;
    const prompt = await once(`prompt ${agent.id} ${body.prompt_id}`, () =>
      promptIn(deps, useCase, body.prompt_id),
    );
    const hooks = await once(`hooks ${agent.id}`, () => hooksOf(deps.store, organizationId, agent.id));
    const capabilities = await once('models', () => deps.models.capabilities(organizationId));
    const speaker = await speakerOf(deps, organizationId, body, drawn);
    // A persona without a voice of its own speaks with the usual one, not with the use case's.
    const voice = speaker
      ? ((await productionConfig(deps.store, speaker)).voice ?? {})
      : (knownVoice(capabilities, body.voice_id) ?? drawn.voice?.voice);
    const model = chooseModel(capabilities, body) ?? drawnModel(drawn);
    const routed = routedBy(body, number.agentId, drawn, model);
    return {
      agent: {
        ...{ kind: 'saved', agentId: agent.id, versionId: prompt.versionId, ifVersionUnknown: 'refuse' },
      },
      ...{ to: body.phone_number, person: {}, from: null, numberId: number.id, trunkId: null },
      variables: isJson(body.params) ? body.params : {},
      overrides: {
        ...(body.language === null ? {} : { language: body.language }),
        ...(voice === undefined ? {} : { voice }),
        ...(model === null
          ? {}
          : model.provider === undefined
            ? { model: model.model }
            : { llm: model as NamedModel }),
        ...(body.max_duration_mins === null ? {} : { maxDurationS: body.max_duration_mins * 60 }),
        ...noticeOf(useCase, prompt.config),
      },
      metadata: body.metadata,
      notBefore: body.notBefore !== null && body.notBefore > deps.clock.now() ? body.notBefore : null,
      unresolvedVariables: 'omit',
      pendingFeatures: withoutEffect(body, speaker, voice, model),
      source: {
        api: 'dial',
        data: {
          from: number.e164,
          use_case: freezeUseCase({ ...useCase, config: prompt.config }, hooks, capabilities.llmModel),
          ...(prompt.id === null ? {} : { prompt: prompt.id }),
          ...(speaker === null ? {} : { agent: { id: speaker.id, name: speaker.config.name } }),
          ...asGiven(body),
          ...extras.data,
        },
      },
      ...(extras.retry === undefined ? {} : { retry: extras.retry }),
      ...(Object.keys(routed).length === 0 ? {} : { routed }),
    };
  };
}

/** Of what was drawn, that which has a say in this call. */
function routedBy(
  body: OutboundBody,
  bound: Id | null,
  { agent, model, voice }: DrawnRoutes,
  chosen: { readonly model: string } | null,
): Json {
  return {
    ...(agent && body.use_case_id === null && bound === null ? { agent } : {}),
    ...(model && chosen?.model === model.model && body.model_id === null ? { model } : {}),
    ...(voice && body.agent_id === null ? { voice } : {}),
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

interface ChosenPrompt {
  /** Spelled, as it is shown; null: the use case has none by name. */
  readonly id: string | null;
  readonly versionId: Id | null;
  readonly config: AgentConfig;
}

/** The prompt named, else the use case's default one. @throws AppError `prompt-unknown` (404) */
async function promptIn({ store }: Lookup, useCase: UseCase, promptId: string | null): Promise<ChosenPrompt> {
  const { agent, record, config } = useCase;
  if (promptId === null) return { id: defaultPrompt(record, agent), versionId: null, config };
  const named = parseId(promptId);
  const id = named && promptOf(record, named);
  const version =
    id === null ? null : await store.agents.getVersion(agent.organizationId, agent.id, versionOf(record, id));
  if (!version || id === null) throw notFound('prompt', 'prompt_id');
  return { id: spellHex(id), versionId: version.id, config: version.config };
}

/** Named by the request, else drawn by the number's weights. */
async function speakerOf(
  { store }: Lookup,
  organizationId: Id,
  { agent_id: named }: OutboundBody,
  { voice }: DrawnRoutes,
): Promise<Agent | null> {
  if (named !== null) {
    const agent = named === 'unknown' ? null : await store.agents.get(organizationId, named);
    if (!agent) throw notFound('agent', 'agent_id');
    return agent;
  }
  const drawn = parseId(voice?.label ?? '');
  return drawn === null ? null : store.agents.get(organizationId, drawn);
}

/** What the person called hears first; of a flow, before its first words. */
function noticeOf({ record: { own } }: UseCase, config: AgentConfig): CreateCall['overrides'] {
  const notice = own['recorded_message_outbound'];
  const outbound = typeof notice === 'string' ? notice : null;
  const { flow } = config;
  if (flow !== undefined) {
    const first = flow.nodes.find(({ id }) => id === flow.start);
    const words = config.greeting ?? (first && 'text' in first ? first.text : undefined);
    return outbound === null ? {} : { greeting: [outbound, words].filter(Boolean).join(' ') };
  }
  if (outbound === null && config.opening?.notice === undefined) return {};
  return { config: { opening: withNotice(config, outbound) ?? {} } };
}

/** The deprecated voice_id applies when no agent is named and the voice is there. */
function knownVoice(capabilities: EngineCapabilities, id: string | null): VoiceSettings | undefined {
  const voice = capabilities.voices.find((known) => known.id === id);
  return voice && { provider: voice.provider, id: voice.id };
}

/** model_id must be there; the deprecated model applies when it is, else it is passed over. */
function chooseModel(capabilities: EngineCapabilities, body: OutboundBody): NamedModel | null {
  if (body.model_id !== null) return modelOf(capabilities, body.model_id, 'model_id');
  const open = openModels(capabilities);
  const named = body.model?.toLowerCase();
  if (named === FAST) return open.toSorted((one, other) => latency(one) - latency(other))[0] ?? null;
  return open.find(({ model }) => model.toLowerCase() === named) ?? null;
}

function drawnModel({ model }: DrawnRoutes): { provider?: string; model: string } | null {
  if (!model) return null;
  return { model: model.model, ...(model.provider === undefined ? {} : { provider: model.provider }) };
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
  model: { readonly model: string } | null,
): string[] {
  const isNamed =
    model !== null && [FAST, model.model.toLowerCase()].includes(body.model?.toLowerCase() ?? '');
  return [
    ...(body.voice_id && (speaker !== null || voice?.id !== body.voice_id) ? ['deprecated-voice-id'] : []),
    ...(body.model && (body.model_id !== null || !isNamed) ? ['deprecated-model'] : []),
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
