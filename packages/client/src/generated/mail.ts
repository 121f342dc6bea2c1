// Written by tools/client.ts from openapi/openapi.json.
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateMailDomainBody = {
  /** E.g. `mail.example.com`. */
  readonly name: string;
  readonly region?: 'us-east-1' | 'eu-west-1' | 'sa-east-1' | 'ap-northeast-1';
  /** The part of the sender's address before the @; `calls` when absent. */
  readonly sender?: string;
  /** Of one that is at Resend already: takes it over. */
  readonly provider_id?: string;
};

export type CreateMailDomainAnswer = {
  readonly id: string;
  readonly object: 'mail_domain';
  readonly name: string;
  /** Resend's own id of it. */
  readonly provider_id: string;
  readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
  readonly region: string;
  readonly sender: string;
  /** To be set where the domain is managed. */
  readonly records: readonly {
    readonly record: string;
    readonly name: string;
    readonly type: string;
    readonly ttl: string;
    readonly status: string;
    readonly value: string;
    readonly priority: number | null;
  }[];
  readonly verified_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListMailDomainsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'mail_domain';
    readonly name: string;
    /** Resend's own id of it. */
    readonly provider_id: string;
    readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
    readonly region: string;
    readonly sender: string;
    /** To be set where the domain is managed. */
    readonly records: readonly {
      readonly record: string;
      readonly name: string;
      readonly type: string;
      readonly ttl: string;
      readonly status: string;
      readonly value: string;
      readonly priority: number | null;
    }[];
    readonly verified_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetMailDomainAnswer = {
  readonly id: string;
  readonly object: 'mail_domain';
  readonly name: string;
  /** Resend's own id of it. */
  readonly provider_id: string;
  readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
  readonly region: string;
  readonly sender: string;
  /** To be set where the domain is managed. */
  readonly records: readonly {
    readonly record: string;
    readonly name: string;
    readonly type: string;
    readonly ttl: string;
    readonly status: string;
    readonly value: string;
    readonly priority: number | null;
  }[];
  readonly verified_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdateMailDomainBody = {
  /** The part of the sender's address before the @; `calls` when absent. */
  readonly sender: string;
};

export type UpdateMailDomainAnswer = {
  readonly id: string;
  readonly object: 'mail_domain';
  readonly name: string;
  /** Resend's own id of it. */
  readonly provider_id: string;
  readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
  readonly region: string;
  readonly sender: string;
  /** To be set where the domain is managed. */
  readonly records: readonly {
    readonly record: string;
    readonly name: string;
    readonly type: string;
    readonly ttl: string;
    readonly status: string;
    readonly value: string;
    readonly priority: number | null;
  }[];
  readonly verified_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type RefreshMailDomainAnswer = {
  readonly id: string;
  readonly object: 'mail_domain';
  readonly name: string;
  /** Resend's own id of it. */
  readonly provider_id: string;
  readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
  readonly region: string;
  readonly sender: string;
  /** To be set where the domain is managed. */
  readonly records: readonly {
    readonly record: string;
    readonly name: string;
    readonly type: string;
    readonly ttl: string;
    readonly status: string;
    readonly value: string;
    readonly priority: number | null;
  }[];
  readonly verified_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type VerifyMailDomainAnswer = {
  readonly id: string;
  readonly object: 'mail_domain';
  readonly name: string;
  /** Resend's own id of it. */
  readonly provider_id: string;
  readonly state: 'not_started' | 'pending' | 'verified' | 'failed' | 'temporary_failure';
  readonly region: string;
  readonly sender: string;
  /** To be set where the domain is managed. */
  readonly records: readonly {
    readonly record: string;
    readonly name: string;
    readonly type: string;
    readonly ttl: string;
    readonly status: string;
    readonly value: string;
    readonly priority: number | null;
  }[];
  readonly verified_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

/** Mail. */
export class MailApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Add a mail domain. At Resend, by your own key. Set its `records`, then verify it; letters about calls come from it. */
  createDomain(body: CreateMailDomainBody, options?: RequestOptions): Promise<CreateMailDomainAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/mail-domains`, body, keyed: true }, options);
  }

  /** List mail domains. All of them; an organization has a few. */
  listDomains(options?: RequestOptions): Promise<ListMailDomainsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/mail-domains` }, options);
  }

  /** Delete a mail domain. At Resend too. */
  deleteDomain(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/mail-domains/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Read a mail domain. As it was when it was last refreshed. */
  getDomain(id: string, options?: RequestOptions): Promise<GetMailDomainAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/mail-domains/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change the sender of a mail domain */
  updateDomain(
    id: string,
    body: UpdateMailDomainBody,
    options?: RequestOptions,
  ): Promise<UpdateMailDomainAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/mail-domains/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Refresh a mail domain. Takes over its state and records from Resend. */
  refreshDomain(id: string, options?: RequestOptions): Promise<RefreshMailDomainAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/mail-domains/${encodeURIComponent(id)}/refresh`, keyed: true },
      options,
    );
  }

  /** Verify a mail domain. Asks Resend to look its records up; the verdict comes within minutes, by a refresh. */
  verifyDomain(id: string, options?: RequestOptions): Promise<VerifyMailDomainAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/mail-domains/${encodeURIComponent(id)}/verify`, keyed: true },
      options,
    );
  }
}
