/** A mail domain in the words of both of Flireo's clients. */
import type { MailDomain, MailDomainState } from '#domain';
import { iso } from '../shapes/moments.ts';

/** Resend looks again after a temporary failure. */
export function statusWord(state: MailDomainState): Exclude<MailDomainState, 'temporary_failure'> {
  return state === 'temporary_failure' ? 'pending' : state;
}

export function showDomain(domain: MailDomain) {
  return {
    id: domain.id,
    org_id: domain.organizationId,
    domain_name: domain.name,
    domain: domain.name,
    resend_domain_id: domain.providerId,
    status: statusWord(domain.state),
    verified: domain.state === 'verified',
    region: domain.region,
    records: domain.records.length === 0 ? null : domain.records.map((record) => ({ ...record })),
    created_at: iso(domain.createdAt),
    updated_at: iso(domain.updatedAt),
    verified_at: domain.verifiedAt === null ? null : iso(domain.verifiedAt),
  };
}
