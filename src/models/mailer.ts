/** Who sends mail; the contract of a mail service. */
import type { HttpClient } from './http.ts';

/** https://resend.com/docs/api-reference/domains/get-domain */
export interface MailerDomain {
  readonly providerId: string;
  readonly name: string;
  readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
  readonly region: string;
  readonly records: readonly {
    readonly record: string;
    readonly name: string;
    readonly type: string;
    readonly ttl: string;
    readonly status: string;
    readonly value: string;
    readonly priority: number | null;
  }[];
}

export interface Letter {
  /** `Name <address>`. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly { readonly name: string; readonly text: string }[];
}

export interface MailerOptions {
  readonly http: HttpClient;
  readonly key: string;
  /** Another base than the service's own. */
  readonly url: string | null;
}

/** Every method @throws ModelError */
export interface Mailer {
  readonly contract: 1;
  createDomain(domain: {
    readonly name: string;
    readonly region?: string | undefined;
  }): Promise<MailerDomain>;
  listDomains(): Promise<readonly MailerDomain[]>;
  /** @returns null for one that does not exist */
  readDomain(id: string): Promise<MailerDomain | null>;
  verifyDomain(id: string): Promise<void>;
  removeDomain(id: string): Promise<void>;
  /** @param key the same one sends a letter once. @returns the service's id of it */
  send(letter: Letter, key: string, signal: AbortSignal): Promise<string>;
}
