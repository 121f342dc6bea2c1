/** Mail domains by an organization's own key of Resend. */
import type { MailDomain, MailRepository, MailService, OutgoingLetter, ProviderKeyRepository } from '#domain';
import { AppError, type Id } from '#kernel';
import { ModelError, type HttpClient, type Mailer, type MailerOptions } from '#models';

export interface MailOptions {
  readonly store: {
    readonly providerKeys: Pick<ProviderKeyRepository, 'list'>;
    readonly mail: Pick<MailRepository, 'listDomains'>;
  };
  readonly mailer: (options: MailerOptions) => Mailer;
  /** Behind the outgoing-URL guard. */
  readonly http: HttpClient;
}

/** @throws AppError `mail-key-missing` (400) */
export async function mailerOf({ store, mailer, http }: MailOptions, organizationId: Id): Promise<Mailer> {
  const keys = await store.providerKeys.list(organizationId);
  const own = keys.find(({ provider }) => provider === 'resend');
  if (own) return mailer({ http, key: own.key, url: own.url });
  throw new AppError({
    code: 'mail-key-missing',
    status: 400,
    message:
      'Your organization has no key of Resend. Bring one with POST /v1/provider-keys, provider "resend".',
  });
}

export function createMailService(options: MailOptions): MailService {
  const by = async <T>(organizationId: Id, work: (mailer: Mailer) => Promise<T>): Promise<T> => {
    const mailer = await mailerOf(options, organizationId);
    return work(mailer).catch((cause: unknown) => {
      throw cause instanceof ModelError ? refusal(cause) : cause;
    });
  };
  return {
    createDomain: (organizationId, name, region) =>
      by(organizationId, (mailer) => mailer.createDomain({ name, region })),
    listDomains: (organizationId) => by(organizationId, (mailer) => mailer.listDomains()),
    readDomain: (organizationId, id) => by(organizationId, (mailer) => mailer.readDomain(id)),
    verifyDomain: (organizationId, id) => by(organizationId, (mailer) => mailer.verifyDomain(id)),
    removeDomain: (organizationId, id) => by(organizationId, (mailer) => mailer.removeDomain(id)),
    async send(organizationId, letter) {
      const domain = await verifiedDomain(options, organizationId);
      const { key, ...sent } = letterFrom(letter, domain);
      return by(organizationId, (mailer) => mailer.send(sent, key, new AbortController().signal));
    },
  };
}

/** @throws AppError `mail-domain-missing` (422) */
export async function verifiedDomain(
  { store }: Pick<MailOptions, 'store'>,
  organizationId: Id,
): Promise<MailDomain> {
  const domains = await store.mail.listDomains(organizationId);
  const domain = domains.find(({ state }) => state === 'verified');
  if (domain) return domain;
  throw new AppError({
    code: 'mail-domain-missing',
    status: 422,
    message: 'No mail domain is verified. Add one with POST /v1/mail-domains and set its records.',
  });
}

function letterFrom({ fromName, text, ...letter }: OutgoingLetter, { name, sender }: MailDomain) {
  const from = `"${fromName.replace(/["\\<>\r\n]/g, ' ')}" <${sender}@${name}>`;
  return {
    ...letter,
    from,
    text,
    html: `<p>${text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)}</p>`,
  };
}

/** Whose fault it is decides what is answered. */
function refusal(cause: ModelError): AppError {
  const isTheirs = cause.retryable || cause.fault === 'protocol' || cause.fault === 'rate-limit';
  return new AppError({
    code: isTheirs ? 'mail-unavailable' : 'mail-refused',
    status: isTheirs ? 502 : 422,
    retryable: isTheirs,
    message: cause.message,
    cause,
  });
}
