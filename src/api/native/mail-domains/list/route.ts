/** `GET /v1/mail-domains`: newest first. */
import type { Operation } from '../../native.ts';
import { pageOf } from '../../shapes/page.ts';
import { DomainSchema, domainView } from '../domain-view.ts';

export const listMailDomains: Operation = (app, deps) => {
  app.get(
    '/v1/mail-domains',
    {
      schema: {
        operationId: 'listMailDomains',
        scope: 'domains:read',
        summary: 'List mail domains',
        description: 'All of them; an organization has a few.',
        tags: ['mail'],
        response: { 200: pageOf(DomainSchema) },
      },
    },
    async (request) => {
      const domains = await deps.store.mail.listDomains(request.tenant.organizationId);
      return { data: domains.map(domainView), has_more: false, next_cursor: null };
    },
  );
};
