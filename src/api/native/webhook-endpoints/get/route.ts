/** `GET /v1/webhook-endpoints/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { EndpointSchema, endpointView } from '../endpoint-view.ts';

export const getWebhookEndpoint: Operation = (app, deps) => {
  app.get(
    '/v1/webhook-endpoints/:id',
    {
      schema: {
        operationId: 'getWebhookEndpoint',
        scope: 'webhooks:read',
        summary: 'Read a webhook endpoint',
        tags: ['webhooks'],
        params: IdParams,
        response: { 200: EndpointSchema },
        errors: ['webhook-endpoint-unknown'],
      },
    },
    async (request) => {
      const id = readId(request.params.id, 'webhook-endpoint');
      const endpoint = await deps.store.webhooks.getEndpoint(request.tenant.organizationId, id);
      if (!endpoint) throw notFound('webhook-endpoint');
      return endpointView(endpoint);
    },
  );
};
