/** `GET /v1/number-pools` */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { findId, IdText } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { NumberPoolSchema, poolView } from '../pool-view.ts';

const Query = Type.Object(
  { ...pageQuery, number_id: Type.Optional(IdText) },
  { additionalProperties: false },
);

export const listNumberPools: Operation = (app, deps) => {
  app.get(
    '/v1/number-pools',
    {
      schema: {
        operationId: 'listNumberPools',
        scope: 'numbers:read',
        summary: 'List number pools',
        description: 'All, or those that hold a number.',
        tags: ['numbers'],
        querystring: Query,
        response: { 200: pageOf(NumberPoolSchema) },
        errors: ['number-unknown'],
      },
    },
    async (request) => {
      const { number_id, limit } = request.query;
      const numberId =
        number_id === undefined
          ? undefined
          : await findId(deps, request.tenant, number_id, 'number', 'number_id');
      const { rows } = await deps.store.numberPools.list(request.tenant.organizationId, {
        ...readPage(request.query),
        ...(numberId === undefined ? {} : { numberId }),
      });
      return toPage(rows, limit, poolView, (pool) => pool.id);
    },
  );
};
