/** The API over PostgreSQL and the engine's own acceptance, chains and campaigns, in virtual time; nobody is dialled. */
import assert from 'node:assert/strict';
import {
  endWith,
  parseAgentConfig,
  type AgentConfig,
  type Call,
  type CallPatch,
  type CallService,
  type EndCode,
  type RateSettings,
  type Tenant,
} from '#domain';
import {
  createIdSource,
  notFound,
  seededRandom,
  silentLogger,
  VirtualClock,
  type Id,
  type Millis,
} from '#kernel';
import { createKey } from '../../../src/api/auth/keys.ts';
import { meetzy } from '../../../src/api/dialects/meetzy/routes.ts';
import { createApi } from '../../../src/api/server.ts';
import { memoryKnowledgeService, memoryMailService } from '../../../src/api/testing/memory-services.ts';
import type { ApiOptions } from '../../../src/api/options.ts';
import { acceptCall } from '../../../src/calling/accept/accept-call.ts';
import { endCall } from '../../../src/calling/after/end-call.ts';
import { DueCalls } from '../../../src/calling/campaigns/due-calls.ts';
import { takeTurn } from '../../../src/calling/campaigns/turn.ts';
import { sampleCapabilities, sampleModels } from '../../../src/domain/models/testing.ts';
import { openTestStore } from '../../../src/storage/testing.ts';
import type { Coverage } from '../coverage.ts';

const LEASE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Written by the API's answers; asserts look at what they need of them. */
export type Body = Record<string, any>;

export type Rig = Awaited<ReturnType<typeof openRig>>;

interface RigOptions {
  readonly begin?: string;
  readonly rates?: RateSettings;
  /** Told of every request. */
  readonly coverage?: Coverage;
}

