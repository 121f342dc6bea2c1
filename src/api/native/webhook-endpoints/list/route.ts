/** `GET /v1/webhook-endpoints`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdText } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { EndpointSchema, endpointView } from '../endpoint-view.ts';

const Query = Type.Object({ ...pageQuery, agent_id: Type.Optional(IdText) }, { additionalProperties: false });

export const listWebhookEndpoints: Operation = (app, deps) => {
  app.get(
    '/v1/webhook-endpoints',
    {
      schema: {
        operationId: 'listWebhookEndpoints',
        scope: 'webhooks:read',
        summary: 'List webhook endpoints',
        description: 'Those that came with a single call are left out.',
        tags: ['webhooks'],
        querystring: Query,
        response: { 200: pageOf(EndpointSchema) },
      },
    },
    async (request) => {
      const { query, tenant } = request;
      const rows = await deps.store.webhooks.listEndpoints(tenant.organizationId, {
        ...readPage(query),
        ...(query.agent_id !== undefined && {
          agentId: await findId(deps, tenant, query.agent_id, 'agent', 'agent_id'),
        }),
      });
      return toPage(rows, query.limit, endpointView, ({ id }) => id);
    },
  );
};
