/** Knowledge that holds nothing, and a mail service that takes everything. */
import type { KnowledgeService, MailService, RemoteDomain } from '#domain';

export function memoryKnowledgeService(): KnowledgeService {
  return {
    chooseEmbedding: async (_organizationId, wanted) => wanted ?? null,
    search: async () => [],
    wake: () => {},
  };
}

export function memoryMailService(): MailService {
  const domains = new Map<string, RemoteDomain>();
  return {
    async createDomain(_organizationId, name, region = 'us-east-1') {
      const providerId = `remote-${domains.size + 1}`;
      const domain: RemoteDomain = { providerId, name, region, state: 'not_started', records: [] };
      domains.set(providerId, domain);
      return domain;
    },
    listDomains: async () => [...domains.values()],
    readDomain: async (_organizationId, id) => domains.get(id) ?? null,
    async verifyDomain(_organizationId, id) {
      const domain = domains.get(id);
      if (domain) domains.set(id, { ...domain, state: 'verified' });
    },
    removeDomain: async (_organizationId, id) => void domains.delete(id),
    send: async (_organizationId, { key }) => key,
  };
}
