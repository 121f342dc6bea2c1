/** `POST /v1/campaigns`: a draft; leads are added to it, then it is started. */
import type { Campaign } from '#domain';
import { invalidRequest } from '#kernel';
import type { Operation } from '../../native.ts';
import { CampaignBody, DEFAULT_SETTINGS, readCampaign } from '../campaign-fields.ts';
import { CampaignSchema, campaignView } from '../campaign-view.ts';

export const createCampaign: Operation = (app, deps) => {
  app.post(
    '/v1/campaigns',
    {
      schema: {
        operationId: 'createCampaign',
        scope: 'campaigns:write',
        summary: 'Create a campaign',
        description: 'A draft: add leads, then start it. Its agent is frozen at the first start.',
        tags: ['campaigns'],
        body: CampaignBody,
        response: { 201: CampaignSchema },
        errors: ['agent-unknown', 'agent-version-unknown', 'number-unknown', 'number-pool-unknown'],
      },
    },
    async (request, reply) => {
      const { tenant } = request;
      const { agentId, name, ...settings } = await readCampaign(deps, tenant, request.body);
      if (agentId === undefined || name === undefined)
        throw invalidRequest([{ param: 'agent_id', rule: 'required', message: 'Is required.' }]);
      const now = deps.clock.now();
      const campaign: Campaign = {
        ...{ ...DEFAULT_SETTINGS, ...settings, name, agentId },
        ...{ id: deps.ids.next(), organizationId: tenant.organizationId },
        ...{ status: 'draft', frozen: null, fault: null, test: tenant.mode === 'test' },
        ...{ source: { api: 'native', data: {} }, createdAt: now, updatedAt: now },
      };
      await deps.store.campaigns.insert(campaign);
      return reply.code(201).send(campaignView(campaign, undefined, now));
    },
  );
};
