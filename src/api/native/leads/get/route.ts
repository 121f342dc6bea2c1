/** `GET /v1/campaigns/{id}/leads/{lead_id}` */
import { notFound } from '#kernel';
import type { Operation } from '../../native.ts';
import { knownCampaign } from '../../campaigns/known-campaign.ts';
import { readId } from '../../shapes/ids.ts';
import { LeadParams } from '../lead-params.ts';
import { LeadSchema, leadView } from '../lead-view.ts';

export const getLead: Operation = (app, deps) => {
  app.get(
    '/v1/campaigns/:id/leads/:lead_id',
    {
      schema: {
        operationId: 'getLead',
        scope: 'campaigns:read',
        summary: 'Read a lead',
        tags: ['campaigns'],
        params: LeadParams,
        response: { 200: LeadSchema },
        errors: ['campaign-unknown', 'lead-unknown'],
      },
    },
    async (request) => {
      const { tenant, params } = request;
      const campaign = await knownCampaign(deps, tenant, params.id);
      const id = readId(params.lead_id, 'lead');
      const lead = await deps.store.leads.get(tenant.organizationId, campaign.id, id);
      if (!lead) throw notFound('lead');
      return leadView(lead);
    },
  );
};
