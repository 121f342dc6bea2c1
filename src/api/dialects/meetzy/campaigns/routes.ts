/** `POST /campaign` */
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { createCampaign } from './create.ts';
import { readCampaign } from './read.ts';
import { CampaignAccepted, CampaignBody } from './schemas.ts';

export function campaignRoutes(app: FastifyInstance, deps: DialectDeps): void {
  app.post(
    '/campaign',
    {
      schema: {
        ...{ operationId: 'createCampaign', summary: 'Call many contacts', tags: ['campaigns'] },
        description:
          'Contacts are created or updated by their number, then each is called once, and again after the minutes of `recall`. The version that is production now is kept.',
        scope: 'campaigns:write',
        body: CampaignBody,
        response: { 202: CampaignAccepted },
      },
    },
    async ({ tenant, body }, reply) => {
      const asked = readCampaign(body);
      const { id } = await createCampaign(deps, tenant, asked);
      return reply
        .code(202)
        .send({ success: true, id, message: 'Campaign accepted', contacts: asked.contacts.length });
    },
  );
}
