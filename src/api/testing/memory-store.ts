/** A store in memory, for tests of the API: what it keeps is scoped by organization like the real one. */
import type { Organization, Repositories, Store, Suppression } from '#domain';
import { AppError } from '#kernel';
import { memoryAliases } from './memory-aliases.ts';
import { memoryAcceptance } from './memory-acceptance.ts';
import { memoryAgents } from './memory-agents.ts';
import { memoryCampaigns } from './memory-campaigns.ts';
import { memoryDialectData } from './memory-dialect-data.ts';
import { memoryModels } from './memory-models.ts';
import { memoryIdempotency } from './memory-idempotency.ts';
import { memoryWebhooks } from './memory-webhooks.ts';
import { memoryNumbers } from './memory-numbers.ts';
import { memoryReading } from './memory-reading.ts';
import { memorySimulations } from './memory-simulations.ts';
import { memoryTenancy } from './memory-tenancy.ts';

type Served =
  | 'organizations'
  | 'keys'
  | 'members'
  | 'sessions'
  | 'audit'
  | 'quotas'
  | 'minutes'
  | 'agents'
  | 'acceptance'
  | 'trunks'
  | 'trunkWatches'
  | 'numbers'
  | 'numberPools'
  | 'tools'
  | 'analysisTemplates'
  | 'suppressions'
  | 'idempotency'
  | 'aliases'
  | 'dialectData'
  | 'providerKeys'
  | 'voiceSlots'
  | 'prices'
  | 'batches'
  | 'campaigns'
  | 'leads'
  | 'simulations'
  | 'webhooks';

/** @param organization the one of the installation. */
export function memoryStore(organization: Organization): Store {
  const [agents, models] = [memoryAgents(), memoryModels()];
  const repositories = {
    ...memoryTenancy(organization),
    ...agents,
    ...memoryAcceptance({ ...agents, ...models }),
    ...memoryNumbers(),
    suppressions: suppressions(),
    idempotency: memoryIdempotency(),
    aliases: memoryAliases(),
    dialectData: memoryDialectData(),
    ...models,
    ...memoryCampaigns(),
    webhooks: memoryWebhooks(),
    ...memoryReading(),
    ...memorySimulations(),
  } satisfies Pick<Repositories, Served>;
  const store: Pick<Store, Served | 'transaction' | 'notify' | 'onNotify' | 'ping' | 'close'> = {
    ...repositories,
    transaction: async (work) => work(repositories as unknown as Repositories),
    notify: () => {},
    onNotify: () => () => {},
    ping: async () => {},
    close: async () => {},
  };
  return new Proxy(store as Store, {
    get(target, name) {
      if (!(name in target) && name !== 'then')
        throw new AppError({ code: 'internal', status: 500, message: `${String(name)} is not in memory` });
      return target[name as keyof Store];
    },
  });
}

function suppressions(): Repositories['suppressions'] {
  const rows = new Map<string, Suppression>();
  return {
    add: async (_organizationId, e164, reason, at, callId) =>
      void rows.set(e164, { e164, reason, callId: callId ?? null, createdAt: at }),
    remove: async (_organizationId, e164) => rows.delete(e164),
    list: async (_organizationId, { limit, after = '' }) =>
      [...rows.values()]
        .sort((one, other) => (one.e164 < other.e164 ? -1 : 1))
        .filter((row) => row.e164 > after)
        .slice(0, limit),
  };
}
