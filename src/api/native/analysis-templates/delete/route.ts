/** `DELETE /v1/analysis-templates/{id}` */
import { AppError, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { agentNames } from '../../shapes/agent-names.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownTemplate } from '../template-view.ts';

export const deleteAnalysisTemplate: Operation = (app, deps) => {
  app.delete(
    '/v1/analysis-templates/:id',
    {
      schema: {
        operationId: 'deleteAnalysisTemplate',
        scope: 'agents:write',
        summary: 'Delete an analysis template',
        description: 'Refused while the working copy or the production version of an agent uses it.',
        tags: ['analysis'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['analysis-template-unknown', 'analysis-template-in-use'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const { id } = await knownTemplate(deps, request.tenant, request.params.id);
      await deps.store.transaction(async (tx) => {
        const using = await tx.analysisTemplates.agentsOf(organizationId, id, { limit: 6 });
        if (using.length > 0)
          throw new AppError({
            code: 'analysis-template-in-use',
            status: 409,
            message: `Agents use this template: ${agentNames(using)}. Take it out of them first.`,
          });
        if (!(await tx.analysisTemplates.remove(organizationId, id))) throw notFound('analysis-template');
      });
      return reply.code(204).send(null);
    },
  );
};
