/** `POST /v1/mail-domains/{id}/verify` */
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { DomainSchema, domainView, knownDomain, refreshed } from '../domain-view.ts';

export const verifyMailDomain: Operation = (app, deps) => {
  app.post(
    '/v1/mail-domains/:id/verify',
    {
      schema: {
        operationId: 'verifyMailDomain',
        scope: 'domains:write',
        summary: 'Verify a mail domain',
        description: 'Asks Resend to look its records up; the verdict comes within minutes, by a refresh.',
        tags: ['mail'],
        params: IdParams,

        response: { 200: DomainSchema },
        errors: ['mail-domain-unknown', 'mail-key-missing', 'mail-refused', 'mail-unavailable'],
      },
    },
    async (request) => {
      const domain = await knownDomain(deps, request.tenant, request.params.id);
      await deps.mail.verifyDomain(domain.organizationId, domain.providerId);
      return domainView(await refreshed(deps, domain));
    },
  );
};
