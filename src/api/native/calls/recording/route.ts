/** `GET /v1/calls/{id}/recording`: stereo WAV, callee left, agent right; in ranges if asked. */
import { spellNative } from '#kernel';
import { sendWav } from '../../../http/send-wav.ts';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';

export const getCallRecording: Operation = (app, deps) => {
  app.get(
    '/v1/calls/:id/recording',
    {
      schema: {
        operationId: 'getCallRecording',
        scope: 'calls:read',
        summary: 'Recording of a call',
        description: 'A WAV, callee left, agent right; its first sample is the answer. `Range` is honoured.',
        tags: ['calls'],
        params: IdParams,
        errors: [
          'call-unknown',
          'recording-unknown',
          'recording-not-ready',
          'recording-unreachable',
          'range-not-satisfiable',
        ],
      },
    },
    async (request, reply) => {
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      const file = await deps.calls.recording(request.tenant, id);
      return sendWav(request, reply, file, spellNative('call', id));
    },
  );
};
