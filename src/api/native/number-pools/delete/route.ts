/** `DELETE /v1/number-pools/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';

export const deleteNumberPool: Operation = (app, deps) => {
  app.delete(
    '/v1/number-pools/:id',
    {
      schema: {
        operationId: 'deleteNumberPool',
        scope: 'numbers:write',
        summary: 'Delete a number pool',
        description:
          'Its numbers stay. Agents that name it choose their caller number as if they named none.',
        tags: ['numbers'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['number-pool-unknown'],
      },
    },
    async (request, reply) => {
      const id = await findId(deps, request.tenant, request.params.id, 'number-pool');
      if (!(await deps.store.numberPools.remove(request.tenant.organizationId, id)))
        throw notFound('number-pool');
      return reply.code(204).send(null);
    },
  );
};
