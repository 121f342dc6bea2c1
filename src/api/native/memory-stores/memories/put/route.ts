/** `PUT /v1/memory-stores/{id}/contacts/{contact}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { readId } from '../../../shapes/ids.ts';
import { Facts, MemoryData, MemoryParams, MemorySchema, memoryView } from '../../store-view.ts';

export const putMemory: Operation = (app, deps) => {
  app.put(
    '/v1/memory-stores/:id/contacts/:contact',
    {
      schema: {
        operationId: 'putMemory',
        scope: 'contacts:write',
        summary: 'Write what is remembered of a contact',
        description: 'Attaches the contact. What is left out stays as it is.',
        tags: ['memory'],
        params: MemoryParams,
        body: Type.Object(
          { facts: Type.Optional(Facts), data: Type.Optional(MemoryData) },
          { additionalProperties: false },
        ),
        response: { 200: MemorySchema },
        errors: ['memory-unknown', 'memory-store-unknown', 'contact-unknown'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const storeId = readId(request.params.id, 'memory-store');
      const contactId = readId(request.params.contact, 'contact');
      const { facts, data } = request.body;
      const memory = await deps.store.memories.keep(organizationId, {
        ...{ storeId, contactId, callId: null, updatedAt: deps.clock.now() },
        ...(facts === undefined ? {} : { facts }),
        ...(data === undefined ? {} : { data }),
      });
      if (memory) return memoryView(memory);
      throw notFound((await deps.store.memories.get(organizationId, storeId)) ? 'contact' : 'memory-store');
    },
  );
};
