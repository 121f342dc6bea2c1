/** `POST /v1/calls/{id}/hangup`: cancels before the answer, ends after it. */
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { callView, CallSchema } from '../call-view.ts';

export const hangUpCall: Operation = (app, deps) => {
  app.post(
    '/v1/calls/:id/hangup',
    {
      schema: {
        operationId: 'hangUpCall',
        scope: 'calls:write',
        summary: 'Hang up',
        description: 'A call not yet answered ends as `canceled`. The answer may still show it ending.',
        tags: ['calls'],
        params: IdParams,
        response: { 200: CallSchema },
        errors: ['call-unknown', 'call-ended'],
      },
    },
    async (request) =>
      callView(
        await deps.calls.hangUp(
          request.tenant,
          await findId(deps, request.tenant, request.params.id, 'call'),
        ),
      ),
  );
};
