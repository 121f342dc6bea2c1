/** `GET /v1/organization` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { OrganizationSchema, organizationView } from '../organization-view.ts';

export const getOrganization: Operation = (app, deps) => {
  app.get(
    '/v1/organization',
    {
      schema: {
        operationId: 'getOrganization',
        scope: 'organization:read',
        summary: 'Read your organization',
        tags: ['organization'],
        response: { 200: OrganizationSchema },
      },
    },
    async (request) => {
      const organization = await deps.store.organizations.get(request.tenant.organizationId);
      if (!organization) throw notFound('organization');
      return organizationView(organization);
    },
  );
};
