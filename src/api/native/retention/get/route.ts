/** `GET /v1/organization/retention` */
import type { Operation } from '../../native.ts';
import { RetentionSchema, retentionView } from '../retention-view.ts';

export const getRetention: Operation = (app, deps) => {
  app.get(
    '/v1/organization/retention',
    {
      schema: {
        operationId: 'getRetention',
        summary: 'How long things are kept',
        tags: ['privacy'],
        scope: 'organization:read',
        response: { 200: RetentionSchema },
      },
    },
    async (request) => retentionView(await deps.store.forgetting.retention(request.tenant.organizationId)),
  );
};
