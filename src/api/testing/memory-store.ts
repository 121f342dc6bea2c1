/** A store in memory, for tests of the API: what it keeps is scoped by organization like the real one. */
import type { Agent, AgentVersion, Organization, PhoneNumber, Repositories, Store, Trunk } from '#domain';
import { AppError, type Id } from '#kernel';
import { memoryDialectData } from './memory-dialect-data.ts';
import { memoryModels } from './memory-models.ts';
import { memoryIdempotency } from './memory-idempotency.ts';
import { memoryTenancy } from './memory-tenancy.ts';

type Owned = { readonly id: Id; readonly organizationId: Id };
type Served =
  | 'organizations'
  | 'keys'
  | 'members'
  | 'sessions'
  | 'audit'
  | 'quotas'
  | 'minutes'
  | 'agents'
  | 'trunks'
  | 'numbers'
  | 'suppressions'
  | 'idempotency'
  | 'aliases'
  | 'dialectData'
  | 'providerKeys'
  | 'voiceSlots'
  | 'prices';

/** @param organization the one of the installation. */
export function memoryStore(organization: Organization): Store {
  const repositories = {
    ...memoryTenancy(organization),
    agents: agents(),
    trunks: trunks(),
    numbers: numbers(),
    suppressions: suppressions(),
    idempotency: memoryIdempotency(),
    aliases: aliases(),
    dialectData: memoryDialectData(),
    ...memoryModels(),
  } satisfies Pick<Repositories, Served>;
  const store: Pick<Store, Served | 'transaction' | 'ping' | 'close'> = {
    ...repositories,
    transaction: async (work) => work(repositories as unknown as Repositories),
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

function table<Row extends Owned>() {
  const rows = new Map<Id, Row>();
  return {
    rows,
    get: async (organizationId: Id, id: Id) => {
      const row = rows.get(id);
      return row?.organizationId === organizationId ? row : null;
    },
    list: async (organizationId: Id, page: { limit: number; before?: Id }) =>
      [...rows.values()]
        .filter((row) => row.organizationId === organizationId && (!page.before || row.id < page.before))
        .sort((one, other) => (one.id < other.id ? 1 : -1))
        .slice(0, page.limit),
    insert: async (row: Row) => void rows.set(row.id, row),
    update: async (organizationId: Id, id: Id, patch: Partial<Row>) => {
      const row = rows.get(id);
      if (row?.organizationId !== organizationId) return null;
      const changed = { ...row, ...patch };
      rows.set(id, changed);
      return changed;
    },
  };
}

function agents(): Repositories['agents'] {
  const { get, list, insert, update } = table<Agent>();
  const versions = table<AgentVersion>();
  return {
    get,
    list,
    insert,
    update: (organizationId, id, config, at) => update(organizationId, id, { config, updatedAt: at }),
    insertVersion: async (version) => {
      const number = [...versions.rows.values()].filter((row) => row.agentId === version.agentId).length + 1;
      await versions.insert({ ...version, number });
      return { ...version, number };
    },
    getVersion: async (organizationId, agentId, id) => {
      const version = await versions.get(organizationId, id);
      return version?.agentId === agentId ? version : null;
    },
    findVersion: versions.get,
    listVersions: async (organizationId, agentId, page) =>
      (await versions.list(organizationId, { ...page, limit: Infinity }))
        .filter((version) => version.agentId === agentId)
        .slice(0, page.limit),
    setProduction: (organizationId, id, productionVersionId, updatedAt) =>
      update(organizationId, id, { productionVersionId, updatedAt }),
  };
}

function trunks(): Repositories['trunks'] {
  const { rows, ...rest } = table<Trunk>();
  return {
    ...rest,
    listActive: async (limit) => [...rows.values()].filter((row) => row.active).slice(0, limit),
  };
}

function numbers(): Repositories['numbers'] {
  const { rows, ...rest } = table<PhoneNumber>();
  const find = (e164: string) => [...rows.values()].find((row) => row.e164 === e164) ?? null;
  return {
    ...rest,
    insert: async (number) => {
      if (find(number.e164))
        throw new AppError({
          code: 'number-taken',
          status: 409,
          message: `${number.e164} is already there.`,
          param: 'e164',
        });
      await rest.insert(number);
    },
    findByE164: async (_organizationId, e164) => find(e164),
    findAnywhere: async (e164) => find(e164),
  };
}

function suppressions(): Repositories['suppressions'] {
  const rows = new Map<string, { e164: string; reason: string; createdAt: number }>();
  return {
    add: async (_organizationId, e164, reason, at) => void rows.set(e164, { e164, reason, createdAt: at }),
    remove: async (_organizationId, e164) => rows.delete(e164),
    list: async (_organizationId, { limit, after = '' }) =>
      [...rows.values()]
        .sort((one, other) => (one.e164 < other.e164 ? -1 : 1))
        .filter((row) => row.e164 > after)
        .slice(0, limit),
  };
}

function place(organizationId: Id, noun: string, alias: string): string {
  return `${organizationId} ${noun} ${alias}`;
}

function aliases(): Repositories['aliases'] {
  const rows: { at: string; dialect: string; alias: string; noun: string; id: Id }[] = [];
  return {
    put: async (organizationId, dialect, noun, alias, id) =>
      void rows.push({ at: place(organizationId, noun, alias), dialect, alias, noun, id }),
    resolve: async (organizationId, dialect, noun, alias) =>
      rows.find(
        (row) =>
          row.at === place(organizationId, noun, alias) && (dialect === null || row.dialect === dialect),
      )?.id ?? null,
    of: async (_organizationId, noun, id) =>
      rows
        .filter((row) => row.noun === noun && row.id === id)
        .map(({ dialect, alias }) => ({ dialect, alias })),
  };
}
