/** Parley's API over PostgreSQL, and an import asked for as a customer asks for one. */
import assert from 'node:assert/strict';
import type { Store } from '#domain';
import { createImports } from '#importing';
import { createIdSource, realClock, realRandom, silentLogger } from '#kernel';
import { createDialects, createKey } from '#api';
import { createAddressGuard, createOutboundHttp } from '#providers';
import { memoryDue } from '../../../src/api/testing/memory-due.ts';
import { openTestApi } from '../../../src/api/testing.ts';
import { openTestStore } from '../../../src/storage/testing.ts';

/** An import as the API shows it. */
export interface Shown {
  readonly id: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly lines: readonly {
    readonly noun: string;
    readonly vendor_id: string;
    readonly action: string;
    readonly id: string | null;
    readonly notes: readonly string[];
  }[];
  readonly notes: readonly string[];
  readonly fault: { readonly code: string; readonly message: string } | null;
}

/** Told before an import keeps an alias, and after; what it throws ends the import. @param point names the moment */
export type OnAlias = (point: string) => void;

let opening: ReturnType<typeof open> | null = null;

/** One server and one database for all cases of the process. */
async function open() {
  const [clock, random] = [realClock, realRandom];
  const ids = createIdSource(clock, random);
  const { store, target, close } = await openTestStore({ ids });
  const http = createOutboundHttp({ allowNetworks: ['127.0.0.0/8'], logger: silentLogger });
  const watch: { onAlias: OnAlias | null } = { onAlias: null };
  const aliases: Store['aliases'] = {
    ...store.aliases,
    async put(organizationId, dialect, noun, ...rest) {
      watch.onAlias?.(`before ${dialect} ${noun}`);
      await store.aliases.put(organizationId, dialect, noun, ...rest);
      watch.onAlias?.(`after ${dialect} ${noun}`);
    },
  };
  const createService = () =>
    createImports({
      store: { dialectData: store.dialectData, aliases },
      ...{ http, clock, ids, logger: silentLogger },
    });
  let imports = createService();
  const server = await openTestApi({
    store,
    clock,
    ids,
    imports: {
      start: (...args) => imports.start(...args),
      get: (...args) => imports.get(...args),
      list: (...args) => imports.list(...args),
    },
    dialects: createDialects({ meetzy: null, synthflow: null, dial: null, flireo: null }),
    due: memoryDue(store, clock, ids),
    checkUrl: createAddressGuard(['127.0.0.0/8'], async () => ['192.0.43.8']),
  });
  const { key } = await createKey({ store, clock, ids, random }, 'live', 'test');
  return {
    ...{ store, target, watch, key, ask: server.ask },
    listen: async () => (await server.api.listen({ host: '127.0.0.1', port: 0 })).url,
    idle: () => imports.idle(),
    async close() {
      await imports.close();
      await server.api.close();
      await close();
    },
    /** As a stop of the server does, and a start after it. */
    async restart() {
      await imports.close();
      imports = createService();
    },
  };
}

export async function closeMoved(): Promise<void> {
  await (await opening)?.close();
}

/** @param whose an organization of the test's own; `parent`: that of the installation, which may have children */
export async function openMoved(whose: 'own' | 'parent' = 'own') {
  const world = await (opening ??= open());
  const made =
    whose === 'own'
      ? await world.ask('POST', '/v1/organizations', {
          key: world.key,
          body: { name: 'Mover', create_key: true },
        })
      : null;
  const key: string = made === null ? world.key : made.json().api_key;
  const ask = (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
    world.ask(method, url, { key, headers, ...(body === undefined ? {} : { body }) });
  return {
    ...world,
    ...{ ask, key },
    get: async (url: string) => {
      const answer = await ask('GET', url);
      assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
      return answer.json();
    },
    /** Runs one to its end. */
    async import(body: object, by = key): Promise<Shown> {
      const begun = await ask('POST', '/v1/imports', body, { authorization: `Bearer ${by}` });
      assert.equal(begun.statusCode, 202, begun.body);
      await world.idle();
      return (await ask('GET', `/v1/imports/${begun.json().id}`)).json() as Shown;
    },
  };
}

export type Moved = Awaited<ReturnType<typeof openMoved>>;

/** `noun action` of every line with how often, for comparing at a glance. */
export function tally({ lines }: Shown): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { noun, action } of lines) found[`${noun} ${action}`] = (found[`${noun} ${action}`] ?? 0) + 1;
  return found;
}

export function lineOf(shown: Shown, vendorId: string): Shown['lines'][number] {
  const line = shown.lines.find(({ vendor_id }) => vendor_id === vendorId);
  assert.ok(line, `no line of ${vendorId}`);
  return line;
}
