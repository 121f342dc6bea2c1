/** `GET /v1/events/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { EventSchema, eventView } from '../event-view.ts';

export const getEvent: Operation = (app, deps) => {
  app.get(
    '/v1/events/:id',
    {
      schema: {
        operationId: 'getEvent',
        scope: 'calls:read',
        summary: 'Read an event',
        tags: ['webhooks'],
        params: IdParams,
        response: { 200: EventSchema },
        errors: ['event-unknown'],
      },
    },
    async (request) => {
      const id = readId(request.params.id, 'event');
      const event = await deps.store.webhooks.getEvent(request.tenant.organizationId, id);
      if (!event) throw notFound('event');
      return eventView(event);
    },
  );
};
