/** `GET /v1/calls/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { callView, CallSchema } from '../call-view.ts';

export const getCall: Operation = (app, deps) => {
  app.get(
    '/v1/calls/:id',
    {
      schema: {
        operationId: 'getCall',
        scope: 'calls:read',
        summary: 'Read a call',
        tags: ['calls'],
        params: IdParams,
        response: { 200: CallSchema },
        errors: ['call-unknown'],
      },
    },
    async (request) =>
      callView(
        await deps.calls.get(request.tenant, await findId(deps, request.tenant, request.params.id, 'call')),
      ),
  );
};
