/** `GET /v1/erasures/{id}` */
import { notFound, parseId } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { ErasureSchema, erasureView } from '../erasure-view.ts';

export const getErasure: Operation = (app, deps) => {
  app.get(
    '/v1/erasures/:id',
    {
      schema: {
        operationId: 'getErasure',
        summary: 'Read an erasure',
        tags: ['privacy'],
        scope: 'erasures:read',
        params: IdParams,
        response: { 200: ErasureSchema },
        errors: ['erasure-unknown'],
      },
    },
    async (request) => {
      const id = parseId(request.params.id);
      const erasure = id && (await deps.store.erasures.get(request.tenant.organizationId, id));
      if (!erasure) throw notFound('erasure');
      return erasureView(erasure);
    },
  );
};
