/** `DELETE /v1/calls/{id}`: an ended call with its log and recording. */
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';

export const deleteCall: Operation = (app, deps) => {
  app.delete(
    '/v1/calls/:id',
    {
      schema: {
        operationId: 'deleteCall',
        summary: 'Delete a call',
        description: 'Its events, transcript, notes and recording go too. Only a call that has ended.',
        tags: ['calls'],
        scope: 'calls:write',
        params: IdParams,
        errors: ['call-unknown', 'call-not-ended'],
      },
    },
    async (request, reply) => {
      await deps.calls.remove(request.tenant, await findId(deps, request.tenant, request.params.id, 'call'));
      return reply.code(204).send();
    },
  );
};
