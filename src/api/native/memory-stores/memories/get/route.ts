/** `GET /v1/memory-stores/{id}/contacts/{contact}` */
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { MemoryParams, MemorySchema, memoryView } from '../../store-view.ts';

export const getMemory: Operation = (app, deps) => {
  app.get(
    '/v1/memory-stores/:id/contacts/:contact',
    {
      schema: {
        operationId: 'getMemory',
        scope: 'contacts:read',
        summary: 'Read what is remembered of a contact',

        tags: ['memory'],
        params: MemoryParams,

        response: { 200: MemorySchema },
        errors: ['memory-unknown', 'memory-store-unknown', 'contact-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const storeId = readId(request.params.id, 'memory-store');
      const contactId = readId(request.params.contact, 'contact');
      const memory = await deps.store.memories.recall(organizationId, storeId, contactId);
      if (!memory) throw notFound('memory');
      return memoryView(memory);
    },
  );
};
