/** Calls: placed, listed, read, and controlled while they run. */
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { Tenant, WebhookEndpoint } from '#domain';
import { parseId, type Millis } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { withOwnIds } from '../../../ids/stored-aliases.ts';
import { isJson } from '../../shared/fields.ts';
import { recordingUrl } from '../../shared/read-call.ts';
import { endpointsOf } from '../agents/endpoint.ts';
import { CommandRate } from '../command-rate.ts';
import { toCommand } from '../control.ts';
import { toCreateCall } from '../map-request.ts';
import { toCall, toCreated } from '../map-response.ts';
import { findCall } from '../room-name.ts';
import {
  CallCreated,
  CallParams,
  CallRead,
  ControlBody,
  ControlTaken,
  ListQuery,
  CallsRead,
  OutboundBody,
} from '../schemas.ts';
import { toCallQuery } from './query.ts';

/** Flireo's own client repeats any request on 5xx, 429 and time-outs; within this the first result is answered again. */
const DEDUPE_MS: Millis = 120_000;

const ID_FIELDS = { agent_id: 'agent', assistant_id: 'agent', number_id: 'number' } as const;

interface OneCall {
  Params: { callId: string };
}

export function serveCalls(app: FastifyInstance, deps: DialectDeps): void {
  const create: FastifySchema = {
    tags: ['calls'],
    operationId: 'createCall',
    summary: 'Place a call',
    scope: 'calls:create',
    body: OutboundBody,
    response: { 200: CallCreated },
  };
  app.post('/calls/outbound', { schema: create }, async (request, reply) => {
    const answer = await deps.dedupe(request, DEDUPE_MS, async (requestKey) => {
      const body = await withOwnIds(deps, request.tenant, 'flireo', request.body, ID_FIELDS);
      const { llmModel } = await deps.models.capabilities(request.tenant.organizationId);
      const engine = { llmModel, checkAgent: deps.checkAgent };
      const input = toCreateCall(body, engine, await overriddenEndpoint(deps, request.tenant, body));
      if (input.webhook) await deps.checkUrl?.(input.webhook.url);
      const call = await deps.calls.create(request.tenant, { ...input, requestKey });
      return { status: 200, body: toCreated(call) };
    });
    return reply.code(answer.status).send(answer.body);
  });
  const list: FastifySchema = {
    tags: ['calls'],
    operationId: 'listCalls',
    summary: 'List calls, the newest first',
    scope: 'calls:read',
    querystring: ListQuery,
    response: { 200: CallsRead },
  };
  app.get('/calls', { schema: list }, async (request) => {
    const { query, limit, offset } = toCallQuery(request.query);
    const { rows, total } = await deps.calls.list(request.tenant, query);
    return {
      calls: rows.map((call) => toCall(call, recordingUrl(deps, call))),
      pagination: { total: total ?? rows.length, limit, offset },
    };
  });
  const control: FastifySchema = {
    tags: ['calls'],
    operationId: 'controlCall',
    summary: 'Control a running call',
    scope: 'calls:write',
    params: CallParams,
    body: ControlBody,
    response: { 200: ControlTaken },
  };
  app.post<OneCall>('/calls/:callId/control', { schema: control }, async (request) => {
    const { id } = await findCall(deps, request.tenant, request.params.callId);
    const command = toCommand(request.body);
    rateOf(deps).take(id);
    await deps.calls.control(request.tenant, id, command);
    return { success: true, message: 'Command sent' };
  });
  const read: FastifySchema = {
    tags: ['calls'],
    operationId: 'getCall',
    summary: 'Read a call',
    scope: 'calls:read',
    params: CallParams,
    response: { 200: CallRead },
  };
  app.get<OneCall>('/calls/:callId', { schema: read }, async (request) => {
    const call = await findCall(deps, request.tenant, request.params.callId);
    return toCall(call, recordingUrl(deps, call));
  });
}

/** That of the saved agent, where an override may change it. */
async function overriddenEndpoint(
  { store }: DialectDeps,
  { organizationId }: Tenant,
  body: unknown,
): Promise<WebhookEndpoint | null> {
  if (!isJson(body) || !isJson(body['assistant_override'] ?? body['assistantOverride'])) return null;
  const text = body['agent_id'] || body['assistant_id'];
  const agentId = typeof text === 'string' ? parseId(text) : null;
  return agentId === null ? null : ((await endpointsOf(store, organizationId, agentId)).get(agentId) ?? null);
}

/** One count an engine, at whatever base it is asked. */
const rates = new WeakMap<DialectDeps['calls'], CommandRate>();

function rateOf({ calls, clock }: DialectDeps): CommandRate {
  const rate = rates.get(calls) ?? new CommandRate(clock);
  rates.set(calls, rate);
  return rate;
}
