/** Numbers, and which agents may show them. */
import { isE164, type PhoneNumber, type Tenant } from '#domain';
import { invalidRequest, notFound, parseId, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { refuseWhileCampaigns } from '../../../native/campaigns/in-use.ts';
import { Fields } from '../../shared/fields.ts';
import { knownAssistant } from '../assistants/routes.ts';
import { ownAgent, typeOf } from '../assistants/own.ts';
import { ModelParams } from '../assistants/schemas.ts';
import { DONE, Done, offsetPage, queryText, refused, type Query } from '../envelope.ts';
import { knownNumber, numbersNamed } from './named.ts';
import { attach, detach, numbersOf } from './pool.ts';
import { checkImport, keepCarrier, ownNumber, readCarrier, USUAL_EXPIRES_S } from './read.ts';
import {
  AttachBody,
  CustomNumber,
  CustomNumberKept,
  DetachParams,
  NumberPatch,
  NumberQuery,
  Numbers,
  NumbersQuery,
  OneNumber,
  SlugParams,
} from './schemas.ts';

interface OfSlug {
  Params: { slug: string };
}

export function numberRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const tags = ['numbers'];
  const { store } = deps;
  app.get(
    '/numbers',
    {
      schema: {
        tags,
        operationId: 'listNumbers',
        summary: 'List numbers',
        querystring: NumbersQuery,
        response: { 200: Numbers },
      },
    },
    async ({ tenant, query }) => listed(deps, tenant, query as Query),
  );
  const one = { tags, params: SlugParams };
  app.get<OfSlug>(
    '/numbers/:slug',
    {
      schema: {
        ...one,
        operationId: 'getNumber',
        summary: 'Read a number',
        querystring: NumberQuery,
        response: { 200: OneNumber },
      },
    },
    async ({ tenant, params, query }) => {
      workspaceOf(query as Query);
      return shown(deps, tenant, await knownNumber(store, tenant, params.slug));
    },
  );
  app.patch<OfSlug>(
    '/numbers/:slug',
    {
      schema: {
        ...one,
        operationId: 'updateNumber',
        summary: 'Change a number',
        body: NumberPatch,
        response: { 200: Done },
      },
    },
    async ({ tenant, params, body }) => {
      const fields = new Fields(body);
      const patch = readCarrier(fields);
      fields.finish();
      const number = await knownNumber(store, tenant, params.slug);
      await store.transaction(async (tx) => {
        const trunkId = await keepCarrier({ ...deps, store: tx }, number, patch);
        await tx.numbers.update(tenant.organizationId, number.id, {
          ...(patch.friendlyName === null ? {} : { name: patch.friendlyName.slice(0, 200) }),
          ...(trunkId === null ? {} : { trunkId: parseId(trunkId) }),
          updatedAt: deps.clock.now(),
        });
      });
      return DONE;
    },
  );
  app.delete<OfSlug>(
    '/numbers/:slug',
    { schema: { ...one, operationId: 'deleteNumber', summary: 'Delete a number', response: { 200: Done } } },
    async ({ tenant, params }) => {
      const number = await knownNumber(store, tenant, params.slug);
      const organization = await store.organizations.get(tenant.organizationId);
      if (organization?.defaultNumberId === number.id)
        throw refused('It is the default caller number of your workspace. Choose another default first.');
      await store.transaction(async (tx) => {
        await refuseWhileCampaigns(tx, tenant.organizationId, { numberId: number.id });
        for (const agent of await agentsOf(deps, tenant, number)) {
          const config = await detach({ ...deps, store: tx }, agent, number);
          await tx.agents.update(tenant.organizationId, agent.id, config, deps.clock.now());
        }
        await tx.numbers.remove(tenant.organizationId, number.id);
      });
      return DONE;
    },
  );
  app.post(
    '/custom-numbers',
    {
      schema: {
        ...{
          tags,
          operationId: 'importNumber',
          summary: 'Import a number with its SIP trunk',
          body: CustomNumber,
        },
        response: { 200: CustomNumberKept },
      },
      config: { scope: 'numbers:write' },
    },
    async ({ tenant, body }) => imported(deps, tenant, body),
  );
  app.put<{ Params: { model_id: string } }>(
    '/assistants/:model_id/phone_numbers',
    {
      schema: {
        ...{
          tags,
          operationId: 'attachNumbers',
          summary: "Add to an assistant's numbers",
          params: ModelParams,
        },
        ...{ body: AttachBody, response: { 200: Done } },
      },
      config: { scope: 'numbers:write' },
    },
    async ({ tenant, params, body }) => {
      const given = readAttached(body);
      const agent = await knownAgent(deps, tenant, params.model_id);
      const numbers = await numbersNamed(store, tenant, given.texts, given.param);
      const type = typeOf(await ownAgent(store, tenant, agent.id));
      if (numbers.length > 0)
        await store.transaction(async (tx) => {
          const config = await attach({ ...deps, store: tx }, agent, type, numbers);
          await tx.agents.update(tenant.organizationId, agent.id, config, deps.clock.now());
        });
      return DONE;
    },
  );
  app.delete<{ Params: { model_id: string; slug: string } }>(
    '/assistants/:model_id/phone_numbers/:slug',
    {
      schema: {
        ...{
          tags,
          operationId: 'detachNumber',
          summary: "Take from an assistant's numbers",
          params: DetachParams,
        },
        response: { 200: Done },
      },
      config: { scope: 'numbers:write' },
    },
    async ({ tenant, params }) => {
      const agent = await knownAgent(deps, tenant, params.model_id);
      const number = await knownNumber(store, tenant, params.slug);
      const own = await numbersOf(store, tenant, agent);
      if (!own.some(({ id }) => id === number.id)) throw notFound('number');
      await store.transaction(async (tx) => {
        const config = await detach({ ...deps, store: tx }, agent, number);
        await tx.agents.update(tenant.organizationId, agent.id, config, deps.clock.now());
      });
      return DONE;
    },
  );
}

