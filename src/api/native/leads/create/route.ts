/** `POST /v1/campaigns/{id}/leads`: one or many. */
import { refuseOver } from '#domain';
import { spellNative } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { knownCampaign } from '../../campaigns/known-campaign.ts';
import { IdParams } from '../../shapes/ids.ts';
import { leadView, LeadSchema } from '../lead-view.ts';
import { LeadsBody, newLead, readLeads } from '../read-leads.ts';

/** Of more only the counts are told; they are listed by a GET. */
const SHOWN = 100;

const Added = Type.Object(
  {
    object: Type.Literal('leads'),
    campaign_id: Type.String(),
    added: Type.Integer({ description: 'Leads that will be called.' }),
    skipped: Type.Integer({ description: 'Duplicates and what is no number.' }),
    data: Type.Array(LeadSchema, { description: `In their order; the first ${SHOWN}.` }),
  },
  { additionalProperties: false },
);

export const createLeads: Operation = (app, deps) => {
  app.post(
    '/v1/campaigns/:id/leads',
    {
      schema: {
        operationId: 'createLeads',
        scope: 'campaigns:write',
        summary: 'Add leads to a campaign',
        description: 'A number that the campaign has already, and what is no number, is kept as skipped.',
        tags: ['campaigns'],
        params: IdParams,
        body: LeadsBody,
        response: { 201: Added },
        errors: ['campaign-unknown', 'campaign-state'],
      },
    },
    async (request, reply) => {
      const { tenant } = request;
      const { organizationId } = tenant;
      const { id: campaignId } = await knownCampaign(deps, tenant, request.params.id);
      const given = readLeads(request.body);
      const leads = await deps.store.transaction(async (tx) => {
        // Held, so that it cannot come to its end while leads come to it.
        const campaign = await tx.campaigns.share(campaignId);
        if (campaign) refuseOver(campaign.status);
        const now = deps.clock.now();
        return tx.leads.insert(
          given.map((lead) => newLead(lead, { campaignId, organizationId }, deps.ids, now)),
        );
      });
      await deps.due.wake(campaignId);
      const skipped = leads.filter(({ status }) => status === 'skipped').length;
      return reply.code(201).send({
        object: 'leads',
        campaign_id: spellNative('camp', campaignId),
        added: leads.length - skipped,
        skipped,
        data: leads.slice(0, SHOWN).map(leadView),
      });
    },
  );
};
