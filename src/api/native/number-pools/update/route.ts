/** `PATCH /v1/number-pools/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownPool, Members, NumberPoolSchema, poolFields, poolView, readMembers } from '../pool-view.ts';

const Body = Type.Object(
  {
    name: Type.Optional(poolFields.name),
    rule: Type.Optional(poolFields.rule),
    members: Type.Optional(Members),
  },
  { additionalProperties: false },
);

export const updateNumberPool: Operation = (app, deps) => {
  app.patch(
    '/v1/number-pools/:id',
    {
      schema: {
        operationId: 'updateNumberPool',
        scope: 'numbers:write',
        summary: 'Change a number pool',
        description:
          'Fields left out stay; `members` replace the former ones. In effect from the next dialling on.',
        tags: ['numbers'],
        params: IdParams,
        body: Body,
        response: { 200: NumberPoolSchema },
        errors: ['number-pool-unknown', 'number-unknown'],
      },
    },
    async (request) => {
      const { members, ...rest } = request.body;
      const { id } = await knownPool(deps, request.tenant, request.params.id);
      const pool = await deps.store.numberPools.update(request.tenant.organizationId, id, {
        ...rest,
        ...(members === undefined ? {} : { members: await readMembers(deps, request.tenant, members) }),
        updatedAt: deps.clock.now(),
      });
      if (!pool) throw notFound('number-pool');
      return poolView(pool);
    },
  );
};
