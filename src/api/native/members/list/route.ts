/** `GET /v1/members`: newest first. */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { MemberSchema, memberView } from '../member-view.ts';

export const listMembers: Operation = (app, deps) => {
  app.get(
    '/v1/members',
    {
      schema: {
        operationId: 'listMembers',
        scope: 'members:read',
        summary: 'List members',
        tags: ['members'],
        querystring: PageQuery,
        response: { 200: pageOf(MemberSchema) },
      },
    },
    async (request) => {
      const rows = await deps.store.members.list(request.tenant.organizationId, readPage(request.query));
      return toPage(rows, request.query.limit, memberView, (row) => row.id);
    },
  );
};
