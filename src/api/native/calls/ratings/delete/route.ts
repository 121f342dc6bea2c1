/** `DELETE /v1/calls/{id}/ratings?rating=…&by=…` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import { ownCall, WhoText, WordText } from '../../annotation-view.ts';

const Query = Type.Object({ rating: WordText, by: WhoText }, { additionalProperties: false });

export const unrateCall: Operation = (app, deps) => {
  app.delete(
    '/v1/calls/:id/ratings',
    {
      schema: {
        operationId: 'unrateCall',
        summary: 'Take a rating back',
        tags: ['calls'],
        scope: 'calls:write',
        params: IdParams,
        querystring: Query,
        errors: ['call-unknown', 'rating-unknown'],
      },
    },
    async (request, reply) => {
      const { tenant, query } = request;
      const id = await ownCall(deps, tenant, request.params.id);
      const mark = { kind: 'rating', value: query.rating, by: query.by } as const;
      if (!(await deps.store.annotations.unmark(tenant.organizationId, id, mark))) throw notFound('rating');
      return reply.code(204).send();
    },
  );
};
