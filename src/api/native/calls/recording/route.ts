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
        summary: 'Recording of a call',
        description: 'A WAV, callee left, agent right; its first sample is the answer. `Range` is honoured.',
        tags: ['calls'],
        params: IdParams,
        errors: ['call-unknown', 'recording-unknown', 'recording-not-ready', 'range-not-satisfiable'],
      },
    },
    async (request, reply) => {
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      const path = await deps.calls.recordingPath(request.tenant, id);
      return sendWav(request, reply, path, spellNative('call', id));
    },
  );
};
