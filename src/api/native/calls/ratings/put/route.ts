/** `PUT /v1/calls/{id}/ratings`: somebody's judgement; the same one twice is one. */
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import { AnnotationsSchema, ownCall, readAnnotations, WhoText, WordText } from '../../annotation-view.ts';

const Body = Type.Object({ rating: WordText, by: WhoText }, { additionalProperties: false });

export const rateCall: Operation = (app, deps) => {
  app.put(
    '/v1/calls/:id/ratings',
    {
      schema: {
        operationId: 'rateCall',
        summary: 'Rate a call',
        description: 'A word, a number or an emoji. One person may give several.',
        tags: ['calls'],
        scope: 'calls:write',
        params: IdParams,
        body: Body,
        response: { 200: AnnotationsSchema },
        errors: ['call-unknown'],
      },
    },
    async (request) => {
      const { tenant, body } = request;
      const id = await ownCall(deps, tenant, request.params.id);
      const mark = { kind: 'rating', value: body.rating, by: body.by, at: deps.clock.now() } as const;
      await deps.store.annotations.mark(tenant.organizationId, id, mark);
      return readAnnotations(deps, tenant, id);
    },
  );
};
