/** `PATCH /v1/numbers/{id}` */
import { AppError, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, IdText, findId, readId } from '../../shapes/ids.ts';
import { knownNumber } from '../../shapes/known.ts';
import { lending } from '../lend.ts';
import { Active, numberFields, NumberName, readBindings } from '../number-fields.ts';
import { NumberSchema, numberView } from '../number-view.ts';

const Body = Type.Object(
  {
    name: Type.Optional(NumberName),
    active: Type.Optional(Active),
    ...numberFields,
    assigned_organization_id: Type.Optional(
      Type.Union([IdText, Type.Null()], {
        description:
          'A child organization, which uses it as its own from now on; null takes it back. Agent, reservations and routes go.',
      }),
    ),
  },
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
        errors: [
          'number-unknown',
          'trunk-unknown',
          'agent-unknown',
          'agent-version-unknown',
          'url-refused',
          'organization-unknown',
          'number-lent',
        ],
      },
    },
    async (request) => {
      const { name, active, assigned_organization_id: assigned } = request.body;
      const { tenant } = request;
      const id = await findId(deps, tenant, request.params.id, 'number');
      const childId = assigned && readId(assigned, 'organization', 'assigned_organization_id');
      const number = await deps.store.transaction(async (tx) => {
        const current = await knownNumber({ store: tx }, tenant, id);
        if (current.organizationId !== tenant.organizationId && childId === undefined)
          throw new AppError({
            code: 'number-lent',
            status: 409,
            message: 'This number is lent to another organization. Take it back first.',
          });
        return tx.numbers.update(tenant.organizationId, id, {
          ...(name === undefined ? {} : { name }),
          ...(active === undefined ? {} : { active }),
          ...(await readBindings(
            { ...deps, store: { ...deps.store, ...tx } },
            tenant,
            request.body,
            current.inboundHook,
          )),
          ...(childId === undefined ? {} : await lending(tx, tenant, current, childId || null)),
          updatedAt: deps.clock.now(),
        });
      });
      if (!number) throw notFound('number');
      return numberView(number, tenant.organizationId);
    },
  );
};
