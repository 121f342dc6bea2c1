/** `GET /v1/campaigns/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { CampaignSchema } from '../campaign-view.ts';
import { countedView, knownCampaign } from '../known-campaign.ts';

export const getCampaign: Operation = (app, deps) => {
  app.get(
    '/v1/campaigns/:id',
    {
      schema: {
        operationId: 'getCampaign',
        scope: 'campaigns:read',
        summary: 'Read a campaign',
        tags: ['campaigns'],
        params: IdParams,
        response: { 200: CampaignSchema },
        errors: ['campaign-unknown'],
      },
    },
    async (request) => countedView(deps, await knownCampaign(deps, request.tenant, request.params.id)),
  );
};
