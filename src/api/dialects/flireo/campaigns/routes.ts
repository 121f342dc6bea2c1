/** `/campaigns`: one try a lead, from the agent's own number, as nothing else is documented. */
import type { Campaign } from '#domain';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { DEFAULT_SETTINGS } from '../../../native/campaigns/campaign-fields.ts';
import { newLead } from '../../../native/leads/read-leads.ts';
import { Fields } from '../../shared/fields.ts';
import { Succeeded, SUCCEEDED } from '../shapes/answers.ts';
import { act, readStatus } from './act.ts';
import { knownAgent, knownCampaign, readAgentId } from './known.ts';
import { readCampaign } from './read.ts';
import { readLeads } from './read-leads.ts';
import { CampaignBody, CampaignList, CampaignParams, CampaignPatch, CampaignRead } from './schemas.ts';
import { showCampaign } from './show.ts';

const MOST = 1000;
const tags = ['campaigns'];
interface One {
  Params: { id: string };
}

export function serveCampaigns(app: FastifyInstance, deps: DialectDeps): void {
  const { store, due, clock, ids } = deps;
  const shown = async (campaigns: readonly Campaign[]) => {
    const counts = await store.campaigns.counts(campaigns.map(({ id }) => id));
    return campaigns.map((campaign) => showCampaign(campaign, counts.get(campaign.id)));
  };
  const wrapped = async (campaign: Campaign) => ({ campaign: (await shown([campaign]))[0]! });

  app.get(
    '/campaigns',
    {
      schema: {
        ...{ tags, operationId: 'listCampaigns', summary: 'List campaigns' },
        ...{ scope: 'campaigns:read', response: { 200: CampaignList } },
      },
    },
    async ({ tenant }) => {
      const { rows } = await store.campaigns.list(tenant.organizationId, { limit: MOST });
      return { campaigns: await shown(rows) };
    },
  );

  app.post(
    '/campaigns',
    {
      schema: {
        ...{ tags, operationId: 'createCampaign', summary: 'Create a campaign' },
        description: 'A draft, with leads or without; PATCH it to `scheduled` to start it.',
        ...{ scope: 'campaigns:write', body: CampaignBody, response: { 201: CampaignRead } },
      },
    },
    async ({ tenant, body }, reply) => {
      const fields = new Fields(body);
      const settings = readCampaign(fields, null);
      const agentText = readAgentId(fields, true);
      const leads = readLeads(fields);
      fields.finish();
      const { organizationId } = tenant;
      const now = clock.now();
      const campaign: Campaign = {
        ...{ ...DEFAULT_SETTINGS, ...settings, name: settings.name ?? '' },
        ...{ id: ids.next(), organizationId, agentId: (await knownAgent(deps, tenant, agentText!)).id },
        ...{ status: 'draft', frozen: null, fault: null, test: tenant.mode === 'test' },
        ...{ source: { api: 'flireo', data: {} }, createdAt: now, updatedAt: now },
      };
      await store.transaction(async (tx) => {
        await tx.campaigns.insert(campaign);
        const of = { campaignId: campaign.id, organizationId };
        if (leads.length > 0) await tx.leads.insert(leads.map((lead) => newLead(lead, of, ids, now)));
      });
      return reply.code(201).send(await wrapped(campaign));
    },
  );

  app.get<One>(
    '/campaigns/:id',
    {
      schema: {
        ...{ tags, operationId: 'getCampaign', summary: 'Read a campaign' },
        ...{ scope: 'campaigns:read', params: CampaignParams, response: { 200: CampaignRead } },
      },
    },
    async ({ tenant, params }) => wrapped(await knownCampaign(deps, tenant, params.id)),
  );

  app.patch<One>(
    '/campaigns/:id',
    {
      schema: {
        ...{ tags, operationId: 'updateCampaign', summary: 'Change, start or stop a campaign' },
        description: '`scheduled` starts it, `paused` stops it, `cancelled` ends it for good.',
        ...{ scope: 'campaigns:write', params: CampaignParams, body: CampaignPatch },
        response: { 200: CampaignRead },
      },
    },
    async ({ tenant, params, body }) => {
      const campaign = await knownCampaign(deps, tenant, params.id);
      const fields = new Fields(body);
      const settings = readCampaign(fields, campaign);
      const agentText = readAgentId(fields, false);
      const status = readStatus(fields, campaign);
      fields.finish();
      const agentId = agentText === null ? null : (await knownAgent(deps, tenant, agentText)).id;
      const patch = { ...settings, ...(agentId === null || agentId === campaign.agentId ? {} : { agentId }) };
      const changed =
        Object.keys(patch).length === 0 ? campaign : await due.change(tenant, campaign.id, patch);
      return wrapped(status === null ? changed : await act(deps, tenant, changed, status));
    },
  );

  app.delete<One>(
    '/campaigns/:id',
    {
      schema: {
        ...{ tags, operationId: 'deleteCampaign', summary: 'Delete a campaign' },
        description: 'With its leads; one that runs is cancelled first. Its calls stay.',
        ...{ scope: 'campaigns:write', params: CampaignParams, response: { 200: Succeeded } },
      },
    },
    async ({ tenant, params }) => {
      const { id, status } = await knownCampaign(deps, tenant, params.id);
      if (status === 'running' || status === 'paused') await due.actOn(tenant, id, 'cancel');
      await store.campaigns.remove(tenant.organizationId, id);
      return SUCCEEDED;
    },
  );
}
