/** `GET /v1/mail-domains/{id}` */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { DomainSchema, domainView, knownDomain } from '../domain-view.ts';

export const getMailDomain: Operation = (app, deps) => {
  app.get(
    '/v1/mail-domains/:id',
    {
      schema: {
        operationId: 'getMailDomain',
        scope: 'domains:read',
        summary: 'Read a mail domain',
        description: 'As it was when it was last refreshed.',
        tags: ['mail'],
        params: IdParams,

        response: { 200: DomainSchema },
        errors: ['mail-domain-unknown'],
      },
    },
    async (request) => {
      const domain = await knownDomain(deps, request.tenant, request.params.id);
      return domainView(domain);
    },
  );
};
