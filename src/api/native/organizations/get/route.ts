/** `GET /v1/organizations/{id}` */
import { accessOf } from '../../../auth/access.ts';
import type { Operation } from '../../native.ts';
import { OrganizationSchema, organizationView } from '../../organization/organization-view.ts';
import { IdParams } from '../../shapes/ids.ts';
import { childOf } from '../child.ts';

export const getChildOrganization: Operation = (app, deps) => {
  app.get(
    '/v1/organizations/:id',
    {
      schema: {
        operationId: 'getChildOrganization',
        scope: 'organizations:read',
        summary: 'Read an organization below yours',
        tags: ['organizations'],
        params: IdParams,
        response: { 200: OrganizationSchema },
        errors: ['organization-unknown'],
      },
    },
    async (request) => organizationView(await childOf(deps, accessOf(request), request.params.id)),
  );
};
