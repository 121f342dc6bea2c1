/** `POST /v1/campaigns/{id}/start`, `…/pause`, `…/cancel` */
import type { Operation } from '../../native.ts';
import { findId, IdParams } from '../../shapes/ids.ts';
import { CampaignSchema } from '../campaign-view.ts';
import { countedView } from '../known-campaign.ts';

const ACTIONS = {
  start: ['Start a campaign', 'Or goes on after a pause. Its agent is frozen at the first start.'],
  pause: ['Pause a campaign', 'Makes no further call and holds back those that wait; running ones go on.'],
  cancel: ['Cancel a campaign', 'Withdraws calls that wait and skips the open leads; running calls go on.'],
} as const;

function act(action: keyof typeof ACTIONS): Operation {
  const [summary, description] = ACTIONS[action];
  return (app, deps) => {
    app.post(
      `/v1/campaigns/:id/${action}`,
      {
        schema: {
          operationId: `${action}Campaign`,
          scope: 'campaigns:write',
          summary,
          description,
          tags: ['campaigns'],
          params: IdParams,
          response: { 200: CampaignSchema },
          errors: ['campaign-unknown', 'campaign-state', 'agent-unknown', 'agent-version-unknown'],
        },
      },
      async (request) => {
        const id = await findId(deps, request.tenant, request.params.id, 'campaign');
        return countedView(deps, await deps.due.actOn(request.tenant, id, action));
      },
    );
  };
}

export const startCampaign = act('start');
export const pauseCampaign = act('pause');
export const cancelCampaign = act('cancel');
