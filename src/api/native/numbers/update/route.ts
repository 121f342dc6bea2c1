/** `PATCH /v1/numbers/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { Active, numberFields, NumberName, readBindings } from '../number-fields.ts';
import { NumberSchema, numberView } from '../number-view.ts';

const Body = Type.Object(
  { name: Type.Optional(NumberName), active: Type.Optional(Active), ...numberFields },
  { additionalProperties: false },
);

export const updateNumber: Operation = (app, deps) => {
  app.patch(
    '/v1/numbers/:id',
    {
      schema: {
        operationId: 'updateNumber',
        scope: 'numbers:write',
        summary: 'Change a number',
        description: 'Fields left out stay; null unbinds.',
        tags: ['numbers'],
        params: IdParams,
        body: Body,
        response: { 200: NumberSchema },
        errors: ['number-unknown', 'trunk-unknown', 'agent-unknown'],
      },
    },
    async (request) => {
      const { name, active } = request.body;
      const number = await deps.store.numbers.update(
        request.tenant.organizationId,
        await findId(deps, request.tenant, request.params.id, 'number'),
        {
          ...(name === undefined ? {} : { name }),
          ...(active === undefined ? {} : { active }),
          ...(await readBindings(deps, request.tenant, request.body)),
          updatedAt: deps.clock.now(),
        },
      );
      if (!number) throw notFound('number');
      return numberView(number);
    },
  );
};
