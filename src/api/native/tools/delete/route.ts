/** `DELETE /v1/tools/{id}` */
import { AppError, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { agentNames } from '../../shapes/agent-names.ts';
import { knownTool } from '../read-tool.ts';

export const deleteTool: Operation = (app, deps) => {
  app.delete(
    '/v1/tools/:id',
    {
      schema: {
        operationId: 'deleteTool',
        scope: 'tools:write',
        summary: 'Delete a tool',
        description:
          'Refused while the working copy or the production version of an agent uses it. Other versions that name it can be called no more.',
        tags: ['tools'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['tool-unknown', 'tool-in-use'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const { id } = await knownTool(deps, request.tenant, request.params.id);
      await deps.store.transaction(async (tx) => {
        const using = await tx.tools.agentsOf(organizationId, id, { limit: 6 });
        if (using.length > 0)
          throw new AppError({
            code: 'tool-in-use',
            status: 409,
            message: `Agents use this tool: ${agentNames(using)}. Take it out of them first.`,
          });
        if (!(await tx.tools.remove(organizationId, id))) throw notFound('tool');
      });
      return reply.code(204).send(null);
    },
  );
};
