/** `/logs`: what was sent to webhooks, and what they answered. Hooks and tools of a call stand in its own log. */
import type { DeliveryTry, Tenant, WebhookDelivery, WebhookEndpoint } from '#domain';
import { notFound, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { moment, numberedPage, queryText, refused, type Query } from '../envelope.ts';
import { LogParams, LogQuery, Logs, LogsQuery, OneLog } from './schemas.ts';

/** How far back a filtered list looks. */
const MOST = 1000;
const TYPES = ['external_webhook', 'inbound_webhook', 'custom_action'];
const STATES: Readonly<Record<WebhookDelivery['state'], string>> = {
  ...{ due: 'pending', delivered: 'success', dead: 'failed', skipped: 'success' },
};

interface Row {
  readonly delivery: WebhookDelivery;
  readonly endpoint: WebhookEndpoint | null;
  readonly tries: readonly DeliveryTry[];
}

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
      const id = await resolveId(deps, tenant, 'synthflow', 'webhook-delivery', params.webhook_log_id);
      const found = id === null ? null : await deps.store.webhooks.getDelivery(tenant.organizationId, id);
      if (!found) throw notFound('webhook-delivery');
      const row = await rowOf(deps, tenant, found.delivery);
      const last = row.tries.at(-1);
      return {
        status: 'ok',
        response: {
          ...itemOf(row),
          call_id: found.delivery.callId,
          webhook_type: 'external_webhook',
          request_headers: last?.requestHeaders ?? {},
          request_payload: readJson(found.body),
          response_headers: {},
          response_payload: last?.answer ?? null,
          error_message: last?.error ?? null,
          attempt_number: last?.number ?? found.delivery.tries,
          duration_ms: last?.durationMs ?? 0,
        },
      };
    },
  );
}

function checkWorkspace(query: Query): void {
  if (queryText(query, 'workspace_id') === undefined) throw refused('workspace_id is required.');
}

async function listed(deps: DialectDeps, tenant: Tenant, query: Query) {
  checkWorkspace(query);
  const { limit, offset, page } = numberedPage(query);
  const type = queryText(query, 'webhook_type');
  if (type !== undefined && !TYPES.includes(type))
    throw refused(`webhook_type must be one of: ${TYPES.join(', ')}.`);
  const status = queryText(query, 'status');
  const states = Object.entries(STATES).filter(([, word]) => word === status);
  if (status !== undefined && states.length === 0)
    throw refused('status must be one of: pending, success, failed.');
  const rows = type === undefined || type === TYPES[0] ? await matching(deps, tenant, query) : [];
  return {
    status: 'ok',
    response: {
      items: rows.slice(offset, offset + limit).map(itemOf),
      ...{ total: rows.length, page_size: limit, page_number: page },
    },
  };
}

async function matching(deps: DialectDeps, tenant: Tenant, query: Query): Promise<readonly Row[]> {
  const [from, to] = [moment(query, 'from_date') ?? 0, moment(query, 'to_date') ?? Infinity];
  const [status, method, search = ''] = ['status', 'http_method', 'search'].map((name) =>
    queryText(query, name),
  );
  if (method !== undefined && method.toUpperCase() !== 'POST') return [];
  const callText = queryText(query, 'call_id');
  const agentText = queryText(query, 'assistant_id');
  const callId =
    callText === undefined ? undefined : await resolveId(deps, tenant, 'synthflow', 'call', callText);
  const agentId =
    agentText === undefined ? undefined : await resolveId(deps, tenant, 'synthflow', 'agent', agentText);
  if (callId === null || agentId === null) return [];
  const found = await deps.store.webhooks.listDeliveries(tenant.organizationId, {
    ...{ limit: MOST, ...(callId === undefined ? {} : { callId }) },
  });
  const wanted = found.filter(
    ({ createdAt, state }) =>
      createdAt >= from && createdAt < to && (status === undefined || STATES[state] === status),
  );
  const rows = await Promise.all(wanted.map((delivery) => rowOf(deps, tenant, delivery)));
  const ofAgent = agentId === undefined ? null : await callsOf(deps, tenant, agentId);
  return rows.filter(
    ({ delivery, endpoint }) =>
      (ofAgent === null || endpoint?.agentId === agentId || ofAgent.has(delivery.callId)) &&
      [delivery.id, delivery.callId ?? '', endpoint?.url ?? ''].some((text) => text.includes(search)),
  );
}

async function callsOf({ calls }: DialectDeps, tenant: Tenant, agentId: Id): Promise<ReadonlySet<Id | null>> {
  const rows = await calls.summaries(tenant, { agentId, limit: MOST });
  return new Set(rows.map(({ id }) => id));
}

async function rowOf({ store }: DialectDeps, tenant: Tenant, delivery: WebhookDelivery): Promise<Row> {
  const [endpoint, tries] = await Promise.all([
    store.webhooks.getEndpoint(tenant.organizationId, delivery.endpointId),
    delivery.tries === 0 ? [] : store.webhooks.tries(delivery.id),
  ]);
  return { delivery, endpoint, tries };
}

function itemOf({ delivery, endpoint, tries }: Row) {
  const last = tries.at(-1);
  return {
    request_timestamp: new Date(last?.at ?? delivery.createdAt).toISOString(),
    webhook_log_id: delivery.id,
    model_id: endpoint?.agentId ?? null,
    status: STATES[delivery.state],
    webhook_url: last?.url ?? endpoint?.url ?? '',
    response_status_code: last?.status ?? null,
    http_method: 'POST',
  };
}

function readJson(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
