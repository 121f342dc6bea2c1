/** `DELETE /v1/mail-domains/{id}` */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { knownDomain } from '../domain-view.ts';

export const deleteMailDomain: Operation = (app, deps) => {
  app.delete(
    '/v1/mail-domains/:id',
    {
      schema: {
        operationId: 'deleteMailDomain',
        scope: 'domains:write',
        summary: 'Delete a mail domain',
        description: 'At Resend too.',
        tags: ['mail'],
        params: IdParams,

        response: { 204: Type.Null() },
        errors: ['mail-domain-unknown', 'mail-key-missing', 'mail-refused', 'mail-unavailable'],
      },
    },
    async (request, reply) => {
      const domain = await knownDomain(deps, request.tenant, request.params.id);
      await deps.mail.removeDomain(domain.organizationId, domain.providerId);
      await deps.store.mail.removeDomain(domain.organizationId, domain.id);
      return reply.code(204).send(null);
    },
  );
};
