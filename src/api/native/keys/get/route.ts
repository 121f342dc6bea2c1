/** `GET /v1/keys/{id}` */
import { accessOf } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { KeySchema, keyView, knownKey } from '../key-view.ts';

export const getApiKey: Operation = (app, deps) => {
  app.get(
    '/v1/keys/:id',
    {
      schema: {
        operationId: 'getKey',
        scope: 'keys:read',
        summary: 'Read an API key',
        tags: ['keys'],
        params: IdParams,
        response: { 200: KeySchema },
        errors: ['key-unknown'],
      },
    },
    async (request) => keyView(await knownKey(deps, accessOf(request), request.params.id)),
  );
};
