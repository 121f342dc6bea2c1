// Written by tools/client.ts from openapi/openapi.json.
import { type Page } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Mail. */
export class MailApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Add a mail domain. At Resend, by your own key. Set its `records`, then verify it; letters about
   * calls come from it.
   * @throws ParleyError `mail-key-missing`, `mail-domain-unknown`, `mail-domain-taken`, `mail-refused`,
   * `mail-unavailable`
   */
  createDomain(body: CreateMailDomainBody, options?: RequestOptions): Promise<MailDomain> {
    return this.#transport.json({ method: 'POST', path: '/v1/mail-domains', body, keyed: true }, options);
  }

  /** List mail domains. All of them; an organization has a few. */
  listDomains(options?: RequestOptions): Promise<Page<MailDomain>> {
    return this.#transport.json({ method: 'GET', path: '/v1/mail-domains' }, options);
  }

  /**
   * Delete a mail domain. At Resend too.
   * @throws ParleyError `mail-key-missing`, `mail-domain-unknown`, `mail-refused`, `mail-unavailable`
   */
  deleteDomain(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/mail-domains/${id}` }, options);
  }

  /**
   * Read a mail domain. As it was when it was last refreshed.
   * @throws ParleyError `mail-domain-unknown`
   */
  getDomain(id: string, options?: RequestOptions): Promise<MailDomain> {
    return this.#transport.json({ method: 'GET', path: path`/v1/mail-domains/${id}` }, options);
  }

  /**
   * Change the sender of a mail domain.
   * @throws ParleyError `mail-domain-unknown`
   */
  updateDomain(id: string, body: UpdateMailDomainBody, options?: RequestOptions): Promise<MailDomain> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/mail-domains/${id}`, body }, options);
  }

  /**
   * Refresh a mail domain. Takes over its state and records from Resend.
   * @throws ParleyError `mail-key-missing`, `mail-domain-unknown`, `mail-refused`, `mail-unavailable`
   */
  refreshDomain(id: string, options?: RequestOptions): Promise<MailDomain> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/mail-domains/${id}/refresh`, keyed: true },
      options,
    );
  }

  /**
   * Verify a mail domain. Asks Resend to look its records up; the verdict comes within minutes, by a
   * refresh.
   * @throws ParleyError `mail-key-missing`, `mail-domain-unknown`, `mail-refused`, `mail-unavailable`
   */
  verifyDomain(id: string, options?: RequestOptions): Promise<MailDomain> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/mail-domains/${id}/verify`, keyed: true },
      options,
    );
  }
}

export interface MailDomain {
  readonly id: string;
  readonly object: 'mail_domain';
  readonly name: string;
  /** Resend's own id of it. */
  readonly provider_id: string;
  readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
  readonly region: string;
  readonly sender: string;
  /** To be set where the domain is managed. */
  readonly records: readonly MailDomainRecord[];
  readonly verified_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface MailDomainRecord {
  readonly record: string;
  readonly name: string;
  readonly type: string;
  readonly ttl: string;
  readonly status: string;
  readonly value: string;
  readonly priority: number | null;
}

export interface CreateMailDomainBody {
  /** E.g. `mail.example.com`. */
  readonly name: string;
  readonly region?: 'us-east-1' | 'eu-west-1' | 'sa-east-1' | 'ap-northeast-1';
  /** The part of the sender's address before the @; `calls` when absent. */
  readonly sender?: string;
  /** Of one that is at Resend already: takes it over. */
  readonly provider_id?: string;
}

export interface UpdateMailDomainBody {
  /** The part of the sender's address before the @; `calls` when absent. */
  readonly sender: string;
}
