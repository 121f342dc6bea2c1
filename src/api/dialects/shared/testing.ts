/** A server with one dialect and a pretended engine, for the dialects' tests. */
import { readFileSync } from 'node:fs';
import fastify, { type FastifyInstance } from 'fastify';
import {
  AppError,
  VirtualClock,
  createIdSource,
  invalidRequest,
  notFound,
  seededRandom,
  silentLogger,
  type Id,
} from '#kernel';
import {
  parseAddress,
  type Agent,
  type AgentConfig,
  type AgentVersion,
  type Call,
  type CallQuery,
  type CallService,
  type CreateCall,
  type Organization,
  type PhoneNumber,
  type Store,
  type StoredAnswer,
  type Tenant,
} from '#domain';
import type { Dialect, DialectDeps } from '../../dialect.ts';
import { toAppError } from '../../errors/to-app-error.ts';
import { readJsonBodies } from '../../http/json-body.ts';

export const TEST_NOW = 1_772_443_800_000; // 2026-03-02T09:30:00Z

/** What a test holds: the server, what the engine was asked for, and the records it may change. */
export interface Rig {
  readonly app: FastifyInstance;
  readonly asked: CreateCall[];
  readonly calls: Map<Id, Call>;
  readonly agents: Map<Id, Agent>;
  readonly versions: Map<Id, AgentVersion>;
  readonly numbers: Map<Id, PhoneNumber>;
  readonly hungUp: Id[];
  readonly clock: VirtualClock;
  readonly tenant: Tenant;
  /** When set, the engine's `create` throws it. */
  refusal: AppError | null;
  newId(): Id;
  addAgent(config?: Partial<AgentConfig>): Agent;
  addVersion(agent: Agent, config?: Partial<AgentConfig>): AgentVersion;
  addNumber(e164: string, agentId?: Id | null): PhoneNumber;
  /** Changes a call as the engine would in its course. */
  change(id: Id, patch: Partial<Call>): Call;
}

/** Reads a JSON file beside the test. */
export function fixture(testUrl: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, testUrl), 'utf8')) as Record<
    string,
    unknown
  >;
}

/** A server at `/` of the dialect's first base with one tenant, who needs `authorization: Bearer good`. */
export function createRig(dialect: Dialect, options: { readonly llmModel?: string | null } = {}): Rig {
  const clock = new VirtualClock(TEST_NOW);
  const random = seededRandom(7);
  const ids = createIdSource(clock, random);
  const tenant: Tenant = { organizationId: ids.next(), mode: 'live', keyId: ids.next() };
  const rig: Rig = {
    app: fastify({ genReqId: () => ids.next() }),
    asked: [],
    calls: new Map(),
    agents: new Map(),
    versions: new Map(),
    numbers: new Map(),
    hungUp: [],
    clock,
    tenant,
    refusal: null,
    newId: () => ids.next(),
    addAgent: (config) => keep(rig.agents, newAgent(rig, config)),
    addVersion: (agent, config) => keep(rig.versions, newVersion(rig, agent, config)),
    addNumber: (e164, agentId = null) => keep(rig.numbers, newNumber(rig, e164, agentId)),
    change(id, patch) {
      const call = { ...rig.calls.get(id)!, ...patch };
      rig.calls.set(id, call);
      return call;
    },
  };
  const deps: DialectDeps = {
    store: pretendStore(rig),
    calls: pretendEngine(rig),
    capabilities: {
      languages: ['en-US'],
      voices: [
        { provider: 'embedded', id: 'slt', languages: ['en-US'] },
        { provider: 'embedded', id: 'rms', languages: ['en-US'] },
      ],
      llmModel: options.llmModel ?? null,
    },
    clock,
    ids,
    random,
    logger: silentLogger,
    links: { url: (organizationId, callId) => `https://calls.test/r/${organizationId}/${callId}?sig=1` },
    dedupe: pretendDedupe(clock),
    checkAgent: () => [],
  };
  for (const base of dialect.bases) void rig.app.register(plugin(dialect, deps, tenant), { prefix: base });
  return rig;
}

function plugin(dialect: Dialect, deps: DialectDeps, tenant: Tenant) {
  return async (scope: FastifyInstance): Promise<void> => {
    readJsonBodies(scope);
    scope.addHook('onRequest', async (request) => {
      if (request.headers.authorization === undefined || request.headers.authorization === 'Bearer wrong')
        throw new AppError({ code: 'unauthorized', status: 401, message: 'The key is unknown or revoked.' });
      request.tenant = tenant;
    });
    scope.setErrorHandler((thrown, request, reply) => {
      const { status, body, headers } = dialect.errorBody(toAppError(thrown), request);
      return reply
        .code(status)
        .headers(headers ?? {})
        .send(body);
    });
    scope.setNotFoundHandler((request) => {
      throw new AppError({
        code: 'route-unknown',
        status: 404,
        message: `Nothing is served at ${request.url}.`,
      });
    });
    dialect.register(scope, deps);
  };
}

function pretendDedupe(clock: VirtualClock): DialectDeps['dedupe'] {
  const done = new Map<string, { at: number; answer: StoredAnswer }>();
  return async (request, windowMs, create) => {
    const key = `${request.url} ${JSON.stringify(request.body)}`;
    const earlier = done.get(key);
    if (earlier && clock.now() - earlier.at < windowMs) return earlier.answer;
    const answer = await create();
    done.set(key, { at: clock.now(), answer });
    return answer;
  };
}

