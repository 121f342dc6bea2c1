/** `DELETE /v1/memory-stores/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';

export const deleteMemoryStore: Operation = (app, deps) => {
  app.delete(
    '/v1/memory-stores/:id',
    {
      schema: {
        operationId: 'deleteMemoryStore',
        scope: 'contacts:write',
        summary: 'Delete a memory store',
        description: 'With everything in it. Agents that name it go on without it.',
        tags: ['memory'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['memory-store-unknown'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const gone = await deps.store.memories.remove(
        organizationId,
        readId(request.params.id, 'memory-store'),
      );
      if (!gone) throw notFound('memory-store');
      return reply.code(204).send(null);
    },
  );
};
