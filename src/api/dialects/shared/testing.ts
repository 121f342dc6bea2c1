/** The API's test server with one dialect, over an engine that resolves agents but dials nobody. */
import { readFileSync } from 'node:fs';
import { AppError, notFound, type Id } from '#kernel';
import {
  ADDRESS_RULE,
  parseAddress,
  type Agent,
  type AgentConfig,
  type AgentVersion,
  type Call,
  type CallCommand,
  type CallEvent,
  type CallQuery,
  type CallService,
  type CreateCall,
  type PhoneNumber,
  type Tenant,
} from '#domain';
import { sampleCapabilities, sampleModels } from '../../../domain/models/testing.ts';
import type { Dialect } from '../../dialect.ts';
import { createRecordingLinks } from '../../recordings/links.ts';
import { openTestApi, type TestApi } from '../../testing.ts';

export const TEST_NOW = 1_772_443_800_000; // 2026-03-02T09:30:00Z

/** What a test holds: the server, what the engine was asked for, and the records it may change. */
export interface Rig extends Pick<TestApi, 'clock' | 'store' | 'organization'> {
  readonly app: TestApi['api']['app'];
  /** A valid key. */
  readonly headers: { readonly authorization: string };
  readonly asked: CreateCall[];
  readonly calls: Map<Id, Call>;
  /** What the engine's log holds of a call. */
  readonly events: Map<Id, CallEvent[]>;
  readonly hungUp: Id[];
  /** What calls in progress were told. */
  readonly told: CallCommand[];
  /** When set, the engine's `create` throws it. */
  refusal: AppError | null;
  /** Runs when a call was told to hang up, before the engine answers. */
  afterHangUp: (id: Id) => void;
  newId(): Id;
  /** The link that a read of the call gives now. */
  link(callId: Id): string;
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

/** The server with `dialect` at all its bases; the time is `TEST_NOW`. The engine has the model `small-llm`. */
export async function createRig(dialect: Dialect): Promise<Rig> {
  const rig = {} as Rig;
  const linkSecret = Buffer.alloc(32, 1);
  const api = await openTestApi({
    dialects: [dialect],
    linkSecret,
    calls: pretendEngine(rig),
    models: sampleModels(sampleCapabilities({ llmModel: 'small-llm' })),
  });
  const { store, clock, ids, organization } = api;
  await clock.advance(TEST_NOW - clock.now());
  await store.organizations.update(organization.id, { concurrency: 2, callsPerSecond: 1 });
  return Object.assign(rig, {
    app: api.api.app,
    headers: { authorization: `Bearer ${api.liveKey}` },
    asked: [],
    calls: new Map(),
    events: new Map(),
    hungUp: [],
    told: [],
    afterHangUp: () => {},
    clock,
    store,
    organization,
    refusal: null,
    newId: () => ids.next(),
    link: (callId) =>
      createRecordingLinks(linkSecret, clock, () => 'http://parley.test').url(organization.id, callId),
    // The store in memory holds a record as soon as it is told.
    addAgent(config) {
      const agent = newAgent(rig, config);
      void store.agents.insert(agent);
      return agent;
    },
    addVersion(agent, config) {
      const version = newVersion(rig, agent, config);
      void store.agents.insertVersion(version);
      return version;
    },
    addNumber(e164, agentId = null) {
      const number = newNumber(rig, e164, agentId);
      void store.numbers.insert(number);
      return number;
    },
    change(id, patch) {
      const call = { ...rig.calls.get(id)!, ...patch };
      rig.calls.set(id, call);
      return call;
    },
  } satisfies Rig);
}

/** Resolves agents as the engine does, as far as the dialects can tell. */
function pretendEngine(rig: Rig): CallService {
  const own = (tenant: Tenant, id: Id): Call => {
    const call = rig.calls.get(id);
    if (call?.organizationId !== tenant.organizationId) throw notFound('call');
    return call;
  };
  return {
    create: async (_tenant: Tenant, input: CreateCall) => {
      rig.asked.push(input);
      if (rig.refusal) throw rig.refusal;
      if (!parseAddress(input.to))
        throw new AppError({
          code: 'dial-denied',
          status: 403,
          param: 'to',
          message: `The number to call ${ADDRESS_RULE}`,
          extra: { rule: 'address' },
        });
      const call = await newCall(rig, input);
      rig.calls.set(call.id, call);
      return call;
    },
    get: async (tenant: Tenant, id: Id) => own(tenant, id),
    list: async (_tenant: Tenant, query: CallQuery) => {
      const rows = [...rig.calls.values()]
        .toSorted((one, other) => (one.id < other.id ? 1 : -1))
        .filter((call) => query.status === undefined || query.status.includes(call.status))
        .filter((call) => query.before === undefined || call.id < query.before);
      return { rows: rows.slice(0, query.limit), total: rows.length };
    },
    events: async (tenant: Tenant, id: Id) => own(tenant, id) && (rig.events.get(id) ?? []),
    async *follow(_tenant: Tenant, id: Id, _after: number, signal: AbortSignal) {
      yield* rig.events.get(id) ?? [];
      if (rig.calls.get(id)?.status === 'ended') return;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
    control: async (tenant: Tenant, id: Id, command: CallCommand) => {
      if (own(tenant, id).status !== 'in_progress')
        throw new AppError({ code: 'call-not-in-progress', status: 409, message: 'It has ended.' });
      rig.told.push(command);
      return rig.newId();
    },
    hangUp: async (tenant: Tenant, id: Id) => {
      if (own(tenant, id).status === 'ended')
        throw new AppError({ code: 'call-ended', status: 409, message: 'The call has already ended.' });
      rig.hungUp.push(id);
      const before = own(tenant, id);
      rig.afterHangUp(id);
      return before;
    },
  } as unknown as CallService;
}

/** The named version of a saved agent, else its production one, else its working copy. */
async function chosenOf(
  { store, organization }: Rig,
  { agent: choice }: CreateCall,
): Promise<{ agentId: Id | null; versionId: Id | null; config: AgentConfig }> {
  if (choice.kind === 'inline') return { agentId: null, versionId: null, config: choice.config };
  if (choice.kind === 'number') throw notFound('agent', 'agent_id');
  const agent = await store.agents.get(organization.id, choice.agentId);
  if (!agent) throw notFound('agent', 'agent_id');
  for (const id of [choice.versionId, agent.productionVersionId]) {
    const version = id === null ? null : await store.agents.getVersion(organization.id, agent.id, id);
    if (version) return { agentId: agent.id, versionId: version.id, config: version.config };
  }
  return { agentId: agent.id, versionId: null, config: agent.config };
}

async function newCall(rig: Rig, input: CreateCall): Promise<Call> {
  const { agentId, versionId, config } = await chosenOf(rig, input);
  const number =
    input.numberId === null ? null : await rig.store.numbers.get(rig.organization.id, input.numberId);
  return {
    id: rig.newId(),
    organizationId: rig.organization.id,
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
      agentId,
      agentName: config.name,
      versionId,
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
    cost: null,
    analysis: null,
    lastSeq: 1,
  };
}

function newAgent(rig: Rig, config: Partial<AgentConfig> = {}): Agent {
  const at = rig.clock.now();
  return {
    id: rig.newId(),
    organizationId: rig.organization.id,
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
    name: '',
    message: '',
    config: { ...agent.config, ...config },
    createdAt: rig.clock.now(),
  };
}

function newNumber(rig: Rig, e164: string, agentId: Id | null): PhoneNumber {
  const at = rig.clock.now();
  return {
    id: rig.newId(),
    organizationId: rig.organization.id,
    e164,
    trunkId: null,
    agentId,
    name: '',
    active: true,
    reservedForAgents: [],
    ownerOrganizationId: null,
    routes: null,
    lastUsedAt: null,
    createdAt: at,
    updatedAt: at,
  };
}
