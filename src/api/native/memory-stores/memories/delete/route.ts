/** `DELETE /v1/memory-stores/{id}/contacts/{contact}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { MemoryParams } from '../../store-view.ts';

export const deleteMemory: Operation = (app, deps) => {
  app.delete(
    '/v1/memory-stores/:id/contacts/:contact',
    {
      schema: {
        operationId: 'deleteMemory',
        scope: 'contacts:write',
        summary: 'Forget a contact',
        description: 'Detaches it from the store; the contact stays.',
        tags: ['memory'],
        params: MemoryParams,

        response: { 204: Type.Null() },
        errors: ['memory-unknown', 'memory-store-unknown', 'contact-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const storeId = readId(request.params.id, 'memory-store');
      const contactId = readId(request.params.contact, 'contact');
      if (!(await deps.store.memories.forget(organizationId, storeId, contactId))) throw notFound('memory');
      return reply.code(204).send(null);
    },
  );
};
