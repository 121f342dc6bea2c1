/** `DELETE /v1/agents/{id}`: with its versions; calls keep what they ran. */
import { AppError, notFound } from '#kernel';
import type { PhoneNumber } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { refuseWhileCampaigns } from '../../campaigns/in-use.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { bindingsOf, unbindAgent } from '../unbind.ts';

/** Numbers that a refusal names. */
const NAMED = 5;

export const deleteAgent: Operation = (app, deps) => {
  app.delete(
    '/v1/agents/:id',
    {
      schema: {
        operationId: 'deleteAgent',
        scope: 'agents:write',
        summary: 'Delete an agent',
        description:
          'With its versions. Accepted calls go on, and those that ended keep what they ran. Refused while a number is bound to it, reserved for it or routed to it, unless `unbind` is true; and while a campaign that is not over has it.',
        tags: ['agents'],
        params: IdParams,
        querystring: Type.Object(
          { unbind: Type.Boolean({ default: false, description: 'Unbinds its numbers.' }) },
          { additionalProperties: false },
        ),
        response: { 204: Type.Null() },
        errors: ['agent-unknown', 'agent-in-use'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const id = await findId(deps, request.tenant, request.params.id, 'agent');
      const now = deps.clock.now();
      await deps.store.transaction(async (tx) => {
        const using = await bindingsOf(tx, organizationId, id);
        if (using.length > 0 && !request.query.unbind) throw inUse(using);
        await refuseWhileCampaigns(tx, organizationId, { agentId: id });
        await unbindAgent(tx, organizationId, id, using, now);
        if (!(await tx.agents.remove(organizationId, id))) throw notFound('agent');
      });
      return reply.code(204).send(null);
    },
  );
};

function inUse(numbers: readonly PhoneNumber[]): AppError {
  const named = numbers.slice(0, NAMED).map(({ e164 }) => e164);
  const more = numbers.length > NAMED ? ` and ${numbers.length - NAMED} more` : '';
  return new AppError({
    code: 'agent-in-use',
    status: 409,
    message: `Numbers use this agent: ${named.join(', ')}${more}. Unbind them, or repeat with ?unbind=true.`,
    extra: { numbers: numbers.length },
  });
}
