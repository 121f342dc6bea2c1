// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreatePhoneBookBody = {
  readonly name: string;
};

export type CreatePhoneBookAnswer = {
  readonly id: string;
  readonly object: 'phone_book';
  readonly name: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListPhoneBooksQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListPhoneBooksAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'phone_book';
    readonly name: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetPhoneBookAnswer = {
  readonly id: string;
  readonly object: 'phone_book';
  readonly name: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdatePhoneBookBody = {
  readonly name: string;
};

export type UpdatePhoneBookAnswer = {
  readonly id: string;
  readonly object: 'phone_book';
  readonly name: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type CreatePhoneBookEntryBody = {
  /** E.164 or SIP URI. */
  readonly phone_number: string;
  /** For the model and for people. */
  readonly name?: string;
  /** When to transfer there, in words. */
  readonly transfer_condition?: string;
};

export type CreatePhoneBookEntryAnswer = {
  readonly id: string;
  readonly object: 'phone_book_entry';
  readonly phone_book_id: string;
  readonly phone_number: string;
  readonly name: string;
  readonly transfer_condition: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListPhoneBookEntriesAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'phone_book_entry';
    readonly phone_book_id: string;
    readonly phone_number: string;
    readonly name: string;
    readonly transfer_condition: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetPhoneBookEntryAnswer = {
  readonly id: string;
  readonly object: 'phone_book_entry';
  readonly phone_book_id: string;
  readonly phone_number: string;
  readonly name: string;
  readonly transfer_condition: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdatePhoneBookEntryBody = {
  /** E.164 or SIP URI. */
  readonly phone_number?: string;
  /** For the model and for people. */
  readonly name?: string;
  /** When to transfer there, in words. */
  readonly transfer_condition?: string;
};

export type UpdatePhoneBookEntryAnswer = {
  readonly id: string;
  readonly object: 'phone_book_entry';
  readonly phone_book_id: string;
  readonly phone_number: string;
  readonly name: string;
  readonly transfer_condition: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

/** PhoneBooks. */
export class PhoneBooksApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a phone book */
  create(body: CreatePhoneBookBody, options?: RequestOptions): Promise<CreatePhoneBookAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/phone-books`, body, keyed: true }, options);
  }

  /** List phone books */
  list(query?: ListPhoneBooksQuery, options?: RequestOptions): Promise<ListPhoneBooksAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/phone-books`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List phone books, one by one over all pages. */
  each(
    query?: ListPhoneBooksQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'phone_book';
      readonly name: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
    },
    void,
    void
  > {
    return eachRow((asked: ListPhoneBooksQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Delete a phone book. With its entries. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/phone-books/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Read a phone book */
  get(id: string, options?: RequestOptions): Promise<GetPhoneBookAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/phone-books/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Rename a phone book */
  update(id: string, body: UpdatePhoneBookBody, options?: RequestOptions): Promise<UpdatePhoneBookAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/phone-books/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Add an entry to a phone book */
  createEntry(
    id: string,
    body: CreatePhoneBookEntryBody,
    options?: RequestOptions,
  ): Promise<CreatePhoneBookEntryAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/phone-books/${encodeURIComponent(id)}/entries`, body, keyed: true },
      options,
    );
  }

  /** List the entries of a phone book. A book holds at most 100, which come in one answer. */
  listEntries(id: string, options?: RequestOptions): Promise<ListPhoneBookEntriesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/phone-books/${encodeURIComponent(id)}/entries` },
      options,
    );
  }

  /** Delete an entry of a phone book */
  deleteEntry(id: string, entry: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      {
        method: 'DELETE',
        path: `/v1/phone-books/${encodeURIComponent(id)}/entries/${encodeURIComponent(entry)}`,
      },
      options,
    );
  }

  /** Read an entry of a phone book */
  getEntry(id: string, entry: string, options?: RequestOptions): Promise<GetPhoneBookEntryAnswer> {
    return this.#transport.json(
      {
        method: 'GET',
        path: `/v1/phone-books/${encodeURIComponent(id)}/entries/${encodeURIComponent(entry)}`,
      },
      options,
    );
  }

  /** Change an entry of a phone book */
  updateEntry(
    id: string,
    entry: string,
    body: UpdatePhoneBookEntryBody,
    options?: RequestOptions,
  ): Promise<UpdatePhoneBookEntryAnswer> {
    return this.#transport.json(
      {
        method: 'PATCH',
        path: `/v1/phone-books/${encodeURIComponent(id)}/entries/${encodeURIComponent(entry)}`,
        body,
      },
      options,
    );
  }
}
