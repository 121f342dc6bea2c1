/** `POST /v1/agents/{id}/versions/{version_id}/restore`: its configuration becomes the working copy again. */
import { maskSecrets } from '#domain';
import { notFound } from '#kernel';
import type { Operation } from '../../../native.ts';
import { AgentSchema, agentView } from '../../agent-view.ts';
import { checkedAgent } from '../../check.ts';
import { knownVersion, VersionParams } from '../known-version.ts';

export const restoreVersion: Operation = (app, deps) => {
  app.post(
    '/v1/agents/:id/versions/:version_id/restore',
    {
      schema: {
        operationId: 'restoreAgentVersion',
        scope: 'agents:write',
        summary: 'Roll the working copy back to a version',
        description:
          'The production version stays as it is; freeze a version, or mark this one, to change what calls run.',
        tags: ['agents'],
        params: VersionParams,
        response: { 200: AgentSchema },
        errors: [
          'agent-unknown',
          'agent-version-unknown',
          'number-unknown',
          'number-pool-unknown',
          'tool-unknown',
          'analysis-template-unknown',
        ],
      },
    },
    async (request) => {
      const { agent, version } = await knownVersion(deps, request.tenant, request.params);
      const config = await checkedAgent(
        deps,
        request.tenant,
        maskSecrets(version.config),
        '',
        version.config,
      );
      const { organizationId } = request.tenant;
      const restored = await deps.store.agents.update(organizationId, agent.id, config, deps.clock.now());
      if (!restored) throw notFound('agent');
      return agentView(restored);
    },
  );
};
