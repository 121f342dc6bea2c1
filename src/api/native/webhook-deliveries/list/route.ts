/** `GET /v1/webhook-deliveries`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdText, readId } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { DELIVERY_STATES, DeliverySchema, deliveryView } from '../delivery-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    endpoint_id: Type.Optional(IdText),
    call_id: Type.Optional(IdText),
    state: Type.Optional(Type.Enum([...DELIVERY_STATES])),
    type: Type.Optional(Type.String({ maxLength: 80, examples: ['call.ended'] })),
  },
  { additionalProperties: false },
);

export const listWebhookDeliveries: Operation = (app, deps) => {
  app.get(
    '/v1/webhook-deliveries',
    {
      schema: {
        operationId: 'listWebhookDeliveries',
        scope: 'webhooks:read',
        summary: 'List webhook deliveries',
        tags: ['webhooks'],
        querystring: Query,
        response: { 200: pageOf(DeliverySchema) },
        errors: ['webhook-endpoint-unknown', 'call-unknown'],
      },
    },
    async (request) => {
      const { query, tenant } = request;
      const { endpoint_id, call_id, state, type } = query;
      const rows = await deps.store.webhooks.listDeliveries(tenant.organizationId, {
        ...readPage(query),
        ...(endpoint_id !== undefined && {
          endpointId: readId(endpoint_id, 'webhook-endpoint', 'endpoint_id'),
        }),
        ...(call_id !== undefined && { callId: await findId(deps, tenant, call_id, 'call', 'call_id') }),
        ...(state && { state }),
        ...(type !== undefined && { type }),
      });
      return toPage(rows, query.limit, deliveryView, ({ id }) => id);
    },
  );
};
