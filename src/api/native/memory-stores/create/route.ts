/** `POST /v1/memory-stores` */
import type { MemoryStore } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { StoreInstructions, StoreName, StoreSchema, storeView } from '../store-view.ts';

const Body = Type.Object(
  { name: StoreName, instructions: Type.Optional(StoreInstructions) },
  { additionalProperties: false },
);

export const createMemoryStore: Operation = (app, deps) => {
  app.post(
    '/v1/memory-stores',
    {
      schema: {
        operationId: 'createMemoryStore',
        scope: 'contacts:write',
        summary: 'Create a memory store',
        description: 'Agents that name it in `memory.stores` remember people from call to call.',
        tags: ['memory'],
        body: Body,
        response: { 201: StoreSchema },
      },
    },
    async (request, reply) => {
      const { name, instructions = '' } = request.body;
      const now = deps.clock.now();
      const { organizationId } = request.tenant;
      const store: MemoryStore = {
        ...{ id: deps.ids.next(), organizationId, name, instructions, createdAt: now, updatedAt: now },
      };
      await deps.store.memories.insert(store);
      return reply.code(201).send(storeView(store));
    },
  );
};
