/** `PATCH /v1/memory-stores/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { StoreInstructions, StoreName, StoreSchema, storeView } from '../store-view.ts';

const Body = Type.Object(
  {
    name: Type.Optional(StoreName),
    instructions: Type.Optional(Type.Union([StoreInstructions, Type.Null()])),
  },
  { additionalProperties: false },
);

export const updateMemoryStore: Operation = (app, deps) => {
  app.patch(
    '/v1/memory-stores/:id',
    {
      schema: {
        operationId: 'updateMemoryStore',
        scope: 'contacts:write',
        summary: 'Change a memory store',
        tags: ['memory'],
        params: IdParams,
        body: Body,
        response: { 200: StoreSchema },
        errors: ['memory-store-unknown'],
      },
    },
    async (request) => {
      const { name, instructions } = request.body;
      const store = await deps.store.memories.update(
        request.tenant.organizationId,
        readId(request.params.id, 'memory-store'),
        {
          ...(name === undefined ? {} : { name }),
          ...(instructions === undefined ? {} : { instructions: instructions ?? '' }),
        },
        deps.clock.now(),
      );
      if (!store) throw notFound('memory-store');
      return storeView(store);
    },
  );
};
