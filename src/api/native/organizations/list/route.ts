/** `GET /v1/organizations`: the children, newest first. */
import type { Operation } from '../../native.ts';
import { PageQuery, pageOf, readPage, toPage } from '../../shapes/page.ts';
import { OrganizationSchema, organizationView } from '../../organization/organization-view.ts';

export const listOrganizations: Operation = (app, deps) => {
  app.get(
    '/v1/organizations',
    {
      schema: {
        operationId: 'listOrganizations',
        scope: 'organizations:read',
        summary: 'List the organizations below yours',
        tags: ['organizations'],
        querystring: PageQuery,
        response: { 200: pageOf(OrganizationSchema) },
      },
    },
    async (request) => {
      const rows = await deps.store.organizations.listChildren(
        request.tenant.organizationId,
        readPage(request.query),
      );
      return toPage(rows, request.query.limit, organizationView, (row) => row.id);
    },
  );
};
