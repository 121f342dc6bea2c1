/** `DELETE /v1/agents/{id}`: with its versions; calls keep what they ran. */
import { AppError, notFound } from '#kernel';
import type { PhoneNumber, Repositories } from '#domain';
import { parseId, type Id } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';

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
          'With its versions. Accepted calls go on, and those that ended keep what they ran. Refused while a number is bound to it, reserved for it or routed to it, unless `unbind` is true.',
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
        const using = await numbersOf(tx, organizationId, id);
        if (using.length > 0 && !request.query.unbind) throw inUse(using);
        await tx.numbers.unbindAgent(organizationId, id, now);
        for (const { id: number, routes } of using)
          if (routes?.agents) {
            const { agents: _gone, ...rest } = routes;
            await tx.numbers.update(organizationId, number, {
              routes: Object.keys(rest).length > 0 ? rest : null,
              updatedAt: now,
            });
          }
        if (!(await tx.agents.remove(organizationId, id))) throw notFound('agent');
      });
      return reply.code(204).send(null);
    },
  );
};

/** Bound to it, reserved for it, or routed to it. */
async function numbersOf(
  { numbers }: Pick<Repositories, 'numbers'>,
  organizationId: Id,
  agentId: Id,
): Promise<readonly PhoneNumber[]> {
  const all = await numbers.list(organizationId, { limit: 100_000 });
  return all.filter(
    (number) =>
      number.agentId === agentId ||
      number.reservedForAgents.includes(agentId) ||
      number.routes?.agents?.some(({ agent_id }) => parseId(agent_id) === agentId),
  );
}

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
