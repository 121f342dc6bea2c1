/** `GET /v1/calls/{id}/annotations`: everything that people wrote on a call. */
import type { Operation } from '../../../native.ts';
import { IdParams } from '../../../shapes/ids.ts';
import { AnnotationsSchema, ownCall, readAnnotations } from '../../annotation-view.ts';

export const getCallAnnotations: Operation = (app, deps) => {
  app.get(
    '/v1/calls/:id/annotations',
    {
      schema: {
        operationId: 'getCallAnnotations',
        summary: 'Notes, tags, labels, ratings and views of a call',
        tags: ['calls'],
        scope: 'calls:read',
        params: IdParams,
        response: { 200: AnnotationsSchema },
        errors: ['call-unknown'],
      },
    },
    async (request) =>
      readAnnotations(deps, request.tenant, await ownCall(deps, request.tenant, request.params.id)),
  );
};
