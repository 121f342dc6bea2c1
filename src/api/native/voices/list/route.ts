/** `GET /v1/voices`: what agents can speak with here. */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { pageOf } from '../../shapes/page.ts';

const VoiceSchema = Type.Object(
  { provider: Type.String(), id: Type.String(), languages: Type.Array(Type.String()) },
  { additionalProperties: false },
);

export const listVoices: Operation = (app, deps) => {
  app.get(
    '/v1/voices',
    {
      schema: {
        operationId: 'listVoices',
        summary: 'List voices',
        tags: ['voices'],
        response: { 200: pageOf(VoiceSchema) },
      },
    },
    async () => ({
      data: deps.capabilities.voices.map(({ provider, id, languages }) => ({
        provider,
        id,
        languages: [...languages],
      })),
      has_more: false,
      next_cursor: null,
    }),
  );
};
