/** `POST /v1/calls/{id}/capture`: keeps the packets of a call on the line from now on. */
import { Type } from 'typebox';
import { spellNative } from '#kernel';
import type { Operation } from '../../../native.ts';
import { IdParams, findId } from '../../../shapes/ids.ts';

const Asked = Type.Object({ call_id: Type.String() }, { additionalProperties: false });

export const beginCallCapture: Operation = (app, deps) => {
  app.post(
    '/v1/calls/:id/capture',
    {
      schema: {
        operationId: 'beginCallCapture',
        scope: 'calls:write',
        summary: 'Capture the packets of a call',
        description:
          'Of a call that is dialling, ringing or in progress, from now on: its signalling without credentials and keys, and the headers of RTP and RTCP, never their audio. Asked again it changes nothing. Read it once the call has ended.',
        tags: ['calls'],
        params: IdParams,
        response: { 202: Asked },
        errors: ['call-unknown', 'call-not-in-progress'],
      },
    },
    async (request, reply) => {
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      await deps.calls.beginCapture(request.tenant, id);
      return reply.code(202).send({ call_id: spellNative('call', id) });
    },
  );
};
