/** `PATCH /v1/trunks/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { Password, trunkFields, TrunkSchema, trunkView, Username } from '../trunk-view.ts';

const Body = Type.Object(
  {
    ...Type.Partial(Type.Object(trunkFields)).properties,
    username: Type.Optional(Type.Union([Username, Type.Null()])),
    password: Type.Optional(Type.Union([Password, Type.Null()])),
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
        description: 'Fields left out stay. Running calls keep what they began with.',
        tags: ['trunks'],
        params: IdParams,
        body: Body,
        response: { 200: TrunkSchema },
        errors: ['trunk-unknown'],
      },
    },
    async (request) => {
      const { calls_per_second, ...rest } = request.body;
      const trunk = await deps.store.trunks.update(
        request.tenant.organizationId,
        await findId(deps, request.tenant, request.params.id, 'trunk'),
        {
          ...rest,
          ...(calls_per_second === undefined ? {} : { callsPerSecond: calls_per_second }),
          updatedAt: deps.clock.now(),
        },
      );
      if (!trunk) throw notFound('trunk');
      return trunkView(trunk);
    },
  );
};
