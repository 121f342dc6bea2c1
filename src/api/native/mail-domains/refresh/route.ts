/** `POST /v1/mail-domains/{id}/refresh` */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { DomainSchema, domainView, knownDomain, refreshed } from '../domain-view.ts';

export const refreshMailDomain: Operation = (app, deps) => {
  app.post(
    '/v1/mail-domains/:id/refresh',
    {
      schema: {
        operationId: 'refreshMailDomain',
        scope: 'domains:write',
        summary: 'Refresh a mail domain',
        description: 'Takes over its state and records from Resend.',
        tags: ['mail'],
        params: IdParams,

        response: { 200: DomainSchema },
        errors: ['mail-domain-unknown', 'mail-key-missing', 'mail-refused', 'mail-unavailable'],
      },
    },
    async (request) => {
      const domain = await knownDomain(deps, request.tenant, request.params.id);
      return domainView(await refreshed(deps, domain));
    },
  );
};
