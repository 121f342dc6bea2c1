/** `DELETE /v1/numbers/{id}` */
import { AppError, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { refuseWhileCampaigns } from '../../campaigns/in-use.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { knownNumber } from '../../shapes/known.ts';

export const deleteNumber: Operation = (app, deps) => {
  app.delete(
    '/v1/numbers/:id',
    {
      schema: {
        operationId: 'deleteNumber',
        scope: 'numbers:write',
        summary: 'Delete a number',
        description:
          'It leaves its pools. Refused while a campaign that is not over dials from it. Calls keep the number that they showed; those that wait for it choose another or are denied.',
        tags: ['numbers'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['number-unknown', 'number-in-use', 'number-lent'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = await findId(deps, request.tenant, request.params.id, 'number');
      await deps.store.transaction(async (tx) => {
        const number = await knownNumber({ store: tx }, request.tenant, id);
        const organization = await tx.organizations.get(organizationId);
        if (number.ownerOrganizationId !== null && number.ownerOrganizationId !== organizationId)
          throw new AppError({
            code: 'number-lent',
            status: 409,
            message: 'This number is lent to your organization; only its owner may delete it.',
          });
        const why =
          organization?.defaultNumberId === id
            ? 'It is the default caller number of your organization. Choose another default first.'
            : number.ownerOrganizationId === organizationId
              ? 'It is lent to another organization. Take it back first: assigned_organization_id null.'
              : null;
        if (why !== null) throw new AppError({ code: 'number-in-use', status: 409, message: why });
        await refuseWhileCampaigns(tx, organizationId, { numberId: id });
        if (!(await tx.numbers.remove(organizationId, id))) throw notFound('number');
      });
      return reply.code(204).send(null);
    },
  );
};
