/** `DELETE /v1/trunks/{id}` */
import { AppError, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';

const NAMED = 5;

export const deleteTrunk: Operation = (app, deps) => {
  app.delete(
    '/v1/trunks/:id',
    {
      schema: {
        operationId: 'deleteTrunk',
        scope: 'trunks:write',
        summary: 'Delete a trunk',
        description:
          'Running calls go on. Refused while numbers are dialled through it, unless `unbind` is true, which leaves them without a trunk.',
        tags: ['trunks'],
        params: IdParams,
        querystring: Type.Object(
          { unbind: Type.Boolean({ default: false, description: 'Unbinds its numbers.' }) },
          { additionalProperties: false },
        ),
        response: { 204: Type.Null() },
        errors: ['trunk-unknown', 'trunk-in-use'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const trunkId = await findId(deps, request.tenant, request.params.id, 'trunk');
      const now = deps.clock.now();
      await deps.store.transaction(async (tx) => {
        const using = await tx.numbers.list(organizationId, { limit: 100_000, trunkId });
        if (using.length > 0 && !request.query.unbind) {
          const named = using.slice(0, NAMED).map(({ e164 }) => e164);
          throw new AppError({
            code: 'trunk-in-use',
            status: 409,
            message: `Numbers are dialled through this trunk: ${named.join(', ')}${using.length > NAMED ? ` and ${using.length - NAMED} more` : ''}. Give them another, or repeat with ?unbind=true.`,
            extra: { numbers: using.length },
          });
        }
        for (const { id } of using)
          await tx.numbers.update(organizationId, id, { trunkId: null, updatedAt: now });
        if (!(await tx.trunks.remove(organizationId, trunkId))) throw notFound('trunk');
      });
      return reply.code(204).send(null);
    },
  );
};
