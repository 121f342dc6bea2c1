// Written by tools/client.ts from openapi/openapi.json.
import { type RequestOptions, type Transport } from '../transport.ts';
import type { Member } from './shared.ts';

/** Sessions. */
export class SessionsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Sign in. A session ends after 12 hours without use, and after 30 days. A member of several
   * organizations names one in `organization_id`. The cookie is HttpOnly and SameSite=Lax; writes with
   * it need an `Origin` that is ours.
   * @throws ParleyError `sign-in-failed`
   */
  create(body: CreateSessionBody, options?: RequestOptions): Promise<CreatedSession> {
    return this.#transport.json({ method: 'POST', path: '/v1/sessions', body, keyed: true }, options);
  }

  /**
   * Who is signed in.
   * @throws ParleyError `session-unknown`
   */
  getCurrent(options?: RequestOptions): Promise<CurrentSession> {
    return this.#transport.json({ method: 'GET', path: '/v1/sessions/current' }, options);
  }

  /**
   * Sign out. The token stops working within a second, and the cookie is taken back.
   * @throws ParleyError `session-unknown`
   */
  deleteCurrent(options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: '/v1/sessions/current' }, options);
  }

  /**
   * Set a password by an invitation. The token works once. Sessions that were open end.
   * @throws ParleyError `invitation-invalid`
   */
  acceptInvitation(body: AcceptInvitationBody, options?: RequestOptions): Promise<Member> {
    return this.#transport.json(
      { method: 'POST', path: '/v1/invitations/accept', body, keyed: true },
      options,
    );
  }
}

export interface CurrentSession {
  readonly id: string;
  readonly object: 'session';
  readonly organization_id: string;
  readonly member: Member;
  /** What the role may do. */
  readonly scopes: readonly string[];
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expires_at: string;
}

export interface CreatedSession {
  readonly id: string;
  readonly object: 'session';
  readonly organization_id: string;
  readonly member: Member;
  /** What the role may do. */
  readonly scopes: readonly string[];
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expires_at: string;
  /** As a bearer token. A browser has it as a cookie too. */
  readonly token: string;
}

export interface CreateSessionBody {
  readonly email: string;
  readonly password: string;
  /** An id, in any spelling. */
  readonly organization_id?: string;
}

export interface AcceptInvitationBody {
  readonly token: string;
  /** At least 12 characters. */
  readonly password: string;
  readonly name?: string;
}
