// Written by tools/client.ts from openapi/openapi.json.
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateSessionBody = {
  readonly email: string;
  readonly password: string;
  /** An id, in any spelling. */
  readonly organization_id?: string;
};

export type CreateSessionAnswer = {
  readonly id: string;
  readonly object: 'session';
  readonly organization_id: string;
  readonly member: {
    readonly id: string;
    readonly object: 'member';
    readonly email: string;
    readonly name: string;
    readonly role: 'owner' | 'builder' | 'operator' | 'analyst' | 'billing';
    readonly state: 'invited' | 'active' | 'disabled';
    readonly last_signed_in_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  };
  /** What the role may do. */
  readonly scopes: readonly string[];
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expires_at: string;
  /** As a bearer token. A browser has it as a cookie too. */
  readonly token: string;
};

export type GetCurrentSessionAnswer = {
  readonly id: string;
  readonly object: 'session';
  readonly organization_id: string;
  readonly member: {
    readonly id: string;
    readonly object: 'member';
    readonly email: string;
    readonly name: string;
    readonly role: 'owner' | 'builder' | 'operator' | 'analyst' | 'billing';
    readonly state: 'invited' | 'active' | 'disabled';
    readonly last_signed_in_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  };
  /** What the role may do. */
  readonly scopes: readonly string[];
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expires_at: string;
};

export type AcceptInvitationBody = {
  readonly token: string;
  /** At least 12 characters. */
  readonly password: string;
  readonly name?: string;
};

export type AcceptInvitationAnswer = {
  readonly id: string;
  readonly object: 'member';
  readonly email: string;
  readonly name: string;
  readonly role: 'owner' | 'builder' | 'operator' | 'analyst' | 'billing';
  readonly state: 'invited' | 'active' | 'disabled';
  readonly last_signed_in_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

/** Sessions. */
export class SessionsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Sign in. A session ends after 12 hours without use, and after 30 days. A member of several organizations names one in `organization_id`. The cookie is HttpOnly and SameSite=Lax; writes with it need an `Origin` that is ours. */
  create(body: CreateSessionBody, options?: RequestOptions): Promise<CreateSessionAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/sessions`, body, keyed: true }, options);
  }

  /** Who is signed in */
  getCurrent(options?: RequestOptions): Promise<GetCurrentSessionAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/sessions/current` }, options);
  }

  /** Sign out. The token stops working within a second, and the cookie is taken back. */
  deleteCurrent(options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: `/v1/sessions/current` }, options);
  }

  /** Set a password by an invitation. The token works once. Sessions that were open end. */
  acceptInvitation(body: AcceptInvitationBody, options?: RequestOptions): Promise<AcceptInvitationAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/invitations/accept`, body, keyed: true },
      options,
    );
  }
}
