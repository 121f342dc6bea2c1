/** `DELETE /v1/agents/{id}/versions/{version_id}` */
import { AppError, notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { knownVersion, VersionParams } from '../known-version.ts';

export const deleteVersion: Operation = (app, deps) => {
  app.delete(
    '/v1/agents/:id/versions/:version_id',
    {
      schema: {
        operationId: 'deleteAgentVersion',
        scope: 'agents:write',
        summary: 'Delete a version of an agent',
        description: 'Not the production one. Accepted calls go on with it.',
        tags: ['agents'],
        params: VersionParams,
        response: { 204: Type.Null() },
        errors: ['agent-unknown', 'agent-version-unknown', 'agent-version-in-use'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      await deps.store.transaction(async (tx) => {
        const { agent, version } = await knownVersion(
          { ...deps, store: { ...deps.store, ...tx } },
          request.tenant,
          request.params,
        );
        if (agent.productionVersionId === version.id)
          throw new AppError({
            code: 'agent-version-in-use',
            status: 409,
            message: 'This is the production version. Make another one the production version first.',
          });
        if (!(await tx.agents.removeVersion(organizationId, agent.id, version.id)))
          throw notFound('agent-version');
      });
      return reply.code(204).send(null);
    },
  );
};
