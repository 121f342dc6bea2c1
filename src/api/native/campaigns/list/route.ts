/** `GET /v1/campaigns`: newest first. */
import { Type } from 'typebox';
import type { CampaignStatus } from '#domain';
import { spellNative } from '#kernel';
import type { Operation } from '../../native.ts';
import { pageOf, pageQuery, readPage, toPage } from '../../shapes/page.ts';
import { CampaignSchema } from '../campaign-view.ts';
import { withCounts } from '../known-campaign.ts';

const STATUSES: CampaignStatus[] = ['draft', 'running', 'paused', 'completed', 'cancelled'];
const Query = Type.Object(
  {
    ...pageQuery,
    status: Type.Optional(
      Type.Enum(STATUSES, { description: 'A campaign that is `scheduled` is found as `running`.' }),
    ),
  },
  { additionalProperties: false },
);

export const listCampaigns: Operation = (app, deps) => {
  app.get(
    '/v1/campaigns',
    {
      schema: {
        operationId: 'listCampaigns',
        scope: 'campaigns:read',
        summary: 'List campaigns',
        tags: ['campaigns'],
        querystring: Query,
        response: { 200: pageOf(CampaignSchema) },
      },
    },
    async (request) => {
      const { status, ...query } = request.query;
      const { rows } = await deps.store.campaigns.list(request.tenant.organizationId, {
        ...readPage(query),
        ...(status === undefined ? {} : { status: [status] }),
      });
      const views = new Map((await withCounts(deps, rows)).map((view) => [view.id, view]));
      return toPage(
        rows,
        query.limit,
        ({ id }) => views.get(spellNative('camp', id))!,
        ({ id }) => id,
      );
    },
  );
};
