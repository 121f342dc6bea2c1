/** `GET /v1/calls/{id}/transcript`: JSON, plain text or WebVTT. */
import { spellNative } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { CallSchema, callView } from '../call-view.ts';
import { transcriptText, transcriptVtt } from './formats.ts';

const Query = Type.Object(
  { format: Type.Enum(['json', 'text', 'vtt'], { default: 'json' }) },
  { additionalProperties: false },
);

const Transcript = Type.Object(
  { call_id: Type.String(), status: CallSchema.properties.status, turns: CallSchema.properties.turns },
  { additionalProperties: false },
);

export const getCallTranscript: Operation = (app, deps) => {
  app.get(
    '/v1/calls/:id/transcript',
    {
      schema: {
        operationId: 'getCallTranscript',
        summary: 'Transcript of a call',
        description: 'Who said what, heard to the word; of a running call as far as it is committed.',
        tags: ['calls'],
        scope: 'calls:read',
        params: IdParams,
        querystring: Query,
        response: { 200: Transcript },
        errors: ['call-unknown'],
      },
    },
    async (request, reply) => {
      const id = await findId(deps, request.tenant, request.params.id, 'call');
      const call = await deps.calls.get(request.tenant, id);
      const { format } = request.query;
      if (format === 'json')
        return { call_id: spellNative('call', id), status: call.status, turns: callView(call).turns };
      const [type, text] =
        format === 'vtt'
          ? ['text/vtt', transcriptVtt(call.turns)]
          : ['text/plain', transcriptText(call.turns)];
      return reply
        .type(`${type}; charset=utf-8`)
        .serializer((body: unknown) => String(body))
        .send(text as never);
    },
  );
};
