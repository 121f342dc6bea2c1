/** `GET /v1/contacts` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { ContactSchema, contactView } from '../contact-view.ts';

export const getContact: Operation = (app, deps) => {
  app.get(
    '/v1/contacts/:id',
    {
      schema: {
        operationId: 'getContact',
        scope: 'contacts:read',
        summary: 'Read a contact',
        tags: ['contacts'],
        params: IdParams,
        response: { 200: ContactSchema },
        errors: ['contact-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const found = await deps.store.contacts.get(organizationId, readId(request.params.id, 'contact'));
      if (!found) throw notFound('contact');
      return contactView(found);
    },
  );
};
