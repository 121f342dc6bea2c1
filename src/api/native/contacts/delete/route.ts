/** `DELETE /v1/contacts/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteContact: Operation = (app, deps) => {
  app.delete(
    '/v1/contacts/:id',
    {
      schema: {
        operationId: 'deleteContact',
        scope: 'contacts:write',
        summary: 'Delete a contact',
        description: 'With what is remembered of it; its calls stay.',
        tags: ['contacts'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['contact-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const gone = await deps.store.contacts.remove(organizationId, readId(request.params.id, 'contact'));
      if (!gone) throw notFound('contact');
      return reply.code(204).send(null);
    },
  );
};
