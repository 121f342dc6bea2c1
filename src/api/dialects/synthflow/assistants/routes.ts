/** `/assistants`: agents, in Synthflow's words. */
import { type Agent, type AgentConfig, type Tenant } from '#domain';
import { AppError, invalidRequest, notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { refuseWhileCampaigns } from '../../../native/campaigns/in-use.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { numbersNamed } from '../numbers/named.ts';
import { readInline, setActions } from '../actions/inline.ts';
import { allActions } from '../actions/kept.ts';
import { attach, numbersOf } from '../numbers/pool.ts';
import { offsetPage, queryText, type Query } from '../envelope.ts';
import { putWebhook } from '../webhooks.ts';
import { NEW_AGENT, withChange } from './compile.ts';
import { forgetOwn, keepOwn, ownAgent, ownAgents, typeOf, type OwnAgent } from './own.ts';
import { checkWhole, merged, readPatch, type AgentPatch } from './read.ts';
import {
  AssistantPatch,
  Assistants,
  GetQuery,
  Kept,
  ListQuery,
  ModelParams,
  NewAssistant,
  Removed,
} from './schemas.ts';
import { fieldsOf, showAssistant } from './show.ts';

interface Params {
  Params: { model_id: string };
}

/** @throws AppError `agent-unknown` (told as 400) */
export async function knownAssistant(deps: DialectDeps, tenant: Tenant, text: string): Promise<Agent> {
  const id = await resolveId(deps, tenant, 'synthflow', 'agent', text);
  const agent = id === null ? null : await deps.store.agents.get(tenant.organizationId, id);
  if (!agent) throw notFound('agent', 'model_id');
  return agent;
}

export function assistantRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const tags = ['assistants'];
  app.post(
    '/assistants',
    {
      schema: {
        ...{ tags, operationId: 'createAssistant', summary: 'Create an assistant', body: NewAssistant },
        response: { 200: Kept },
      },
    },
    async ({ tenant, body }) => created(deps, tenant, body),
  );
  app.get(
    '/assistants',
    {
      schema: {
        ...{ tags, operationId: 'listAssistants', summary: 'List assistants', querystring: ListQuery },
        response: { 200: Assistants },
      },
    },
    async ({ tenant, query }) => listed(deps, tenant, query as Query),
  );
  const one = { tags, params: ModelParams };
  app.get<Params>(
    '/assistants/:model_id',
    {
      schema: {
        ...{ ...one, operationId: 'getAssistant', summary: 'Read an assistant', querystring: GetQuery },
        response: { 200: Assistants },
      },
    },
    async ({ tenant, params, query }) => {
      const agent = await knownAssistant(deps, tenant, params.model_id);
      const include = queryText(query as Query, 'include_actions') === 'true';
      const assistants = [
        await shown(deps, tenant, agent, await ownAgent(deps.store, tenant, agent.id), include),
      ];
      return {
        status: 'ok',
        response: { pagination: { total_records: 1, limit: 20, offset: 0 }, assistants },
      };
    },
  );
  app.put<Params>(
    '/assistants/:model_id',
    {
      schema: {
        ...{ ...one, operationId: 'updateAssistant', summary: 'Change an assistant', body: AssistantPatch },
        response: { 200: Kept },
      },
    },
    async ({ tenant, params, body }) => updated(deps, tenant, params.model_id, body),
  );
  app.delete<Params>(
    '/assistants/:model_id',
    {
      schema: {
        ...{ ...one, operationId: 'deleteAssistant', summary: 'Delete an assistant' },
        response: { 200: Removed },
      },
    },
    async ({ tenant, params }) => {
      const { id } = await knownAssistant(deps, tenant, params.model_id);
      await deps.store.transaction(async (tx) => {
        await refuseWhileCampaigns(tx, tenant.organizationId, { agentId: id });
        await tx.numbers.unbindAgent(tenant.organizationId, id, deps.clock.now());
        await putWebhook({ ...deps, store: tx }, { id, organizationId: tenant.organizationId }, null);
        await forgetOwn(tx, tenant, id);
        await tx.agents.remove(tenant.organizationId, id);
      });
      return { status: 'ok', response: { answer: 'ok' } };
    },
  );
}

async function created(deps: DialectDeps, tenant: Tenant, body: unknown) {
  const patch = readPatch(body, { creates: true });
  const at = deps.clock.now();
  const agent: Agent = {
    ...{
      id: deps.ids.next(),
      organizationId: tenant.organizationId,
      config: NEW_AGENT,
      productionVersionId: null,
    },
    ...{ createdAt: at, updatedAt: at },
  };
  return changed(deps, tenant, agent, { top: {}, agent: {} }, patch, body, true);
}

async function updated(deps: DialectDeps, tenant: Tenant, id: string, body: unknown) {
  const agent = await knownAssistant(deps, tenant, id);
  const patch = readPatch(body, { creates: false });
  const own = await ownAgent(deps.store, tenant, agent.id);
  // What another API made is the ground that a change is laid on.
  const ground: OwnAgent = { top: own.top, agent: fieldsOf(agent.config, own.agent) };
  return changed(deps, tenant, agent, ground, patch, body, false);
}

