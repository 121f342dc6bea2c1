/** `/campaigns/{id}/leads` */
import { campaignState, refuseOver } from '#domain';
import { notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId } from '../../../ids/stored-aliases.ts';
import { newLead } from '../../../native/leads/read-leads.ts';
import { Fields } from '../../shared/fields.ts';
import { pagingQuery, queryFields, readPaging } from '../paging.ts';
import { Succeeded, SUCCEEDED } from '../shapes/answers.ts';
import { knownCampaign } from './known.ts';
import { readLead } from './read-leads.ts';
import { CampaignParams, LeadBody, LeadList, LeadParams, LeadRead } from './schemas.ts';
import { showLead } from './show.ts';

const tags = ['campaigns'];
interface OfCampaign {
  Params: { id: string };
}
interface OneLead {
  Params: { id: string; leadId: string };
}

export function serveLeads(app: FastifyInstance, deps: DialectDeps): void {
  const { store, due, clock, ids } = deps;

  app.get<OfCampaign>(
    '/campaigns/:id/leads',
    {
      schema: {
        ...{ tags, operationId: 'listLeads', summary: 'List the leads of a campaign' },
        ...{ scope: 'campaigns:read', params: CampaignParams, querystring: Type.Object(pagingQuery) },
        response: { 200: LeadList },
      },
    },
    async ({ tenant, params, query }) => {
      const fields = queryFields(query);
      const page = readPaging(fields);
      fields.finish();
      const { id } = await knownCampaign(deps, tenant, params.id);
      const { rows, total } = await store.leads.list(tenant.organizationId, id, page);
      return { leads: rows.map(showLead), pagination: { total, ...page } };
    },
  );

  app.post<OfCampaign>(
    '/campaigns/:id/leads',
    {
      schema: {
        ...{ tags, operationId: 'createLead', summary: 'Add a lead to a campaign' },
        description: 'A number that the campaign has already is kept as `skipped`.',
        ...{ scope: 'campaigns:write', params: CampaignParams, body: LeadBody, response: { 201: LeadRead } },
      },
    },
    async ({ tenant, params, body }, reply) => {
      const { organizationId } = tenant;
      const { id: campaignId } = await knownCampaign(deps, tenant, params.id);
      const fields = new Fields(body);
      const given = readLead(fields);
      fields.finish();
      const [lead] = await store.transaction(async (tx) => {
        // Held, so that it cannot come to its end while a lead comes to it.
        const campaign = await tx.campaigns.share(campaignId);
        if (campaign) refuseOver(campaign.status);
        return tx.leads.insert([newLead(given, { campaignId, organizationId }, ids, clock.now())]);
      });
      await due.wake(campaignId);
      return reply.code(201).send({ lead: showLead(lead!) });
    },
  );

  app.delete<OneLead>(
    '/campaigns/:id/leads/:leadId',
    {
      schema: {
        ...{ tags, operationId: 'deleteLead', summary: 'Take a lead out of a campaign' },
        ...{ scope: 'campaigns:write', params: LeadParams, response: { 200: Succeeded } },
      },
    },
    async ({ tenant, params }) => {
      const { organizationId } = tenant;
      const { id: campaignId } = await knownCampaign(deps, tenant, params.id);
      const id = await resolveId(deps, tenant, 'flireo', 'lead', params.leadId);
      const lead = id && (await store.leads.get(organizationId, campaignId, id));
      if (!lead) throw notFound('lead');
      if (!(await store.leads.remove(organizationId, campaignId, lead.id)))
        throw campaignState('This lead is being called.', 'Delete it when its call has ended.');
      await due.wake(campaignId);
      return SUCCEEDED;
    },
  );
}
