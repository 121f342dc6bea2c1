/** `GET /v1/simulation-sessions`, `GET /v1/simulation-sessions/{id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { pageOf, PageQuery, readPage, toPage } from '../../shapes/page.ts';
import { SessionSchema, sessionView } from '../run-view.ts';

export const listSimulationSessions: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-sessions',
    {
      schema: {
        operationId: 'listSimulationSessions',
        scope: 'agents:read',
        summary: 'List sessions of simulations',
        description: 'Simulations that were started together, counted.',
        tags: ['simulations'],
        querystring: PageQuery,
        response: { 200: pageOf(SessionSchema) },
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const { rows } = await deps.store.simulations.runs.sessions(organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, sessionView, (row) => row.id);
    },
  );
};

export const getSimulationSession: Operation = (app, deps) => {
  app.get(
    '/v1/simulation-sessions/:id',
    {
      schema: {
        operationId: 'getSimulationSession',
        scope: 'agents:read',
        summary: 'Read a session of simulations',
        tags: ['simulations'],
        params: IdParams,
        response: { 200: SessionSchema },
        errors: ['simulation-session-unknown'],
      },
    },
    async (request) => {
      const id = readId(request.params.id, 'simulation-session');
      const found = await deps.store.simulations.runs.session(request.tenant.organizationId, id);
      if (!found) throw notFound('simulation-session');
      return sessionView(found);
    },
  );
};
