/** `DELETE /v1/campaigns/{id}` */
import { campaignState } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownCampaign } from '../known-campaign.ts';

export const deleteCampaign: Operation = (app, deps) => {
  app.delete(
    '/v1/campaigns/:id',
    {
      schema: {
        operationId: 'deleteCampaign',
        scope: 'campaigns:write',
        summary: 'Delete a campaign',
        description: 'With its leads; its calls stay. One that runs or is paused is cancelled first.',
        tags: ['campaigns'],
        params: IdParams,
        response: { 204: Type.Null() },
        errors: ['campaign-unknown', 'campaign-state'],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const { id } = await knownCampaign(deps, request.tenant, request.params.id);
      await deps.store.transaction(async (tx) => {
        const campaign = await tx.campaigns.lock(organizationId, id);
        if (campaign?.status === 'running' || campaign?.status === 'paused')
          throw campaignState(`This campaign is ${campaign.status}.`, 'Cancel it first.');
        await tx.campaigns.remove(organizationId, id);
      });
      return reply.code(204).send(null);
    },
  );
};