/** Here an agent that is not there is a 404, unlike elsewhere. */
async function knownAgent(deps: DialectDeps, tenant: Tenant, text: string) {
  return knownAssistant(deps, tenant, text).catch(() => {
    throw notFound('number');
  });
}

function readAttached(body: unknown): { texts: readonly string[]; param: string } {
  const fields = new Fields(body);
  const both = ['phone_numbers', 'phone_number_slugs'].filter((name) => fields.has(name));
  const param = both[0] ?? 'phone_numbers';
  if (both.length !== 1)
    fields.fail(param, 'Give phone_numbers or phone_number_slugs, and not both.', 'either-or');
  const texts = (fields.list(param) ?? []).filter((one): one is string => typeof one === 'string');
  if (texts.length !== (fields.list(param) ?? []).length)
    fields.fail(param, 'Must be a list of texts.', 'type');
  if (texts.length > 1000) fields.fail(param, 'Must have 1000 entries or fewer.', 'maxItems');
  fields.finish();
  return { texts, param };
}

function workspaceOf(query: Query): string {
  const workspace = queryText(query, 'workspace');
  if (workspace === undefined) throw refused('workspace is required.');
  return workspace;
}

async function listed({ store }: DialectDeps, tenant: Tenant, query: Query) {
  workspaceOf(query);
  const { limit, offset } = offsetPage(query);
  const available = queryText(query, 'is_available');
  const wanted = available === undefined ? {} : { unbound: available === 'true' };
  const [rows, total_records] = await Promise.all([
    store.numbers.list(tenant.organizationId, { limit, offset, ...wanted }),
    store.numbers.count(tenant.organizationId, wanted),
  ]);
  const phone_numbers = rows.map(({ e164, agentId }) => ({
    number: e164,
    sid: null,
    is_available: agentId === null,
  }));
  return { status: 'ok', response: { pagination: { total_records, limit, offset }, phone_numbers } };
}

/** Agents that answer it or may show it. */
async function agentsOf({ store }: DialectDeps, tenant: Tenant, number: PhoneNumber) {
  const { organizationId } = tenant;
  const pools = await store.numberPools.list(organizationId, { limit: 1000, numberId: number.id });
  const inPools = new Set<Id>(pools.rows.map(({ id }) => id));
  const all = await store.agents.list(organizationId, { limit: 1000 });
  return all.filter(
    ({ id, config }) =>
      number.agentId === id ||
      parseId(config.number_id ?? '') === number.id ||
      inPools.has(parseId(config.number_pool_id ?? '')!),
  );
}

async function shown(deps: DialectDeps, tenant: Tenant, number: PhoneNumber) {
  const { store } = deps;
  const [own, trunk, agents] = await Promise.all([
    ownNumber(store, number),
    number.trunkId === null ? null : store.trunks.get(tenant.organizationId, number.trunkId),
    agentsOf(deps, tenant, number),
  ]);
  const registration = trunk?.settings?.registration;
  return {
    slug: number.e164.slice(1),
    phone_number: number.e164,
    friendly_name: number.name || number.e164,
    ...{
      is_sms_capable: false,
      is_voice_capable: trunk !== null,
      iso_country: null,
      locality: null,
      region: null,
    },
    ...{ address_requirement: null, sid: null },
    provider_name: own.provider_name ?? 'custom',
    sip_term_uri: own.sip_term_uri ?? trunk?.uri ?? null,
    sip_auth_username: trunk?.username ?? null,
    sip_outbound_proxy: own.sip_outbound_proxy ?? null,
    uac_enabled: registration?.enabled ?? own.uac_enabled ?? false,
    uac_register_expires: registration?.expires_s ?? own.uac_register_expires ?? USUAL_EXPIRES_S,
    is_available: number.agentId === null,
    workspace_id: tenant.organizationId,
    agency_workspace_id: null,
    created_at: new Date(number.createdAt).toISOString(),
    updated_at: new Date(number.updatedAt).toISOString(),
    assistants: agents.map(({ id, config }) => ({ model_id: id, name: config.name })),
  };
}

async function imported(deps: DialectDeps, tenant: Tenant, body: unknown) {
  const fields = new Fields(body);
  fields.requiredText('workspace_id');
  const text = fields.requiredText('phone_number');
  const e164 = text.startsWith('+') ? text : `+${text}`;
  if (text !== '' && !isE164(e164))
    fields.fail('phone_number', 'Must be in E.164, e.g. +15550100001.', 'e164');
  const patch = readCarrier(fields);
  checkImport(fields, patch);
  fields.finish();
  const { store, ids, clock } = deps;
  const { organizationId } = tenant;
  if (await store.numbers.findByE164(organizationId, e164))
    throw invalidRequest([{ param: 'phone_number', rule: 'unique', message: `${e164} is there already.` }]);
  const at = clock.now();
  const number: PhoneNumber = {
    ...{ id: ids.next(), organizationId, e164, name: (patch.friendlyName ?? '').slice(0, 200), active: true },
    ...{ agentId: null, reservedForAgents: [], ownerOrganizationId: null, routes: null, trunkId: null },
    ...{ lastUsedAt: null, createdAt: at, updatedAt: at },
  };
  await store.transaction(async (tx) => {
    const trunkId = await keepCarrier({ ...deps, store: tx }, number, patch);
    await tx.numbers.insert({ ...number, trunkId: trunkId === null ? null : parseId(trunkId) });
  });
  return { status: 'ok', response: { key: number.id, phone_number: e164 } };
}
