/** The API over a store and a call service in memory, for tests of it and of the dialects. */
import { NO_QUOTAS, parseAgentConfig, type KeyMode, type Organization } from '#domain';
import { createImports } from '#importing';
import { AppError, createIdSource, seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { LightMyRequestResponse } from 'fastify';
import { sampleCapabilities, sampleModels } from '../domain/models/testing.ts';
import { createKey } from './auth/keys.ts';
import type { ApiOptions } from './options.ts';
import { createApi } from './server.ts';
import { memoryCalls } from './testing/memory-calls.ts';
import { memoryDue } from './testing/memory-due.ts';
import { memoryKnowledgeService, memoryMailService } from './testing/memory-services.ts';
import { memorySimulationService } from './testing/memory-simulation-service.ts';
import { memoryTrunkChecks } from './testing/memory-trunk-checks.ts';
import { memoryStore } from './testing/memory-store.ts';

/** One request; the live key is sent unless `key` says otherwise (null: none). */
export interface Ask {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string | null;
}

/** No test asks a server that it does not name. */
const NO_NETWORK = {
  request: async () => {
    throw new AppError({ code: 'url-refused', status: 400, message: 'There is no network in this test.' });
  },
};

/** Builds it; nothing listens. Close it with `api.close()`. */
export async function openTestApi(overrides: Partial<ApiOptions> = {}) {
  const clock = new VirtualClock();
  const random = seededRandom(7);
  const ids = createIdSource(clock, random);
  const organization: Organization = {
    id: ids.next(),
    parentId: null,
    name: 'Test',
    concurrency: 10,
    callsPerSecond: 5,
    destinationAllow: [],
    defaultNumberId: null,
    quotas: NO_QUOTAS,
    requestsPerMinute: null,
    suppressOptOuts: true,
    createdAt: clock.now(),
    archivedAt: null,
  };
  const store = memoryStore(organization);
  const calls = memoryCalls(clock, ids);
  const due = memoryDue(store, clock, ids);
  const keyOf = async (mode: KeyMode) => (await createKey({ store, clock, ids, random }, mode, 'test')).key;
  const [liveKey, testKey] = [await keyOf('live'), await keyOf('test')];
  const api = await createApi({
    store,
    calls,
    models: sampleModels(sampleCapabilities({ provider: 'flite', voices: ['slt'], llmModel: 'test-model' })),
    due,
    knowledge: memoryKnowledgeService(),
    mail: memoryMailService(),
    imports: createImports({ store, http: NO_NETWORK, clock, ids, logger: silentLogger }),
    trunkChecks: memoryTrunkChecks(clock),
    simulations: memorySimulationService(overrides.store ?? store, clock, ids),
    dialects: [],
    clock,
    ids,
    random,
    logger: silentLogger,
    linkSecret: random.bytes(32),
    publicUrl: 'http://parley.test',
    checkAgent: (config) => {
      const parsed = parseAgentConfig(config);
      return 'faults' in parsed ? parsed.faults : [];
    },
    readiness: async () => [{ name: 'store', ok: true }],
    metrics: async () => [],
    strictAnswers: true,
    ...overrides,
  });
  const ask = async (
    method: string,
    url: string,
    { body, headers, key = liveKey }: Ask = {},
  ): Promise<LightMyRequestResponse> =>
    api.app.inject({
      method: method as 'GET',
      url,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  return {
    api,
    clock,
    ids,
    store,
    calls,
    due,
    organization,
    liveKey,
    testKey,
    get: (url: string, options?: Ask) => ask('GET', url, options),
    post: (url: string, body?: unknown, options?: Ask) =>
      ask('POST', url, { ...options, ...(body === undefined ? {} : { body }) }),
    patch: (url: string, body: unknown, options?: Ask) => ask('PATCH', url, { ...options, body }),
    delete: (url: string, options?: Ask) => ask('DELETE', url, options),
    ask,
  };
}

export type TestApi = Awaited<ReturnType<typeof openTestApi>>;

/** A small agent that needs no language model. */
export const flowAgent = {
  name: 'Reminder',
  flow: {
    start: 'hello',
    nodes: [
      { id: 'hello', type: 'say', text: 'Hello {{name}}.' },
      { id: 'bye', type: 'end', text: 'Goodbye.' },
    ],
    edges: [{ from: 'hello', to: 'bye' }],
  },
};
