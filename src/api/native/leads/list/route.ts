/** `GET /v1/campaigns/{id}/leads`: newest first. */
import { LEAD_STATUSES } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { knownCampaign } from '../../campaigns/known-campaign.ts';
import { IdParams } from '../../shapes/ids.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { LeadSchema, leadView } from '../lead-view.ts';

const Query = Type.Object(
  {
    ...pageQuery,
    status: Type.Optional(Type.Enum([...LEAD_STATUSES])),
    phone_number: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  },
  { additionalProperties: false },
);

export const listLeads: Operation = (app, deps) => {
  app.get(
    '/v1/campaigns/:id/leads',
    {
      schema: {
        operationId: 'listLeads',
        scope: 'campaigns:read',
        summary: 'List the leads of a campaign',
        tags: ['campaigns'],
        params: IdParams,
        querystring: Query,
        response: { 200: pageOf(LeadSchema) },
        errors: ['campaign-unknown'],
      },
    },
    async (request) => {
      const { tenant } = request;
      const { status, phone_number, ...query } = request.query;
      const { id } = await knownCampaign(deps, tenant, request.params.id);
      const { rows } = await deps.store.leads.list(tenant.organizationId, id, {
        ...readPage(query),
        ...(status === undefined ? {} : { status: [status] }),
        ...(phone_number === undefined ? {} : { phoneNumber: phone_number }),
      });
      return toPage(rows, query.limit, leadView, (lead) => lead.id);
    },
  );
};
