/** `GET /v1/contacts`: newest first. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { ContactSchema, contactView } from '../contact-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    search: Type.Optional(
      Type.String({ maxLength: 200, description: 'Part of a name, a number or an e-mail address.' }),
    ),
  },
  { additionalProperties: false },
);

export const listContacts: Operation = (app, deps) => {
  app.get(
    '/v1/contacts',
    {
      schema: {
        operationId: 'listContacts',
        scope: 'contacts:read',
        summary: 'List contacts',
        tags: ['contacts'],
        querystring: Query,
        response: { 200: pageOf(ContactSchema) },
      },
    },
    async (request) => {
      const { search, limit } = request.query;
      const page = { ...readPage(request.query), ...(search === undefined ? {} : { search }) };
      const rows = await deps.store.contacts.list(request.tenant.organizationId, page);
      return toPage(rows, limit, contactView, (row) => row.id);
    },
  );
};
