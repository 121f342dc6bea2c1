// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Member, MemberRole, MemberState } from './shared.ts';

/** Members. */
export class MembersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Invite a member. Parley sends no mail for it: pass the token on. Whoever has it sets a password with
   * POST /v1/invitations/accept. Nobody invites to a role that may do more than their own.
   * @throws ParleyError `live-key-needed`, `member-taken`
   */
  create(body: CreateMemberBody, options?: RequestOptions): Promise<CreatedMember> {
    return this.#transport.json({ method: 'POST', path: '/v1/members', body, keyed: true }, options);
  }

  /** List members. */
  list(query?: ListMembersQuery, options?: RequestOptions): Promise<Page<Member>> {
    return this.#transport.json({ method: 'GET', path: '/v1/members', query }, options);
  }

  /** List members, one by one over all pages. */
  each(query: ListMembersQuery = {}, options?: RequestOptions): AsyncGenerator<Member, void, void> {
    return eachRow((asked: ListMembersQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a member.
   * @throws ParleyError `member-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Member> {
    return this.#transport.json({ method: 'GET', path: path`/v1/members/${id}` }, options);
  }

  /**
   * Change a member. Fields left out stay. A role is in effect within a second, in running sessions too.
   * @throws ParleyError `live-key-needed`, `member-unknown`, `last-owner`
   */
  update(id: string, body: UpdateMemberBody, options?: RequestOptions): Promise<Member> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/members/${id}`, body }, options);
  }

  /**
   * Remove a member. The sessions end with it. Rows of the audit log keep its id.
   * @throws ParleyError `live-key-needed`, `member-unknown`, `last-owner`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/members/${id}` }, options);
  }

  /**
   * Invite a member again. Makes the tokens before it useless. Until it is used an active member signs
   * in as before; then the new password holds and all sessions end.
   * @throws ParleyError `live-key-needed`, `member-unknown`
   */
  invite(id: string, options?: RequestOptions): Promise<CreatedMember> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/members/${id}/invitation`, keyed: true },
      options,
    );
  }
}

export interface CreatedMember extends Member {
  readonly invitation: {
    /** For POST /v1/invitations/accept. It is not shown again. */
    readonly token: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly expires_at: string;
  };
}

export interface CreateMemberBody {
  readonly email: string;
  readonly name?: string;
  readonly role: MemberRole;
}

export interface ListMembersQuery extends PageQuery {
  readonly role?: MemberRole;
  readonly state?: MemberState;
  /** Part of the name or of the e-mail address, in any case. */
  readonly search?: string;
  /** Default: "-created_at". */
  readonly sort?: '-created_at' | 'email';
}

export interface UpdateMemberBody {
  readonly name?: string;
  readonly role?: MemberRole;
  /** Ends the sessions, and refuses new ones. */
  readonly disabled?: boolean;
}
