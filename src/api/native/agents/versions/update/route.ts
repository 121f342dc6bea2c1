/** `PATCH /v1/agents/{id}/versions/{version_id}`: what people call it; what it runs is frozen. */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../../native.ts';
import { VersionSchema, versionView } from '../../agent-view.ts';
import { knownVersion, VersionParams } from '../known-version.ts';

export const updateVersion: Operation = (app, deps) => {
  app.patch(
    '/v1/agents/:id/versions/:version_id',
    {
      schema: {
        operationId: 'updateAgentVersion',
        scope: 'agents:write',
        summary: 'Rename a version of an agent',
        description: 'Fields left out stay. What a version runs is never changed.',
        tags: ['agents'],
        params: VersionParams,
        body: Type.Object(
          {
            name: Type.Optional(Type.String({ maxLength: 200 })),
            message: Type.Optional(Type.String({ maxLength: 500 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: VersionSchema },
        errors: ['agent-unknown', 'agent-version-unknown'],
      },
    },
    async (request) => {
      const { agent, version } = await knownVersion(deps, request.tenant, request.params);
      const { organizationId } = request.tenant;
      const changed = await deps.store.agents.updateVersion(organizationId, version.id, request.body);
      if (!changed) throw notFound('agent-version');
      return versionView(changed, agent);
    },
  );
};
