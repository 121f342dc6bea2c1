/** `GET /v1/agents/{id}/versions/{version_id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { IdText, findId } from '../../../shapes/ids.ts';
import { knownAgent } from '../../../shapes/known.ts';
import { VersionSchema, versionView } from '../../agent-view.ts';

export const getVersion: Operation = (app, deps) => {
  app.get(
    '/v1/agents/:id/versions/:version_id',
    {
      schema: {
        operationId: 'getAgentVersion',
        scope: 'agents:read',
        summary: 'Read a version of an agent',
        tags: ['agents'],
        params: Type.Object({ id: IdText, version_id: IdText }),
        response: { 200: VersionSchema },
        errors: ['agent-unknown', 'agent-version-unknown'],
      },
    },
    async (request) => {
      const agent = await knownAgent(
        deps,
        request.tenant,
        await findId(deps, request.tenant, request.params.id, 'agent'),
      );
      const id = await findId(deps, request.tenant, request.params.version_id, 'agent-version');
      const version = await deps.store.agents.getVersion(request.tenant.organizationId, agent.id, id);
      if (!version) throw notFound('agent-version');
      return versionView(version, agent);
    },
  );
};
