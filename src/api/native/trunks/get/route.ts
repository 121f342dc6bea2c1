/** `GET /v1/trunks/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { knownTrunk } from '../../shapes/known.ts';
import { TrunkSchema, trunkView } from '../trunk-view.ts';

export const getTrunk: Operation = (app, deps) => {
  app.get(
    '/v1/trunks/:id',
    {
      schema: {
        operationId: 'getTrunk',
        scope: 'trunks:read',
        summary: 'Read a trunk',
        tags: ['trunks'],
        params: IdParams,
        response: { 200: TrunkSchema },
        errors: ['trunk-unknown'],
      },
    },
    async (request) => {
      const id = await findId(deps, request.tenant, request.params.id, 'trunk');
      const [trunk, health] = await Promise.all([
        knownTrunk(deps, request.tenant, id),
        deps.store.trunkWatches.of([id]),
      ]);
      return trunkView(trunk, health.get(id) ?? null);
    },
  );
};
