// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateContactBody = {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly phone: string;
  readonly name?: string | null;
  readonly email?: string | null;
  /** IANA. */
  readonly time_zone?: string | null;
  /** Merged name by name; null takes one, or all, out. */
  readonly fields?: Readonly<Record<string, unknown>> | null;
};

export type CreateContactAnswer = {
  readonly id: string;
  readonly object: 'contact';
  readonly phone: string;
  readonly name: string;
  readonly email: string | null;
  readonly time_zone: string | null;
  /** Free; in a call they are variables. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListContactsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** Part of a name, a number or an e-mail address. */
  readonly search?: string;
};

export type ListContactsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'contact';
    readonly phone: string;
    readonly name: string;
    readonly email: string | null;
    readonly time_zone: string | null;
    /** Free; in a call they are variables. */
    readonly fields: Readonly<Record<string, unknown>>;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type UpsertContactBody = {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly phone: string;
  readonly name?: string | null;
  readonly email?: string | null;
  /** IANA. */
  readonly time_zone?: string | null;
  /** Merged name by name; null takes one, or all, out. */
  readonly fields?: Readonly<Record<string, unknown>> | null;
};

export type UpsertContactAnswer = {
  readonly id: string;
  readonly object: 'contact';
  readonly phone: string;
  readonly name: string;
  readonly email: string | null;
  readonly time_zone: string | null;
  /** Free; in a call they are variables. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type GetContactAnswer = {
  readonly id: string;
  readonly object: 'contact';
  readonly phone: string;
  readonly name: string;
  readonly email: string | null;
  readonly time_zone: string | null;
  /** Free; in a call they are variables. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdateContactBody = {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly phone?: string;
  readonly name?: string | null;
  readonly email?: string | null;
  /** IANA. */
  readonly time_zone?: string | null;
  /** Merged name by name; null takes one, or all, out. */
  readonly fields?: Readonly<Record<string, unknown>> | null;
};

export type UpdateContactAnswer = {
  readonly id: string;
  readonly object: 'contact';
  readonly phone: string;
  readonly name: string;
  readonly email: string | null;
  readonly time_zone: string | null;
  /** Free; in a call they are variables. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

/** Contacts. */
export class ContactsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a contact. Calls with this number know its name, e-mail address, time zone and fields. */
  create(body: CreateContactBody, options?: RequestOptions): Promise<CreateContactAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/contacts`, body, keyed: true }, options);
  }

  /** List contacts */
  list(query?: ListContactsQuery, options?: RequestOptions): Promise<ListContactsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/contacts`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List contacts, one by one over all pages. */
  each(
    query?: ListContactsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'contact';
      readonly phone: string;
      readonly name: string;
      readonly email: string | null;
      readonly time_zone: string | null;
      /** Free; in a call they are variables. */
      readonly fields: Readonly<Record<string, unknown>>;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
    },
    void,
    void
  > {
    return eachRow((asked: ListContactsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Create or change the contact of a number. What is left out stays as it is. */
  upsert(body: UpsertContactBody, options?: RequestOptions): Promise<UpsertContactAnswer> {
    return this.#transport.json({ method: 'PUT', path: `/v1/contacts`, body }, options);
  }

  /** Delete a contact. With what is remembered of it; its calls stay. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/contacts/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Read a contact */
  get(id: string, options?: RequestOptions): Promise<GetContactAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/contacts/${encodeURIComponent(id)}` }, options);
  }

  /** Change a contact. Fields left out stay; null empties. */
  update(id: string, body: UpdateContactBody, options?: RequestOptions): Promise<UpdateContactAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/contacts/${encodeURIComponent(id)}`, body },
      options,
    );
  }
}
