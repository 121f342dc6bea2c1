/** `GET /v1/call-tags`: every tag in use. */
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';

/** More tags than people can oversee. */
const MOST = 1_000;

export const listCallTags: Operation = (app, deps) => {
  app.get(
    '/v1/call-tags',
    {
      schema: {
        operationId: 'listCallTags',
        summary: 'Tags in use',
        description: `By name; the first ${MOST}.`,
        tags: ['calls'],
        scope: 'calls:read',
        response: { 200: Type.Object({ data: Type.Array(Type.String()) }, { additionalProperties: false }) },
      },
    },
    async (request) => ({
      data: [...(await deps.store.annotations.values(request.tenant.organizationId, 'tag', MOST))],
    }),
  );
};
