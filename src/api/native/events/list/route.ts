/** `GET /v1/events`: everything that the outside is told, newest first. */
import { isEventFilter } from '#domain';
import { invalidRequest } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdText } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { EventSchema, eventView } from '../event-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    call_id: Type.Optional(IdText),
    types: Type.Optional(Type.String({ maxLength: 500, description: '`call.*,lead.completed`; by commas.' })),
  },
  { additionalProperties: false },
);

export const listEvents: Operation = (app, deps) => {
  app.get(
    '/v1/events',
    {
      schema: {
        operationId: 'listEvents',
        scope: 'calls:read',
        summary: 'List events of the organization',
        description: 'What webhooks tell, whether or not an endpoint was there. Kept for 90 days.',
        tags: ['webhooks'],
        querystring: Query,
        response: { 200: pageOf(EventSchema) },
        errors: ['call-unknown'],
      },
    },
    async (request) => {
      const { query, tenant } = request;
      const types = query.types?.split(',').map((filter) => filter.trim());
      if (types?.some((filter) => !isEventFilter(filter)))
        throw invalidRequest([
          {
            param: 'types',
            rule: 'event-type',
            message: 'Must be of `*`, `call.*`, `call.ended` …, by commas.',
          },
        ]);
      const rows = await deps.store.webhooks.listEvents(tenant.organizationId, {
        ...readPage(query),
        ...(query.call_id !== undefined && {
          callId: await findId(deps, tenant, query.call_id, 'call', 'call_id'),
        }),
        ...(types && { types }),
      });
      return toPage(rows, query.limit, eventView, ({ id }) => id);
    },
  );
};
