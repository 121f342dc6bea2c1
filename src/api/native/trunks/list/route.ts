/** `GET /v1/trunks` */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { TrunkSchema, trunkView } from '../trunk-view.ts';

export const listTrunks: Operation = (app, deps) => {
  app.get(
    '/v1/trunks',
    {
      schema: {
        operationId: 'listTrunks',
        scope: 'trunks:read',
        summary: 'List trunks',
        tags: ['trunks'],
        querystring: PageQuery,
        response: { 200: pageOf(TrunkSchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const rows = await deps.store.trunks.list(organizationId, readPage(request.query));
      const health = await deps.store.trunkWatches.of(rows.map(({ id }) => id));
      return toPage(
        rows,
        request.query.limit,
        (trunk) => trunkView(trunk, health.get(trunk.id) ?? null),
        (trunk) => trunk.id,
      );
    },
  );
};
