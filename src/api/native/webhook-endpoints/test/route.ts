/** `POST /v1/webhook-endpoints/{id}/test` */
import { PING } from '#domain';
import { AppError, notFound, spellNative } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { DeliverySchema, deliveryView } from '../../webhook-deliveries/delivery-view.ts';

export const testWebhookEndpoint: Operation = (app, deps) => {
  app.post(
    '/v1/webhook-endpoints/:id/test',
    {
      schema: {
        operationId: 'testWebhookEndpoint',
        scope: 'webhooks:write',
        summary: 'Send a test event',
        description: '`webhook-endpoint.ping`, signed like every other; the delivery tells what came of it.',
        tags: ['webhooks'],
        params: IdParams,
        response: { 202: DeliverySchema },
        errors: ['webhook-endpoint-unknown', 'webhook-endpoint-off'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'webhook-endpoint');
      const { webhooks } = deps.store;
      const endpoint = await webhooks.getEndpoint(organizationId, id);
      if (!endpoint) throw notFound('webhook-endpoint');
      if (!endpoint.active) throw endpointOff();
      const at = deps.clock.now();
      const subject = spellNative('hook', id);
      const nobody = { callId: null, agentId: null };
      const deliveryId = await webhooks.emitTo(id, {
        organizationId,
        type: PING,
        at,
        ...nobody,
        subject,
        data: {},
      });
      deps.store.notify('webhooks');
      const made = await webhooks.getDelivery(organizationId, deliveryId);
      if (!made) throw notFound('webhook-endpoint');
      return reply.code(202).send(deliveryView(made.delivery));
    },
  );
};

export function endpointOff(): AppError {
  return new AppError({
    code: 'webhook-endpoint-off',
    status: 409,
    message: 'This endpoint is switched off. Switch it on with PATCH and `active: true`.',
  });
}
