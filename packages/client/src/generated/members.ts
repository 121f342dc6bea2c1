// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateMemberBody = {
  readonly email: string;
  readonly name?: string;
  readonly role: 'owner' | 'builder' | 'operator' | 'analyst' | 'billing';
};

export type CreateMemberAnswer = {
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
  readonly invitation: {
    /** For POST /v1/invitations/accept. It is not shown again. */
    readonly token: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly expires_at: string;
  };
};

export type ListMembersQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListMembersAnswer = {
  readonly data: readonly {
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetMemberAnswer = {
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

export type UpdateMemberBody = {
  readonly name?: string;
  readonly role?: 'owner' | 'builder' | 'operator' | 'analyst' | 'billing';
  /** Ends the sessions, and refuses new ones. */
  readonly disabled?: boolean;
};

export type UpdateMemberAnswer = {
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

export type InviteMemberAnswer = {
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
  readonly invitation: {
    /** For POST /v1/invitations/accept. It is not shown again. */
    readonly token: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly expires_at: string;
  };
};

/** Members. */
export class MembersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Invite a member. Parley sends no mail for it: pass the token on. Whoever has it sets a password with POST /v1/invitations/accept. Nobody invites to a role that may do more than their own. */
  create(body: CreateMemberBody, options?: RequestOptions): Promise<CreateMemberAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/members`, body, keyed: true }, options);
  }

  /** List members */
  list(query?: ListMembersQuery, options?: RequestOptions): Promise<ListMembersAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/members`, ...(query ? { query } : {}) }, options);
  }

  /** List members, one by one over all pages. */
  each(
    query?: ListMembersQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
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
    },
    void,
    void
  > {
    return eachRow((asked: ListMembersQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a member */
  get(id: string, options?: RequestOptions): Promise<GetMemberAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/members/${encodeURIComponent(id)}` }, options);
  }

  /** Change a member. Fields left out stay. A role is in effect within a second, in running sessions too. */
  update(id: string, body: UpdateMemberBody, options?: RequestOptions): Promise<UpdateMemberAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/members/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Remove a member. The sessions end with it. Rows of the audit log keep its id. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: `/v1/members/${encodeURIComponent(id)}` }, options);
  }

  /** Invite a member again. Makes the tokens before it useless. Until it is used an active member signs in as before; then the new password holds and all sessions end. */
  invite(id: string, options?: RequestOptions): Promise<InviteMemberAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/members/${encodeURIComponent(id)}/invitation`, keyed: true },
      options,
    );
  }
}
