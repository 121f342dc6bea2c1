/** `POST /v1/webhook-deliveries/{id}/replay` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { endpointOff } from '../../webhook-endpoints/test/route.ts';
import { DeliverySchema, deliveryView } from '../delivery-view.ts';

export const replayWebhookDelivery: Operation = (app, deps) => {
  app.post(
    '/v1/webhook-deliveries/:id/replay',
    {
      schema: {
        operationId: 'replayWebhookDelivery',
        scope: 'webhooks:write',
        summary: 'Send a webhook again',
        description:
          'The same id and bytes, at once and out of order; tries begin anew. One that is still due stays as it is.',
        tags: ['webhooks'],
        params: IdParams,
        response: { 202: DeliverySchema },
        errors: ['webhook-delivery-unknown', 'webhook-endpoint-off'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'webhook-delivery');
      const { webhooks } = deps.store;
      const before = await webhooks.getDelivery(organizationId, id);
      const endpoint = before && (await webhooks.getEndpoint(organizationId, before.delivery.endpointId));
      if (!endpoint) throw notFound('webhook-delivery');
      if (!endpoint.active) throw endpointOff();
      const delivery = await webhooks.replay(organizationId, id, deps.clock.now());
      if (!delivery) throw notFound('webhook-delivery');
      deps.store.notify('webhooks');
      return reply.code(202).send(deliveryView(delivery));
    },
  );
};
