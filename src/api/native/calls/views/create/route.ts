/** `POST /v1/calls/{id}/views`: somebody has looked at it. */
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import { AnnotationsSchema, ownCall, readAnnotations, WhoText } from '../../annotation-view.ts';

const Body = Type.Object({ by: WhoText }, { additionalProperties: false });

export const viewCall: Operation = (app, deps) => {
  app.post(
    '/v1/calls/:id/views',
    {
      schema: {
        operationId: 'viewCall',
        summary: 'Note who has looked at a call',
        description: 'The first look of each person counts.',
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
      const mark = { kind: 'view', value: '', by: body.by, at: deps.clock.now() } as const;
      await deps.store.annotations.mark(tenant.organizationId, id, mark);
      return readAnnotations(deps, tenant, id);
    },
  );
};
