// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Contacts. */
export class ContactsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Create a contact. Calls with this number know its name, e-mail address, time zone and fields.
   * @throws ParleyError `contact-taken`
   */
  create(body: CreateContactBody, options?: RequestOptions): Promise<Contact> {
    return this.#transport.json({ method: 'POST', path: '/v1/contacts', body, keyed: true }, options);
  }

  /** List contacts. */
  list(query?: ListContactsQuery, options?: RequestOptions): Promise<Page<Contact>> {
    return this.#transport.json({ method: 'GET', path: '/v1/contacts', query }, options);
  }

  /** List contacts, one by one over all pages. */
  each(query: ListContactsQuery = {}, options?: RequestOptions): AsyncGenerator<Contact, void, void> {
    return eachRow((asked: ListContactsQuery) => this.list(asked, options), query, 'cursor');
  }

  /** Create or change the contact of a number. What is left out stays as it is. */
  upsert(body: CreateContactBody, options?: RequestOptions): Promise<Contact> {
    return this.#transport.json({ method: 'PUT', path: '/v1/contacts', body }, options);
  }

  /**
   * Delete a contact. With what is remembered of it; its calls stay.
   * @throws ParleyError `contact-unknown`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/contacts/${id}` }, options);
  }

  /**
   * Read a contact.
   * @throws ParleyError `contact-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Contact> {
    return this.#transport.json({ method: 'GET', path: path`/v1/contacts/${id}` }, options);
  }

  /**
   * Change a contact. Fields left out stay; null empties.
   * @throws ParleyError `contact-unknown`, `contact-taken`
   */
  update(id: string, body: UpdateContactBody, options?: RequestOptions): Promise<Contact> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/contacts/${id}`, body }, options);
  }
}

export interface Contact {
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
}

export type UpdateContactBody = Partial<CreateContactBody>;

export interface CreateContactBody {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly phone: string;
  readonly name?: string | null;
  readonly email?: string | null;
  /** IANA. */
  readonly time_zone?: string | null;
  /** Merged name by name; null takes one, or all, out. */
  readonly fields?: Readonly<Record<string, unknown>> | null;
}

export interface ListContactsQuery extends PageQuery {
  /** Part of a name, a number or an e-mail address. */
  readonly search?: string;
}