async function changed(
  deps: DialectDeps,
  tenant: Tenant,
  agent: Agent,
  before: OwnAgent,
  patch: AgentPatch,
  body: unknown,
  isNew: boolean,
) {
  const whole: OwnAgent = { top: merged(before.top, patch.top), agent: merged(before.agent, patch.agent) };
  checkWhole(whole, body);
  const webhook = whole.top['external_webhook_url'];
  const hook = whole.top['inbound_call_webhook_url'];
  for (const url of [webhook, hook]) if (typeof url === 'string' && url !== '') await deps.checkUrl?.(url);
  const fallback = await defaultAgent(deps, tenant, whole.top['default_agent']);
  let config = withHook(withChange(agent.config, patch, whole), patch, hook, fallback);
  if (patch.actions?.length === 0)
    config = { ...config, tools: (config.tools ?? []).filter(({ type }) => type !== 'saved') };
  const actions = patch.actions && (await readInline(deps, tenant, patch.actions));
  const faults = deps.checkAgent(config);
  if (faults.length > 0)
    throw invalidRequest(faults.map((fault) => ({ ...fault, param: `agent.${fault.param}` })));
  const main = whole.top['phone_number'];
  const numbers =
    Object.hasOwn(patch.top, 'phone_number') && typeof main === 'string' && main !== ''
      ? await numbersNamed(deps.store, tenant, [main], 'phone_number')
      : [];
  await deps.store.transaction(async (tx) => {
    const at = deps.clock.now();
    if (isNew) await tx.agents.insert({ ...agent, config });
    let kept: AgentConfig = config;
    if (numbers.length > 0) {
      const { number_id: _before, ...rest } = config;
      kept = await attach({ ...deps, store: tx }, { ...agent, config: rest }, typeOf(whole), numbers);
    }
    await tx.agents.update(agent.organizationId, agent.id, kept, at);
    // What is called runs the production version where there is one: this API knows none.
    if (agent.productionVersionId !== null)
      await tx.agents.setProduction(agent.organizationId, agent.id, null, at);
    await keepOwn(tx, agent, whole, at);
    if (Object.hasOwn(patch.top, 'external_webhook_url'))
      await putWebhook(
        { ...deps, store: tx },
        agent,
        typeof webhook === 'string' && webhook !== '' ? webhook : null,
      );
  });
  if (actions) await setActions(deps, tenant, agent.id, actions);
  const phone = (
    await numbersOf(deps.store, tenant, { id: agent.id, config: await configOf(deps, agent) })
  )[0];
  return {
    status: 'ok',
    response: { model_id: agent.id },
    details: { phone: phone?.e164 ?? null, voice: config.voice?.id ?? null },
  };
}

async function configOf({ store }: DialectDeps, { organizationId, id }: Agent): Promise<AgentConfig> {
  const agent = await store.agents.get(organizationId, id);
  if (!agent) throw new AppError({ code: 'agent-unknown', status: 404, message: 'The agent is gone.' });
  return agent.config;
}

/** Who answers when the hook gives no answer. */
async function defaultAgent(deps: DialectDeps, tenant: Tenant, given: unknown): Promise<string | null> {
  if (typeof given !== 'string' || given === '') return null;
  const id = await resolveId(deps, tenant, 'synthflow', 'agent', given);
  if (id !== null && (await deps.store.agents.get(tenant.organizationId, id))) return id;
  const message = 'No agent has this id.';
  throw invalidRequest([{ param: 'default_agent', rule: 'unknown', message }]);
}

function withHook(config: AgentConfig, patch: OwnAgent, hook: unknown, fallback: string | null): AgentConfig {
  if (!['inbound_call_webhook_url', 'default_agent'].some((name) => Object.hasOwn(patch.top, name)))
    return config;
  const { inbound_hook: before, ...rest } = config;
  if (typeof hook !== 'string' || hook === '') return rest;
  const secret = before?.url === hook ? before.secret : undefined;
  return {
    ...rest,
    inbound_hook: {
      ...{ url: hook, format: 'synthflow' },
      ...(fallback === null ? {} : { fallback_agent_id: fallback }),
      ...(secret === undefined ? {} : { secret }),
    },
  };
}

async function listed(deps: DialectDeps, tenant: Tenant, query: Query) {
  const { limit, offset } = offsetPage(query);
  const { agents } = deps.store;
  const [rows, total_records] = await Promise.all([
    agents.list(tenant.organizationId, { limit, offset }),
    agents.count(tenant.organizationId, {}),
  ]);
  const ownOf = await ownAgents(
    deps.store,
    tenant,
    rows.map(({ id }) => id),
  );
  const assistants = await Promise.all(
    rows.map((agent) => shown(deps, tenant, agent, ownOf(agent.id), false)),
  );
  return { status: 'ok', response: { pagination: { total_records, limit, offset }, assistants } };
}

async function shown(
  deps: DialectDeps,
  tenant: Tenant,
  agent: Agent,
  own: OwnAgent,
  includeActions: boolean,
) {
  const actions = includeActions ? await allActions(deps, tenant) : [];
  return showAssistant({
    ...{ agent, own, includeActions, numbers: await numbersOf(deps.store, tenant, agent) },
    actions: actions.filter(({ attached }) => Object.hasOwn(attached, agent.id)).map(({ id }) => id),
  });
}
