/** Calls: placed, read, listed, announced. */
import type { FastifyInstance, FastifySchema } from 'fastify';
import { preparedCalls, type Agent, type CreateCall, type Tenant } from '#domain';
import { AppError, invalidRequest, notFound, type Millis } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId, withOwnIds } from '../../../ids/stored-aliases.ts';
import { Fields } from '../../shared/fields.ts';
import { readCall } from '../../shared/read-call.ts';
import { ownAgent, timeZoneOf } from '../assistants/own.ts';
import { etaSeconds, queueFacts } from '../eta.ts';
import type { Query } from '../envelope.ts';
import { toCreateCall } from '../map-request.ts';
import { readOf, toCreated } from '../map-response.ts';
import { mayShow, numbersOf } from '../numbers/pool.ts';
import {
  CallBody,
  CallCreated,
  CallParams,
  CallRead,
  CallsQuery,
  NoMedia,
  PrepareBody,
  Prepared,
  TestCallBody,
} from '../schemas.ts';
import { webhookOfCall } from '../webhooks.ts';
import { createCaps } from './caps.ts';
import { itemsOf, listCalls } from './list.ts';
import { prepareInbound, registeredItem } from './prepare.ts';

/** Synthflow's clients repeat a POST by themselves; within this the first result is answered again. */
export const DEDUPE_MS: Millis = 120_000;

const ID_FIELDS = { model_id: 'agent' } as const;

export function callRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const tags = ['calls'];
  const create: FastifySchema = {
    ...{ tags, operationId: 'createCall', summary: 'Place a call', body: CallBody },
    response: { 200: CallCreated },
  };
  const countAttempt = createCaps(deps.clock);
  app.post('/calls', { schema: create }, async (request, reply) => {
    const answer = await deps.dedupe(request, DEDUPE_MS, async (requestKey) => {
      const body = await withOwnIds(deps, request.tenant, 'synthflow', request.body, ID_FIELDS);
      const input = await resolved(deps, request.tenant, toCreateCall(body));
      const organization = await deps.store.organizations.get(request.tenant.organizationId);
      if (organization) countAttempt(request.tenant, organization.callsPerSecond);
      const call = await deps.calls.create(request.tenant, { ...input, requestKey });
      const eta = etaSeconds(await queueFacts(deps, request.tenant, call));
      return { status: 200, body: toCreated(call, eta) };
    });
    return reply.code(answer.status).send(answer.body);
  });
  const list: FastifySchema = {
    ...{ tags, operationId: 'listCalls', summary: 'List calls', querystring: CallsQuery },
    response: { 200: CallRead },
  };
  app.get('/calls', { schema: list }, async ({ tenant, query }) => listCalls(deps, tenant, query as Query));
  const read: FastifySchema = {
    ...{ tags, operationId: 'getCall', summary: 'Read a call', params: CallParams },
    response: { 200: CallRead },
  };
  app.get<{ Params: { callId: string } }>('/calls/:callId', { schema: read }, async ({ tenant, params }) => {
    const registered = await announced(deps, tenant, params.callId);
    if (registered) return readOf(registered);
    const call = await readCall(deps, tenant, 'synthflow', params.callId);
    const [item] = await itemsOf(deps, tenant, [call]);
    return readOf(item!);
  });
  app.post(
    '/prepare_inbound',
    {
      schema: {
        ...{
          tags,
          operationId: 'prepareInbound',
          summary: 'Announce a call that will come in',
          body: PrepareBody,
        },
        description:
          'Then send the INVITE to one of your numbers with the header `X-EI: S.<synthflow_call_id>;`.',
        response: { 200: Prepared },
      },
      config: { scope: 'calls:create' },
    },
    async ({ tenant, body }) => prepareInbound(deps, tenant, body),
  );
  const noMedia = { tags, response: { 503: NoMedia } };
  app.post(
    '/calls/outbound-test-ws-media',
    {
      schema: {
        ...noMedia,
        operationId: 'startTestCall',
        summary: 'Test calls over a WebSocket',
        body: TestCallBody,
      },
      config: { scope: 'calls:create' },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const model = fields.requiredText('modelId');
      fields.finish();
      const id = await resolveId(deps, tenant, 'synthflow', 'agent', model);
      if (id === null || !(await deps.store.agents.get(tenant.organizationId, id)))
        throw notFound('agent', 'modelId');
      return refuseMedia();
    },
  );
  app.get(
    '/calls/outbound-test-ws-media/base-url',
    { schema: { ...noMedia, operationId: 'getTestCallBase', summary: 'Where test calls are' } },
    async () => refuseMedia(),
  );
}

function refuseMedia(): never {
  throw new AppError({
    code: 'ws-media-unavailable',
    status: 503,
    message:
      'Calls over a WebSocket are not offered here. Call a SIP URI (POST /calls with phone "sip:…") to test, or listen to a call at GET /v1/calls/{id}/live.',
  });
}

async function announced(deps: DialectDeps, tenant: Tenant, text: string) {
  const id = await resolveId(deps, tenant, 'synthflow', 'call', text);
  const prepared =
    id && (await preparedCalls(deps.store.dialectData).get(tenant.organizationId, id, deps.clock.now()));
  if (!prepared) return null;
  return registeredItem(prepared, timeZoneOf(await ownAgent(deps.store, tenant, prepared.agentId)));
}

/** The caller number, the agent's zone, and what is told of this call alone. */
async function resolved(deps: DialectDeps, tenant: Tenant, input: CreateCall): Promise<CreateCall> {
  const { store } = deps;
  const agentId = input.agent.kind === 'saved' ? input.agent.agentId : null;
  const agent = agentId && (await store.agents.get(tenant.organizationId, agentId));
  if (input.from !== null) await checkCaller(deps, tenant, input.from, agent);
  const url = input.source.data['external_webhook_url'];
  if (typeof url === 'string') await deps.checkUrl?.(url);
  const own = agentId === null ? null : await ownAgent(store, tenant, agentId);
  const zone = own?.agent['timezone'];
  const isAgents = typeof url === 'string' && own?.top['external_webhook_url'] === url;
  return {
    ...input,
    person:
      input.person.time_zone === undefined && typeof zone === 'string'
        ? { ...input.person, time_zone: zone }
        : input.person,
    ...(typeof url === 'string' && !isAgents ? { webhook: await webhookOfCall(store, tenant, url) } : {}),
  };
}

/** A number may be in the pools of any number of outbound agents, whoever answers it. */
async function checkCaller(
  deps: DialectDeps,
  tenant: Tenant,
  from: string,
  agent: Agent | null,
): Promise<void> {
  const number = await deps.store.numbers.findByE164(tenant.organizationId, from);
  const attached = agent === null ? [] : await numbersOf(deps.store, tenant, agent);
  if (number?.active && mayShow(attached, number.id)) return;
  throw invalidRequest([
    {
      param: 'from_phone_number',
      message: 'Is not a number attached to this agent. Leave it out, or attach the number first.',
      rule: 'number-attached',
    },
  ]);
}
