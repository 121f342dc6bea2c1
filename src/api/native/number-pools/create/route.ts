/** `POST /v1/number-pools` */
import type { NumberPool } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { Members, NumberPoolSchema, poolFields, poolView, readMembers } from '../pool-view.ts';

const Body = Type.Object({ ...poolFields, members: Members }, { additionalProperties: false });

export const createNumberPool: Operation = (app, deps) => {
  app.post(
    '/v1/number-pools',
    {
      schema: {
        operationId: 'createNumberPool',
        scope: 'numbers:write',
        summary: 'Create a number pool',
        description: 'Agents that name it in `number_pool_id` show one of its numbers, chosen by its rule.',
        tags: ['numbers'],
        body: Body,
        response: { 201: NumberPoolSchema },
        errors: ['number-unknown'],
      },
    },
    async (request, reply) => {
      const { name, rule, members } = request.body;
      const now = deps.clock.now();
      const pool: NumberPool = {
        id: deps.ids.next(),
        organizationId: request.tenant.organizationId,
        name,
        rule,
        members: await readMembers(deps, request.tenant, members),
        createdAt: now,
        updatedAt: now,
      };
      await deps.store.numberPools.insert(pool);
      return reply.code(201).send(poolView(pool));
    },
  );
};