export async function openRig({ begin = '2026-03-02T09:30:00Z', rates, coverage }: RigOptions = {}) {
  const clock = new VirtualClock(Date.parse(begin));
  const random = seededRandom(5);
  const ids = createIdSource(clock, random);
  // Its timers stand still: months pass at once here, and partitions are made before them (see `advance`).
  const still = {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after: () => ({ cancel() {} }),
  };
  const { store, close } = await openTestStore({ ids, clock: still });
  const { id: organizationId } = await store.organizations.ensureDefault();
  await store.organizations.update(organizationId, { concurrency: 1_000, callsPerSecond: 1_000 });
  const models = sampleModels(
    sampleCapabilities({
      provider: 'flite',
      voices: ['slt', 'rms', 'awb'],
      languages: ['en', 'es'],
      llmModel: 'm',
    }),
  );
  const options = { store, clock, ids, random, models, logger: silentLogger, made: () => {} };
  const due = new DueCalls({
    ...options,
    wakeDialer: () => {},
    wakePacer: () => {},
    refuseClosing: () => {},
  });
  const read = async ({ organizationId: owner }: Pick<Tenant, 'organizationId'>, id: Id): Promise<Call> => {
    const call = await store.calls.get(owner, id);
    if (!call) throw notFound('call');
    return call;
  };
  const calls = {
    create: async (tenant: Tenant, input: Parameters<CallService['create']>[1]) =>
      (await acceptCall(tenant, input, options)).call,
    get: read,
    list: (tenant: Tenant, query: Parameters<CallService['list']>[1]) =>
      store.calls.list(tenant.organizationId, query),
  } as unknown as CallService;
  const api = await createApi({
    ...{ store, calls, models, due, clock, ids, random, logger: silentLogger, dialects: [meetzy] },
    ...{ knowledge: memoryKnowledgeService(), mail: memoryMailService() },
    ...{ linkSecret: random.bytes(32), publicUrl: 'http://parley.test', strictAnswers: true },
    checkAgent: (config: AgentConfig) => {
      const parsed = parseAgentConfig(config);
      return 'faults' in parsed ? parsed.faults : [];
    },
    readiness: async () => [],
    metrics: async () => [],
    ...(rates ? { rates } : {}),
  } as unknown as ApiOptions);
  coverage?.watch(api.app);
  const newKey = async () => (await createKey({ store, clock, ids, random }, 'live', 'conformance')).key;
  const key = await newKey();
  const nodeId = ids.next();
  await store.nodes.heartbeat(nodeId, '127.0.0.1:1', clock.now(), 1e13);

  const ask = async (method: string, url: string, payload?: unknown, bearer: string | null = key) => {
    const answer = await api.app.inject({
      method: method as 'GET',
      url,
      headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? {} : answer.json<Body>(),
    };
  };
  const trunk = await ask('POST', '/v1/trunks', { name: 'T', uri: 'sip:127.0.0.1:9' });
  await ask('POST', '/v1/numbers', { e164: '+34910000001', trunk_id: trunk.body['id'] });

  const get = (url: string, bearer?: string | null) => ask('GET', url, undefined, bearer);
  const rig = {
    ...{ clock, store, organizationId, key, newKey, ask, get },
    post: (url: string, body: unknown, bearer?: string | null) => ask('POST', url, body, bearer),
    /** Lets time pass. */
    async advance(span: Millis): Promise<void> {
      if (span > DAY_MS) await store.ensurePartitions(clock.now() + span);
      await clock.advance(span);
    },
    /** A playbook; answers its UUID. */
    async playbook(config: Record<string, unknown> = {}): Promise<string> {
      const made = await ask('POST', '/v1/agents', { name: 'Admissions', prompt: 'Be kind.', ...config });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      return made.body['aliases'].meetzy;
    },
    /** Freezes the playbook as it is now, perhaps as production. */
    async version(playbook: string, production = true): Promise<string> {
      const made = await ask('POST', `/v1/agents/${playbook}/versions`, {});
      assert.equal(made.status, 201, JSON.stringify(made.body));
      if (production)
        assert.equal(
          (await ask('POST', `/v1/agents/${playbook}/versions/${made.body['id']}/production`)).status,
          200,
        );
      return made.body['aliases']?.meetzy ?? made.body['id'];
    },
    /** Places a call; answers what the store holds of it. */
    async call(body: Record<string, unknown>): Promise<Call> {
      const { status, body: answer } = await ask('POST', '/meetzy/call', { phone: '+34600000002', ...body });
      assert.equal(status, 200, JSON.stringify(answer));
      return read({ organizationId }, answer['id']);
    },
    /** The call as GET /call/{id} answers it. */
    async shown(id: string): Promise<Body> {
      const { status, body } = await get(`/meetzy/call/${id}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    },
    /** The rows of GET /calls. */
    async listed(query: Record<string, string> = {}): Promise<Body[]> {
      const { status, body } = await get(`/meetzy/calls?${new URLSearchParams(query)}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body['calls'];
    },
    async change(call: Pick<Call, 'id'>, patch: CallPatch): Promise<void> {
      await store.calls.append(call.id, null, [], patch);
    },
    async end(
      call: Pick<Call, 'id'>,
      code: EndCode,
      more: Parameters<typeof endWith>[2] = {},
    ): Promise<void> {
      const outcome = endWith(code, 'ringing', more);
      const whole = await read({ organizationId }, call.id);
      await store.transaction((tx) =>
        endCall(tx, { call: whole, nodeId: null, outcome, at: clock.now() }, ids),
      );
    },
    /** Makes the calls of campaigns that are due now. */
    async pace(): Promise<void> {
      for (;;) {
        const turns = await store.campaigns.claimTurns(() => ids.next(), nodeId, clock.now(), LEASE_MS, 4);
        for (const turn of turns) await takeTurn(turn, options, new AbortController().signal);
        if (turns.length === 0) return;
      }
    },
    /** Calls of a playbook, newest first, as the store holds them. */
    callsOf: async (playbook: string) =>
      (await store.calls.list(organizationId, { limit: 100, agentId: playbook as Id })).rows,
    configOf: async (call: Call): Promise<AgentConfig> => call.plan.config,
    async close() {
      await api.close();
      await close();
    },
  };
  return rig;
}
