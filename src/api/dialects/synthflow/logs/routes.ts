/** `/logs`: what was sent to webhooks, inbound hooks and custom actions, and what they answered. */
import type { Tenant, WebhookDelivery } from '#domain';
import { AppError, notFound, parseId, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { moment, numberedPage, queryText, refused, type Query } from '../envelope.ts';
import { callRequests, MOST_EVENTS } from './call-requests.ts';
import { deliveryEntry, LOG_STATES, LOG_TYPES, showEntry, showWhole, type LogEntry } from './entry.ts';
import { LogParams, LogQuery, Logs, LogsQuery, OneLog } from './schemas.ts';

/** How far back a filtered list of webhooks looks. */
const MOST = 1000;
/** Hooks and actions are looked for in the logs of so many calls, the newest. */
const MOST_CALLS = 50;

export function logRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const tags = ['logs'];
  const config = { scope: 'webhooks:read' } as const;
  app.get(
    '/logs',
    {
      schema: {
        tags,
        operationId: 'listLogs',
        summary: 'List webhook requests',
        querystring: LogsQuery,
        response: { 200: Logs },
      },
      config,
    },
    async ({ tenant, query }) => listed(deps, tenant, query as Query),
  );
  app.get<{ Params: { webhook_log_id: string } }>(
    '/logs/:webhook_log_id',
    {
      schema: {
        ...{ tags, operationId: 'getLog', summary: 'Read a webhook request', params: LogParams },
        ...{ querystring: LogQuery, response: { 200: OneLog } },
      },
      config,
    },
    async ({ tenant, params, query }) => {
      checkWorkspace(query as Query);
      const entry = await entryOf(deps, tenant, params.webhook_log_id);
      if (!entry) throw notFound('webhook-delivery');
      return { status: 'ok', response: showWhole(entry) };
    },
  );
}

function checkWorkspace(query: Query): void {
  if (queryText(query, 'workspace_id') === undefined) throw refused('workspace_id is required.');
}

/** A delivery, or a place in a call's log. */
async function entryOf(deps: DialectDeps, tenant: Tenant, text: string): Promise<LogEntry | null> {
  const [call = '', seq] = text.split('.');
  if (seq !== undefined) {
    const id = parseId(call);
    const all = id === null ? [] : await requestsOf(deps, tenant, id);
    return all.find((entry) => entry.id === `${id}.${seq}`) ?? null;
  }
  const id = await resolveId(deps, tenant, 'synthflow', 'webhook-delivery', text);
  const found = id === null ? null : await deps.store.webhooks.getDelivery(tenant.organizationId, id);
  return found && withTries(deps, tenant, found.delivery, found.body);
}

async function listed(deps: DialectDeps, tenant: Tenant, query: Query) {
  checkWorkspace(query);
  const { limit, offset, page } = numberedPage(query);
  const type = queryText(query, 'webhook_type');
  if (type !== undefined && !LOG_TYPES.some((one) => one === type))
    throw refused(`webhook_type must be one of: ${LOG_TYPES.join(', ')}.`);
  const status = queryText(query, 'status');
  if (status !== undefined && !LOG_STATES.some((one) => one === status))
    throw refused(`status must be one of: ${LOG_STATES.join(', ')}.`);
  const rows = await matching(deps, tenant, query);
  return {
    status: 'ok',
    response: {
      items: rows.slice(offset, offset + limit).map(showEntry),
      ...{ total: rows.length, page_size: limit, page_number: page },
    },
  };
}

async function matching(deps: DialectDeps, tenant: Tenant, query: Query): Promise<readonly LogEntry[]> {
  const [from, to] = [moment(query, 'from_date') ?? 0, moment(query, 'to_date') ?? Infinity];
  const [type, status, method, search = ''] = ['webhook_type', 'status', 'http_method', 'search'].map(
    (name) => queryText(query, name),
  );
  const callText = queryText(query, 'call_id');
  const agentText = queryText(query, 'assistant_id');
  const callId =
    callText === undefined ? undefined : await resolveId(deps, tenant, 'synthflow', 'call', callText);
  const agentId =
    agentText === undefined ? undefined : await resolveId(deps, tenant, 'synthflow', 'agent', agentText);
  if (callId === null || agentId === null) return [];
  const [sent, asked] = await Promise.all([
    type === undefined || type === LOG_TYPES[0] ? deliveries(deps, tenant, callId, agentId) : [],
    type === LOG_TYPES[0] ? [] : askedInCalls(deps, tenant, callId, agentId),
  ]);
  return [...sent, ...asked]
    .filter(
      (entry) =>
        (type === undefined || entry.type === type) &&
        (status === undefined || entry.state === status) &&
        (method === undefined || entry.method === method.toUpperCase()) &&
        entry.at >= from &&
        entry.at < to &&
        [entry.id, entry.callId ?? '', entry.url].some((text) => text.includes(search)),
    )
    .sort((one, other) => other.at - one.at);
}

async function deliveries(
  deps: DialectDeps,
  tenant: Tenant,
  callId: Id | undefined,
  agentId: Id | undefined,
): Promise<readonly LogEntry[]> {
  const found = await deps.store.webhooks.listDeliveries(tenant.organizationId, {
    ...{ limit: MOST, ...(callId === undefined ? {} : { callId }) },
  });
  const entries = await Promise.all(found.map((delivery) => withTries(deps, tenant, delivery)));
  if (agentId === undefined) return entries;
  const rows = await deps.calls.summaries(tenant, { agentId, limit: MOST });
  const ofAgent = new Set<Id | null>(rows.map(({ id }) => id));
  return entries.filter((entry) => entry.agentId === agentId || ofAgent.has(entry.callId));
}

async function askedInCalls(
  deps: DialectDeps,
  tenant: Tenant,
  callId: Id | undefined,
  agentId: Id | undefined,
): Promise<readonly LogEntry[]> {
  const of = agentId === undefined ? {} : { agentId };
  const ids =
    callId === undefined
      ? (await deps.calls.summaries(tenant, { ...of, limit: MOST_CALLS })).map(({ id }) => id)
      : [callId];
  const all = (await Promise.all(ids.map((id) => requestsOf(deps, tenant, id)))).flat();
  return agentId === undefined ? all : all.filter((entry) => entry.agentId === agentId);
}

/** Nobody's where the call is not the tenant's. */
async function requestsOf({ calls }: DialectDeps, tenant: Tenant, id: Id): Promise<readonly LogEntry[]> {
  const call = await calls.get(tenant, id).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'call-unknown') return null;
    throw thrown;
  });
  return call ? callRequests(call, await calls.events(tenant, id, 0, MOST_EVENTS)) : [];
}

async function withTries(
  { store }: DialectDeps,
  tenant: Tenant,
  delivery: WebhookDelivery,
  body: string | null = null,
): Promise<LogEntry> {
  const [endpoint, tries] = await Promise.all([
    store.webhooks.getEndpoint(tenant.organizationId, delivery.endpointId),
    delivery.tries === 0 ? [] : store.webhooks.tries(delivery.id),
  ]);
  return deliveryEntry(delivery, endpoint, tries, body);
}
