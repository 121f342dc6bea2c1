/** `GET /v1/number-pools/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownPool, NumberPoolSchema, poolView } from '../pool-view.ts';

export const getNumberPool: Operation = (app, deps) => {
  app.get(
    '/v1/number-pools/:id',
    {
      schema: {
        operationId: 'getNumberPool',
        scope: 'numbers:read',
        summary: 'Read a number pool',
        tags: ['numbers'],
        params: IdParams,
        response: { 200: NumberPoolSchema },
        errors: ['number-pool-unknown'],
      },
    },
    async (request) => poolView(await knownPool(deps, request.tenant, request.params.id)),
  );
};
