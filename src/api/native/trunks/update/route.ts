/** `PATCH /v1/trunks/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import {
  Password,
  settingFields,
  trunkFields,
  TrunkSchema,
  TrunkUri,
  trunkView,
  Username,
} from '../trunk-view.ts';
import { writtenTrunk } from '../written-trunk.ts';

const Body = Type.Object(
  {
    ...Type.Partial(Type.Object(trunkFields)).properties,
    username: Type.Optional(Type.Union([Username, Type.Null()])),
    password: Type.Optional(Type.Union([Password, Type.Null()])),
    uri: TrunkUri,
    ...settingFields,
  },
  { additionalProperties: false },
);

export const updateTrunk: Operation = (app, deps) => {
  app.patch(
    '/v1/trunks/:id',
    {
      schema: {
        operationId: 'updateTrunk',
        scope: 'trunks:write',
        summary: 'Change a trunk',
        description:
          'Fields left out stay; those that are objects are replaced whole. Running calls keep what they began with.',
        tags: ['trunks'],
        params: IdParams,
        body: Body,
        response: { 200: TrunkSchema },
        errors: ['trunk-unknown'],
      },
    },
    async (request) => {
      const { body, tenant } = request;
      const { name, password, concurrency, calls_per_second: callsPerSecond, active } = body;
      const id = await findId(deps, tenant, request.params.id, 'trunk');
      const trunk = await deps.store.transaction(async (tx) => {
        const before = await tx.trunks.lock(tenant.organizationId, id);
        if (!before) throw notFound('trunk');
        return tx.trunks.update(tenant.organizationId, id, {
          ...writtenTrunk(body, before),
          ...(name === undefined ? {} : { name }),
          ...(password === undefined ? {} : { password }),
          ...(concurrency === undefined ? {} : { concurrency }),
          ...(callsPerSecond === undefined ? {} : { callsPerSecond }),
          ...(active === undefined ? {} : { active }),
          updatedAt: deps.clock.now(),
        });
      });
      if (!trunk) throw notFound('trunk');
      return trunkView(trunk, (await deps.store.trunkWatches.of([id])).get(id) ?? null);
    },
  );
};