function pretendStore(rig: Rig): Store {
  const mine = <T extends { organizationId: Id }>(found: T | undefined, organizationId: Id): T | null =>
    found?.organizationId === organizationId ? found : null;
  const organization: Organization = {
    id: rig.tenant.organizationId,
    name: 'Test',
    concurrency: 2,
    callsPerSecond: 1,
    destinationAllow: [],
    defaultNumberId: null,
    createdAt: TEST_NOW,
  };
  return {
    organizations: { get: async () => organization },
    agents: {
      get: async (organizationId: Id, id: Id) => mine(rig.agents.get(id), organizationId),
      getVersion: async (organizationId: Id, agentId: Id, id: Id) => {
        const version = mine(rig.versions.get(id), organizationId);
        return version?.agentId === agentId ? version : null;
      },
    },
    numbers: {
      get: async (organizationId: Id, id: Id) => mine(rig.numbers.get(id), organizationId),
      findByE164: async (organizationId: Id, e164: string) =>
        mine(
          [...rig.numbers.values()].find((number) => number.e164 === e164),
          organizationId,
        ),
    },
  } as unknown as Store;
}

/** Resolves agents as the engine does, as far as the dialects can tell. */
function pretendEngine(rig: Rig): CallService {
  const own = (id: Id): Call => {
    const call = rig.calls.get(id);
    if (call?.organizationId !== rig.tenant.organizationId) throw notFound('call');
    return call;
  };
  return {
    create: async (_tenant: Tenant, input: CreateCall) => {
      rig.asked.push(input);
      if (rig.refusal) throw rig.refusal;
      if (!parseAddress(input.to))
        throw invalidRequest([{ param: 'to', rule: 'address', message: 'bad' }], 'invalid-address');
      return keep(rig.calls, newCall(rig, input));
    },
    get: async (_tenant: Tenant, id: Id) => own(id),
    list: async (_tenant: Tenant, query: CallQuery) => {
      const rows = [...rig.calls.values()]
        .reverse()
        .filter((call) => query.status === undefined || query.status.includes(call.status))
        .filter((call) => query.before === undefined || call.id < query.before);
      const offset = query.offset ?? 0;
      return { rows: rows.slice(offset, offset + query.limit), total: rows.length };
    },
    events: async () => [],
    hangUp: async (_tenant: Tenant, id: Id) => {
      if (own(id).status === 'ended')
        throw new AppError({ code: 'call-ended', status: 409, message: 'The call has already ended.' });
      rig.hungUp.push(id);
      return own(id);
    },
  } as unknown as CallService;
}

function newCall(rig: Rig, input: CreateCall): Call {
  const chosen = input.agent.kind === 'saved' ? rig.agents.get(input.agent.agentId) : undefined;
  if (input.agent.kind === 'saved' && !chosen) throw notFound('agent', 'agent_id');
  const wanted = input.agent.kind === 'saved' ? input.agent.versionId : null;
  const version = [wanted, chosen?.productionVersionId ?? null]
    .map((id) => (id === null ? undefined : rig.versions.get(id)))
    .find((found) => found !== undefined && found.agentId === chosen?.id);
  const config = input.agent.kind === 'inline' ? input.agent.config : (version?.config ?? chosen!.config);
  const number = input.numberId === null ? null : rig.numbers.get(input.numberId)!;
  return {
    id: rig.newId(),
    organizationId: rig.tenant.organizationId,
    direction: 'outbound',
    status: input.notBefore === null ? 'queued' : 'scheduled',
    outcome: null,
    to: input.to,
    from: number?.e164 ?? input.from,
    requestedNumberId: input.numberId,
    requestedTrunkId: null,
    numberId: null,
    trunkId: null,
    test: false,
    person: input.person,
    plan: {
      agentId: chosen?.id ?? null,
      agentName: config.name,
      versionId: version?.id ?? null,
      config: { ...config, language: input.overrides.language ?? config.language },
      variables: { ...config.variables, ...input.variables },
      context: input.overrides.context ?? null,
      maxDurationMs: (input.overrides.maxDurationS ?? config.max_duration_s ?? 600) * 1000,
    },
    metadata: input.metadata,
    source: input.source,
    notBefore: input.notBefore,
    createdAt: rig.clock.now(),
    answeredAt: null,
    endedAt: null,
    recording: null,
    turns: [],
    latencies: [],
    lastSeq: 1,
  };
}

function newAgent(rig: Rig, config: Partial<AgentConfig> = {}): Agent {
  const at = rig.clock.now();
  return {
    id: rig.newId(),
    organizationId: rig.tenant.organizationId,
    config: {
      name: 'Reminder',
      prompt: 'Remind {{name}}.',
      language: 'en-US',
      interruptible: true,
      ...config,
    },
    productionVersionId: null,
    createdAt: at,
    updatedAt: at,
  };
}

function newVersion(rig: Rig, agent: Agent, config: Partial<AgentConfig> = {}): AgentVersion {
  return {
    id: rig.newId(),
    agentId: agent.id,
    organizationId: agent.organizationId,
    number: 1,
    message: '',
    config: { ...agent.config, ...config },
    createdAt: rig.clock.now(),
  };
}

function newNumber(rig: Rig, e164: string, agentId: Id | null): PhoneNumber {
  const at = rig.clock.now();
  return {
    id: rig.newId(),
    organizationId: rig.tenant.organizationId,
    e164,
    trunkId: null,
    agentId,
    name: '',
    active: true,
    lastUsedAt: null,
    createdAt: at,
    updatedAt: at,
  };
}

function keep<T extends { id: Id }>(records: Map<Id, T>, record: T): T {
  records.set(record.id, record);
  return record;
}
