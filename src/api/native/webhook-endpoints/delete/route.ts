/** `DELETE /v1/webhook-endpoints/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteWebhookEndpoint: Operation = (app, deps) => {
  app.delete(
    '/v1/webhook-endpoints/:id',
    {
      schema: {
        operationId: 'deleteWebhookEndpoint',
        scope: 'webhooks:write',
        summary: 'Have nothing sent any more',
        description: 'Its deliveries go with it; the events stay.',
        tags: ['webhooks'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['webhook-endpoint-unknown'],
      },
    },
    async (request, reply) => {
      const id = readId(request.params.id, 'webhook-endpoint');
      if (!(await deps.store.webhooks.removeEndpoint(request.tenant.organizationId, id)))
        throw notFound('webhook-endpoint');
      return reply.code(204).send(null);
    },
  );
};
