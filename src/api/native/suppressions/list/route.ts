/** `GET /v1/suppressions`: by number. */
import type { Operation } from '../../native.ts';
import { E164_PATTERN } from '../../shapes/addresses.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../../shapes/page.ts';
import { SuppressionSchema, suppressionView } from '../suppression-view.ts';

export const listSuppressions: Operation = (app, deps) => {
  app.get(
    '/v1/suppressions',
    {
      schema: {
        operationId: 'listSuppressions',
        scope: 'suppressions:read',
        summary: 'List suppressed numbers',
        tags: ['suppressions'],
        querystring: PageQuery,
        response: { 200: pageOf(SuppressionSchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? undefined : readCursor(cursor);
      if (after !== undefined && !new RegExp(E164_PATTERN).test(after)) throw badCursor();
      const rows = await deps.store.suppressions.list(request.tenant.organizationId, {
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      });
      return toPage(rows, limit, suppressionView, (row) => row.e164);
    },
  );
};
