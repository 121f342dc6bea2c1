/** `/byok`: keys that the organization brings for its providers. */
import type { ProviderKey, Tenant } from '#domain';
import { invalidRequest } from '#kernel';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields, isJson } from '../../shared/fields.ts';
import { checkKey, readConfig, showConfig, showProviders, type ConfigPatch } from './config.ts';
import { keepKey } from './keep.ts';
import { DOCUMENTED, nameOf, providersOf } from './names.ts';
import {
  ByokBody,
  ByokChanged,
  ByokRead,
  ByokRemoval,
  ConfigBody,
  ConfigChanged,
  ConfigRead,
  TestQuery,
} from './schemas.ts';

const tags = ['byok'];

export function serveByok(app: FastifyInstance, deps: DialectDeps): void {
  const { store } = deps;
  const keysOf = ({ organizationId }: Tenant) => store.providerKeys.list(organizationId);

  app.get(
    '/byok',
    {
      schema: {
        ...{ tags, operationId: 'listProviderKeys', summary: 'Which providers have a key of yours' },
        ...{ scope: 'providers:read', response: { 200: ByokRead } },
      },
    },
    async ({ tenant }) => ({ byok_keys: showKeys(await keysOf(tenant)) }),
  );

  app.post(
    '/byok',
    {
      schema: {
        ...{ tags, operationId: 'setProviderKey', summary: 'Bring a key of a provider' },
        description: 'Replaces an earlier one. The provider is asked whether it takes it.',
        ...{
          scope: 'providers:write',
          querystring: TestQuery,
          body: ByokBody,
          response: { 200: ByokChanged },
        },
      },
    },
    async ({ tenant, body, query }) => {
      const fields = new Fields(body);
      const name = fields.requiredText('provider');
      const key = fields.requiredText('api_key');
      checkKey(fields, key);
      fields.finish();
      await keepKey(deps, tenant, await known(deps, tenant, name), { key, url: undefined }, wantsTest(query));
      return { success: true, byok_keys: showKeys(await keysOf(tenant)) };
    },
  );

  app.delete(
    '/byok',
    {
      schema: {
        ...{ tags, operationId: 'deleteProviderKey', summary: 'Take a key of a provider back' },
        ...{ scope: 'providers:write', body: ByokRemoval, response: { 200: ByokChanged } },
      },
    },
    async ({ tenant, body, query }) => {
      // Some clients cannot send a body with DELETE.
      const fields = new Fields(body ?? query);
      const name = fields.requiredText('provider');
      fields.finish();
      const providers = await known(deps, tenant, name);
      for (const { id, provider } of await keysOf(tenant))
        if (providers.includes(provider)) await store.providerKeys.remove(tenant.organizationId, id);
      return { success: true, byok_keys: showKeys(await keysOf(tenant)) };
    },
  );

  app.get(
    '/byok/config',
    {
      schema: {
        ...{ tags, operationId: 'getProviderConfig', summary: 'Providers, their models and your settings' },
        ...{ scope: 'providers:read', response: { 200: ConfigRead } },
      },
    },
    async ({ tenant }) => ({
      providers: showProviders(await deps.models.capabilities(tenant.organizationId)),
      config: showConfig(await keysOf(tenant)),
    }),
  );

  app.post(
    '/byok/config',
    {
      schema: {
        ...{ tags, operationId: 'setProviderConfig', summary: 'Change the settings of a provider' },
        description: 'Settings left out stay.',
        ...{ scope: 'providers:write', querystring: TestQuery },
        ...{ body: ConfigBody, response: { 200: ConfigChanged } },
      },
    },
    async ({ tenant, body, query }) => {
      const fields = new Fields(body);
      const name = fields.requiredText('provider');
      const inner = fields.inner('config');
      if (!fields.has('config')) fields.fail('config', 'Is required.', 'required');
      const patch = inner && readConfig(inner);
      fields.finish();
      const providers = await known(deps, tenant, name);
      await configure(deps, tenant, providers, patch!, wantsTest(query));
      return { success: true, config: showConfig(await keysOf(tenant)) };
    },
  );
}

async function known(
  deps: DialectDeps,
  { organizationId }: Tenant,
  name: string,
): Promise<readonly string[]> {
  const { providers } = await deps.models.capabilities(organizationId);
  return providersOf(
    name,
    providers.map(({ provider }) => provider),
  );
}

/** Whoever may change an address must not be able to have the stored key sent there. */
async function configure(
  deps: DialectDeps,
  tenant: Tenant,
  providers: readonly string[],
  { name, baseUrl, apiKey }: ConfigPatch,
  test: boolean,
): Promise<void> {
  const { store, clock } = deps;
  const { organizationId } = tenant;
  const own = async () =>
    (await store.providerKeys.list(organizationId)).filter(({ provider }) => providers.includes(provider));
  const before = await own();
  const moves = baseUrl !== undefined && before.some(({ url }) => url !== baseUrl);
  if (apiKey === undefined && (before.length === 0 || moves))
    throw invalidRequest([
      {
        param: 'config.api_key',
        rule: 'required',
        message: moves
          ? 'Is needed beside a new base_url.'
          : 'Is needed: there is no key of this provider yet.',
      },
    ]);
  if (apiKey !== undefined) await keepKey(deps, tenant, providers, { key: apiKey, url: baseUrl }, test);
  if (name !== undefined)
    for (const { id } of await own())
      await store.providerKeys.update(organizationId, id, { name, updatedAt: clock.now() });
}

function showKeys(keys: readonly ProviderKey[]): Record<string, string | null> {
  const none = DOCUMENTED.map((name) => [`${name}_secret_id`, null] as const);
  const set = keys.map(({ id, provider }) => [`${nameOf(provider)}_secret_id`, id] as const);
  return Object.fromEntries([...none, ...set]);
}

function wantsTest(query: unknown): boolean {
  return !(isJson(query) && query['test'] === 'false');
}
