// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Phone books. */
export class PhoneBooksApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a phone book. */
  create(body: CreatePhoneBookBody, options?: RequestOptions): Promise<PhoneBook> {
    return this.#transport.json({ method: 'POST', path: '/v1/phone-books', body, keyed: true }, options);
  }

  /** List phone books. */
  list(query?: PageQuery, options?: RequestOptions): Promise<Page<PhoneBook>> {
    return this.#transport.json({ method: 'GET', path: '/v1/phone-books', query }, options);
  }

  /** List phone books, one by one over all pages. */
  each(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<PhoneBook, void, void> {
    return eachRow((asked: PageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Delete a phone book. With its entries.
   * @throws ParleyError `phone-book-unknown`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/phone-books/${id}` }, options);
  }

  /**
   * Read a phone book.
   * @throws ParleyError `phone-book-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<PhoneBook> {
    return this.#transport.json({ method: 'GET', path: path`/v1/phone-books/${id}` }, options);
  }

  /**
   * Rename a phone book.
   * @throws ParleyError `phone-book-unknown`
   */
  update(id: string, body: CreatePhoneBookBody, options?: RequestOptions): Promise<PhoneBook> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/phone-books/${id}`, body }, options);
  }

  /**
   * Add an entry to a phone book.
   * @throws ParleyError `phone-book-unknown`, `phone-book-full`
   */
  createEntry(id: string, body: CreatePhoneBookEntryBody, options?: RequestOptions): Promise<PhoneBookEntry> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/phone-books/${id}/entries`, body, keyed: true },
      options,
    );
  }

  /**
   * List the entries of a phone book. A book holds at most 100, which come in one answer.
   * @throws ParleyError `phone-book-unknown`
   */
  listEntries(id: string, options?: RequestOptions): Promise<Page<PhoneBookEntry>> {
    return this.#transport.json({ method: 'GET', path: path`/v1/phone-books/${id}/entries` }, options);
  }

  /**
   * Delete an entry of a phone book.
   * @throws ParleyError `phone-book-entry-unknown`
   */
  deleteEntry(id: string, entry: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: path`/v1/phone-books/${id}/entries/${entry}` },
      options,
    );
  }

  /**
   * Read an entry of a phone book.
   * @throws ParleyError `phone-book-entry-unknown`
   */
  getEntry(id: string, entry: string, options?: RequestOptions): Promise<PhoneBookEntry> {
    return this.#transport.json(
      { method: 'GET', path: path`/v1/phone-books/${id}/entries/${entry}` },
      options,
    );
  }

  /**
   * Change an entry of a phone book.
   * @throws ParleyError `phone-book-entry-unknown`
   */
  updateEntry(
    id: string,
    entry: string,
    body: UpdatePhoneBookEntryBody,
    options?: RequestOptions,
  ): Promise<PhoneBookEntry> {
    return this.#transport.json(
      { method: 'PATCH', path: path`/v1/phone-books/${id}/entries/${entry}`, body },
      options,
    );
  }
}

export interface PhoneBook {
  readonly id: string;
  readonly object: 'phone_book';
  readonly name: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface PhoneBookEntry {
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
}

export interface CreatePhoneBookBody {
  readonly name: string;
}

export type UpdatePhoneBookEntryBody = Partial<CreatePhoneBookEntryBody>;

export interface CreatePhoneBookEntryBody {
  /** E.164 or SIP URI. */
  readonly phone_number: string;
  /** For the model and for people. */
  readonly name?: string;
  /** When to transfer there, in words. */
  readonly transfer_condition?: string;
}
