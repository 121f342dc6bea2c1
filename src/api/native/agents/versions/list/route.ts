/** `GET /v1/agents/{id}/versions` */
import type { Operation } from '../../../native.ts';
import { IdParams, findId } from '../../../shapes/ids.ts';
import { knownAgent } from '../../../shapes/known.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../../shapes/page.ts';
import { VersionSchema, versionView } from '../../agent-view.ts';

export const listVersions: Operation = (app, deps) => {
  app.get(
    '/v1/agents/:id/versions',
    {
      schema: {
        operationId: 'listAgentVersions',
        scope: 'agents:read',
        summary: 'List versions of an agent',
        tags: ['agents'],
        params: IdParams,
        querystring: PageQuery,
        response: { 200: pageOf(VersionSchema) },
        errors: ['agent-unknown'],
      },
    },
    async (request) => {
      const agent = await knownAgent(
        deps,
        request.tenant,
        await findId(deps, request.tenant, request.params.id, 'agent'),
      );
      const { organizationId } = request.tenant;
      const rows = await deps.store.agents.listVersions(organizationId, agent.id, readPage(request.query));
      return toPage(
        rows,
        request.query.limit,
        (version) => versionView(version, agent),
        (version) => version.id,
      );
    },
  );
};
