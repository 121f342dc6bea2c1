/** `PATCH /v1/mail-domains/{id}` */
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { IdParams } from '../../shapes/ids.ts';
import { DomainSchema, domainView, knownDomain, Sender } from '../domain-view.ts';

export const updateMailDomain: Operation = (app, deps) => {
  app.patch(
    '/v1/mail-domains/:id',
    {
      schema: {
        operationId: 'updateMailDomain',
        scope: 'domains:write',
        summary: 'Change the sender of a mail domain',

        tags: ['mail'],
        params: IdParams,
        body: Type.Object({ sender: Sender }, { additionalProperties: false }),
        response: { 200: DomainSchema },
        errors: ['mail-domain-unknown'],
      },
    },
    async (request) => {
      const domain = await knownDomain(deps, request.tenant, request.params.id);
      const { sender } = request.body;
      const patch = { sender, updatedAt: deps.clock.now() };
      return domainView(
        (await deps.store.mail.updateDomain(domain.organizationId, domain.id, patch)) ?? domain,
      );
    },
  );
};
