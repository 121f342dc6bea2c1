/** `POST /v1/erasures`: forget a person. */
import { randomHex } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { ErasureSchema, erasureView } from '../erasure-view.ts';

const Body = Type.Object(
  {
    phone: Type.String({
      pattern: '^(\\+[1-9]\\d{5,14}|sip:[^\\s\\u0000]{1,180})$',
      description: 'E.164, or the SIP URI that was called.',
      examples: ['+34600111222'],
    }),
  },
  { additionalProperties: false },
);

export const createErasure: Operation = (app, deps) => {
  app.post(
    '/v1/erasures',
    {
      schema: {
        operationId: 'createErasure',
        summary: 'Forget a person',
        description:
          'Everything about whoever has this number: transcripts, recordings, variables, metadata, analyses, texts of events, contact and memory. Calls stay, pseudonymised, with how they ended. Runs by itself; a second request for the same number answers the first while that is open. A suppression stays: the number must not be dialled because somebody was forgotten.',
        tags: ['privacy'],
        scope: 'erasures:write',
        body: Body,
        response: { 202: ErasureSchema },
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const { phone } = request.body;
      // Random, for numbers are few enough to be guessed from any hash of them.
      const id = deps.ids.next();
      const erasure = await deps.store.erasures.request({
        ...{
          id,
          organizationId,
          phone,
          pseudonym: `erased:${randomHex(deps.random, 8)}`,
          state: 'queued',
          calls: 0,
        },
        ...{ detail: null, requestedAt: deps.clock.now(), finishedAt: null },
      });
      return reply.code(202).send(erasureView(erasure));
    },
  );
};
