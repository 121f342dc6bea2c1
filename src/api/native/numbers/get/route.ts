/** `GET /v1/numbers/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { knownNumber } from '../../shapes/known.ts';
import { NumberSchema, numberView } from '../number-view.ts';

export const getNumber: Operation = (app, deps) => {
  app.get(
    '/v1/numbers/:id',
    {
      schema: {
        operationId: 'getNumber',
        scope: 'numbers:read',
        summary: 'Read a number',
        tags: ['numbers'],
        params: IdParams,
        response: { 200: NumberSchema },
        errors: ['number-unknown'],
      },
    },
    async (request) => {
      const id = await findId(deps, request.tenant, request.params.id, 'number');
      const number = await knownNumber(deps, request.tenant, id);
      return numberView(number, request.tenant.organizationId);
    },
  );
};
