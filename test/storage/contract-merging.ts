/** What every database must do when two requests read one column, lay their field over it, and write it back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Repositories } from '#domain';
import type { Id } from '#kernel';
import type { PostgresStore } from '#storage';
import type { Stored } from './contract.ts';
import { sampleEndpoint } from './contract-webhooks.ts';
import { ids, sampleAgent, sampleTrunk } from './samples.ts';

/** Whoever waits for no lock has read within so many round trips. */
const TRIPS = 5;

/** One column that holds several fields. */
interface Case {
  readonly noun: string;
  /** @returns its id */
  insert(store: PostgresStore, organizationId: Id): Promise<Id>;
  /** Locks the row, goes on when `then` has, and lays `field` over the others. */
  merge(tx: Repositories, of: Id, id: Id, field: string, then: () => Promise<void>): Promise<unknown>;
  read(store: PostgresStore, of: Id, id: Id): Promise<unknown>;
  readonly both: unknown;
}

const times = { createdAt: 1, updatedAt: 1 };
const http = { type: 'http', name: 'look_up', description: 'd', method: 'GET', url: 'https://x.example/' };

const cases: readonly Case[] = [
  {
    noun: 'trunk',
    insert: async (store, of) => {
      const trunk = sampleTrunk(of);
      await store.trunks.insert(trunk);
      return trunk.id;
    },
    merge: async (tx, of, id, field, then) => {
      const before = await tx.trunks.lock(of, id);
      await then();
      return tx.trunks.update(of, id, { settings: { ...before?.settings, [field]: 1 } });
    },
    read: async (store, of, id) => (await store.trunks.get(of, id))?.settings,
    both: { one: 1, other: 1 },
  },
  {
    noun: 'agent',
    insert: async (store, of) => {
      const agent = { ...sampleAgent(of), config: {} as never };
      await store.agents.insert(agent);
      return agent.id;
    },
    merge: async (tx, of, id, field, then) => {
      const before = await tx.agents.lock(of, id);
      await then();
      return tx.agents.update(of, id, { ...before!.config, [field]: 1 }, 2);
    },
    read: async (store, of, id) => (await store.agents.get(of, id))?.config,
    both: { one: 1, other: 1 },
  },
  {
    noun: 'tool',
    insert: async (store, of) => {
      const id = ids.next();
      await store.tools.insert({ id, organizationId: of, title: 't', config: http as never, ...times });
      return id;
    },
    merge: async (tx, of, id, field, then) => {
      const before = await tx.tools.lock(of, id);
      await then();
      return tx.tools.update(of, id, { config: { ...before!.config, [field]: 1 } as never, updatedAt: 2 });
    },
    read: async (store, of, id) => (await store.tools.get(of, id))?.config,
    both: { ...http, one: 1, other: 1 },
  },
  {
    noun: 'analysis template',
    insert: async (store, of) => {
      const id = ids.next();
      const texts = { name: 'n', description: '' };
      await store.analysisTemplates.insert({ id, organizationId: of, ...texts, settings: {}, ...times });
      return id;
    },
    merge: async (tx, of, id, field, then) => {
      const before = await tx.analysisTemplates.lock(of, id);
      await then();
      const settings = { ...before!.settings, [field]: 1 };
      return tx.analysisTemplates.update(of, id, { settings, updatedAt: 2 });
    },
    read: async (store, of, id) => (await store.analysisTemplates.get(of, id))?.settings,
    both: { one: 1, other: 1 },
  },
  {
    noun: 'contact',
    insert: async (store, of) => {
      const id = ids.next();
      const texts = { phone: '+34600111222', name: '', email: null, timeZone: null };
      await store.contacts.insert({ id, organizationId: of, ...texts, fields: {}, ...times });
      return id;
    },
    merge: async (tx, of, id, field, then) => {
      const before = await tx.contacts.lock(of, id);
      await then();
      return tx.contacts.update(of, id, { fields: { ...before!.fields, [field]: 1 } }, 2);
    },
    read: async (store, of, id) => (await store.contacts.get(of, id))?.fields,
    both: { one: 1, other: 1 },
  },
  {
    noun: 'webhook endpoint',
    insert: async (store, of) => {
      const endpoint = sampleEndpoint(of, { headers: {} });
      await store.webhooks.insertEndpoint(endpoint);
      return endpoint.id;
    },
    merge: async (tx, of, id, field, then) => {
      const before = await tx.webhooks.lockEndpoint(of, id);
      await then();
      return tx.webhooks.updateEndpoint(of, id, { headers: { ...before!.headers, [field]: '1' } });
    },
    read: async (store, of, id) => (await store.webhooks.getEndpoint(of, id))?.headers,
    both: { one: '1', other: '1' },
  },
  {
    noun: 'organization',
    insert: async (_store, of) => of,
    merge: async (tx, of, _id, field, then) => {
      const before = await tx.organizations.lock(of);
      await then();
      const name = field === 'one' ? 'agents' : 'numbers';
      return tx.organizations.update(of, { quotas: { ...before!.quotas, [name]: 7 } });
    },
    read: async (store, of) => (await store.organizations.get(of))?.quotas,
    both: { agents: 7, numbers: 7, callsPerDay: null },
  },
];

/** Declares the tests. @param stored gives the store and a fresh organization. */
export function mergingContract(stored: Stored): void {
  for (const { noun, insert, merge, read, both } of cases)
    test(`two requests that set a field each of one ${noun} leave both`, async () => {
      const { store, organizationId } = await stored();
      const id = await insert(store, organizationId);
      const locked = Promise.withResolvers<void>();
      const second = Promise.withResolvers<void>();
      const first = store.transaction((tx) =>
        merge(tx, organizationId, id, 'one', async () => {
          locked.resolve();
          await Promise.race([second.promise, trips(store)]);
        }),
      );
      await locked.promise;
      const other = store.transaction((tx) =>
        merge(tx, organizationId, id, 'other', async () => second.resolve()),
      );
      await Promise.all([first, other]);
      assert.deepEqual(await read(store, organizationId, id), both);
    });

  test('what belongs to another organization, or is not there, is not locked', async () => {
    const { store, organizationId } = await stored();
    const trunk = sampleTrunk(organizationId);
    await store.trunks.insert(trunk);
    assert.deepEqual(await store.trunks.lock(organizationId, trunk.id), trunk);
    assert.equal(await store.trunks.lock(ids.next(), trunk.id), null);
    assert.equal(await store.organizations.lock(ids.next()), null);
  });
}

async function trips(store: PostgresStore): Promise<void> {
  for (let trip = 0; trip < TRIPS; trip++) await store.ping();
}
