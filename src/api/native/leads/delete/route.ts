/** `DELETE /v1/campaigns/{id}/leads/{lead_id}` */
import { campaignState } from '#domain';
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { knownCampaign } from '../../campaigns/known-campaign.ts';
import { readId } from '../../shapes/ids.ts';
import { LeadParams } from '../lead-params.ts';

export const deleteLead: Operation = (app, deps) => {
  app.delete(
    '/v1/campaigns/:id/leads/:lead_id',
    {
      schema: {
        operationId: 'deleteLead',
        scope: 'campaigns:write',
        summary: 'Delete a lead',
        description: 'Its calls stay. Not while a call is under way.',
        tags: ['campaigns'],
        params: LeadParams,
        response: { 204: Type.Null() },
        errors: ['campaign-unknown', 'lead-unknown', 'campaign-state'],
      },
    },
    async (request, reply) => {
      const { tenant, params } = request;
      const campaign = await knownCampaign(deps, tenant, params.id);
      const id = readId(params.lead_id, 'lead');
      const { leads } = deps.store;
      if (!(await leads.remove(tenant.organizationId, campaign.id, id))) {
        if (!(await leads.get(tenant.organizationId, campaign.id, id))) throw notFound('lead');
        throw campaignState('This lead is being called.', 'Delete it when its call has ended, or hang up.');
      }
      await deps.due.wake(campaign.id);
      return reply.code(204).send(null);
    },
  );
};
