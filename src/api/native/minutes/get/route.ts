/** `GET /v1/minutes` */
import type { Operation } from '../../native.ts';
import { minutesOf, MinutesSchema } from '../minutes-view.ts';

export const getMinutes: Operation = (app, deps) => {
  app.get(
    '/v1/minutes',
    {
      schema: {
        operationId: 'getMinutes',
        scope: 'billing:read',
        summary: 'Read the balance of minutes and the use of this month',
        tags: ['minutes'],
        response: { 200: MinutesSchema },
      },
    },
    (request) => minutesOf(deps, request.tenant.organizationId, deps.clock.now()),
  );
};
