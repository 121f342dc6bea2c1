/** Mail domains by an organization's own key of Resend. */
import type { MailService, ProviderKeyRepository } from '#domain';
import { AppError, type Id } from '#kernel';
import { ModelError, type HttpClient, type Mailer, type MailerOptions } from '#models';

export interface MailOptions {
  readonly store: { readonly providerKeys: Pick<ProviderKeyRepository, 'list'> };
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
