/** `PATCH /v1/campaigns/{id}` (RFC 7396) */
import type { Operation } from '../../native.ts';
import { findId, IdParams } from '../../shapes/ids.ts';
import { CampaignPatchBody, readCampaign } from '../campaign-fields.ts';
import { CampaignSchema } from '../campaign-view.ts';
import { countedView } from '../known-campaign.ts';

export const updateCampaign: Operation = (app, deps) => {
  app.patch(
    '/v1/campaigns/:id',
    {
      schema: {
        operationId: 'updateCampaign',
        scope: 'campaigns:write',
        summary: 'Change a campaign',
        description:
          'Fields left out stay; null takes one out. Holds for calls that are made from now on; the agent can be changed until the first start.',
        tags: ['campaigns'],
        params: IdParams,
        body: CampaignPatchBody,
        response: { 200: CampaignSchema },
        errors: [
          'campaign-unknown',
          'campaign-state',
          'agent-unknown',
          'agent-version-unknown',
          'number-unknown',
          'number-pool-unknown',
        ],
      },
    },
    async (request) => {
      const { tenant } = request;
      const id = await findId(deps, tenant, request.params.id, 'campaign');
      const settings = await readCampaign(deps, tenant, request.body);
      return countedView(deps, await deps.due.change(tenant, id, settings));
    },
  );
};
