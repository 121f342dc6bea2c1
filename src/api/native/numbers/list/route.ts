/** `GET /v1/numbers` */
import type { Operation } from '../../native.ts';
import { Type } from 'typebox';
import { findId, IdText } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { NumberSchema, numberView } from '../number-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    agent_id: Type.Optional(IdText),
    trunk_id: Type.Optional(IdText),
    active: Type.Optional(Type.Boolean()),
    unbound: Type.Optional(Type.Boolean({ description: 'True: bound to no agent; false: to one.' })),
    search: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Part of the number or of its name.' }),
    ),
  },
  { additionalProperties: false },
);

export const listNumbers: Operation = (app, deps) => {
  app.get(
    '/v1/numbers',
    {
      schema: {
        operationId: 'listNumbers',
        scope: 'numbers:read',
        summary: 'List numbers',
        tags: ['numbers'],
        querystring: Query,
        response: { 200: pageOf(NumberSchema) },
        errors: ['agent-unknown', 'trunk-unknown'],
      },
    },
    async (request) => {
      const { tenant, query } = request;
      const { agent_id, trunk_id, active, unbound, search, limit } = query;
      const rows = await deps.store.numbers.list(tenant.organizationId, {
        ...readPage(query),
        ...(agent_id === undefined
          ? {}
          : { agentId: await findId(deps, tenant, agent_id, 'agent', 'agent_id') }),
        ...(trunk_id === undefined
          ? {}
          : { trunkId: await findId(deps, tenant, trunk_id, 'trunk', 'trunk_id') }),
        ...(active === undefined ? {} : { active }),
        ...(unbound === undefined ? {} : { unbound }),
        ...(search === undefined ? {} : { search }),
      });
      return toPage(
        rows,
        limit,
        (number) => numberView(number, tenant.organizationId),
        (number) => number.id,
      );
    },
  );
};
