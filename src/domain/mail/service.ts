/** What the API asks of mail. Implemented over Resend, plugged in by main. */
import type { Id } from '#kernel';
import type { MailDomain } from './mail.ts';

/** A domain as the mail service has it. */
export type RemoteDomain = Pick<MailDomain, 'providerId' | 'name' | 'state' | 'region' | 'records'>;

/** A letter that somebody asked for. */
export interface OutgoingLetter {
  /** Shown beside the address of the organization's own domain. */
  readonly fromName: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly text: string }[];
  /** The same one sends it once in 24 hours. */
  readonly key: string;
}

/**
 * Every method @throws AppError `mail-key-missing` (400), `mail-refused` (422, in the service's own words),
 * `mail-unavailable` (502)
 */
export interface MailService {
  createDomain(organizationId: Id, name: string, region: string | undefined): Promise<RemoteDomain>;
  /** Every domain of the account, also those that were not made here; without their records. */
  listDomains(organizationId: Id): Promise<readonly RemoteDomain[]>;
  /** @returns null when the account has none of this id */
  readDomain(organizationId: Id, providerId: string): Promise<RemoteDomain | null>;
  /** Asks for the records to be looked up anew; the verdict comes later. */
  verifyDomain(organizationId: Id, providerId: string): Promise<void>;
  /** One that is gone already is no fault. */
  removeDomain(organizationId: Id, providerId: string): Promise<void>;
  /** From the newest domain that is verified. @throws AppError `mail-domain-missing` (422). @returns the service's id */
  send(organizationId: Id, letter: OutgoingLetter): Promise<string>;
}
