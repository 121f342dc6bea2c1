/** `GET /v1/calls`: filtered, sorted, searched; by cursor at any depth. */
import type { Operation } from '../../native.ts';
import { findId } from '../../shapes/ids.ts';
import { pageOf, toPage } from '../../shapes/page.ts';
import { callSummary, CallSummarySchema } from '../call-summary.ts';
import { CallListQuery, cursorText, readCallQuery } from './query.ts';

export const listCalls: Operation = (app, deps) => {
  app.get(
    '/v1/calls',
    {
      schema: {
        operationId: 'listCalls',
        scope: 'calls:read',
        summary: 'List calls',
        description: 'All filters that are given must hold. Rows leave out what was said; `q` searches it.',
        tags: ['calls'],
        querystring: CallListQuery,
        response: { 200: pageOf(CallSummarySchema) },
        errors: ['agent-unknown', 'number-unknown'],
      },
    },
    async (request) => {
      const { query, tenant } = request;
      const { agent_id, number_id, campaign_id } = query;
      const rows = await deps.calls.summaries(tenant, {
        ...readCallQuery(query),
        ...(agent_id !== undefined && { agentId: await findId(deps, tenant, agent_id, 'agent', 'agent_id') }),
        ...(number_id !== undefined && {
          numberId: await findId(deps, tenant, number_id, 'number', 'number_id'),
        }),
        ...(campaign_id !== undefined && {
          campaignId: await findId(deps, tenant, campaign_id, 'campaign', 'campaign_id'),
        }),
      });
      return toPage(rows, query.limit, callSummary, (row) => cursorText(query.sort, row));
    },
  );
};
