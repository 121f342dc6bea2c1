/** A mail domain as the native API shows it. */
import type { MailDomain, RemoteDomain, Tenant } from '#domain';
import { notFound, spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { readId } from '../shapes/ids.ts';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

export const Sender = Type.String({
  pattern: '^[A-Za-z0-9._%+-]{1,64}$',
  description: "The part of the sender's address before the @; `calls` when absent.",
});

const State = Type.Enum(['not_started', 'pending', 'verified', 'failed', 'temporary_failure']);

export const DomainSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('mail_domain'),
    name: Type.String(),
    provider_id: Type.String({ description: "Resend's own id of it." }),
    state: State,
    region: Type.String(),
    sender: Type.String(),
    records: Type.Array(
      Type.Object(
        {
          record: Type.String(),
          name: Type.String(),
          type: Type.String(),
          ttl: Type.String(),
          status: Type.String(),
          value: Type.String(),
          priority: Type.Union([Type.Number(), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      { description: 'To be set where the domain is managed.' },
    ),
    verified_at: Type.Union([Moment, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export function domainView(domain: MailDomain): Static<typeof DomainSchema> {
  const { name, state, region, sender } = domain;
  return {
    id: spellNative('domain', domain.id),
    object: 'mail_domain',
    ...{ name, provider_id: domain.providerId, state, region, sender },
    records: domain.records.map((record) => ({ ...record })),
    verified_at: isoMaybe(domain.verifiedAt),
    created_at: iso(domain.createdAt),
    updated_at: iso(domain.updatedAt),
  };
}

/** @throws AppError `mail-domain-unknown` (404) */
export async function knownDomain(
  deps: NativeDeps,
  { organizationId }: Tenant,
  text: string,
): Promise<MailDomain> {
  const domain = await deps.store.mail.getDomain(organizationId, readId(text, 'mail-domain'));
  if (!domain) throw notFound('mail-domain');
  return domain;
}

/** Takes over what the mail service says of it now; one that it knows no more has failed. */
export async function refreshed(
  deps: Pick<NativeDeps, 'mail' | 'store' | 'clock'>,
  domain: MailDomain,
): Promise<MailDomain> {
  const remote = await deps.mail.readDomain(domain.organizationId, domain.providerId);
  return (
    (await deps.store.mail.updateDomain(
      domain.organizationId,
      domain.id,
      changesOf(domain, remote, deps.clock.now()),
    )) ?? domain
  );
}

function changesOf(domain: MailDomain, remote: RemoteDomain | null, at: number) {
  if (!remote) return { state: 'failed' as const, verifiedAt: null, updatedAt: at };
  const { state, region, records } = remote;
  const verifiedAt = state === 'verified' ? (domain.verifiedAt ?? at) : null;
  return { state, region, records: records.length > 0 ? records : domain.records, verifiedAt, updatedAt: at };
}
