/** `GET /v1/webhook-deliveries/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { WholeDeliverySchema, wholeDeliveryView } from '../delivery-view.ts';

export const getWebhookDelivery: Operation = (app, deps) => {
  app.get(
    '/v1/webhook-deliveries/:id',
    {
      schema: {
        operationId: 'getWebhookDelivery',
        scope: 'webhooks:read',
        summary: 'Read a webhook delivery',
        description:
          'With the body, and each try: its headers, the answer or why there was none, how long it took.',
        tags: ['webhooks'],
        params: IdParams,
        response: { 200: WholeDeliverySchema },
        errors: ['webhook-delivery-unknown'],
      },
    },
    async (request) => {
      const id = readId(request.params.id, 'webhook-delivery');
      const { webhooks } = deps.store;
      const found = await webhooks.getDelivery(request.tenant.organizationId, id);
      if (!found) throw notFound('webhook-delivery');
      return wholeDeliveryView(found.delivery, found.body, await webhooks.tries(id));
    },
  );
};
