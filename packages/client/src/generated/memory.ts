// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Memory. */
export class MemoryApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a memory store. Agents that name it in `memory.stores` remember people from call to call. */
  createStore(body: CreateMemoryStoreBody, options?: RequestOptions): Promise<MemoryStore> {
    return this.#transport.json({ method: 'POST', path: '/v1/memory-stores', body, keyed: true }, options);
  }

  /** List memory stores. */
  listStores(query?: PageQuery, options?: RequestOptions): Promise<Page<MemoryStore>> {
    return this.#transport.json({ method: 'GET', path: '/v1/memory-stores', query }, options);
  }

  /** List memory stores, one by one over all pages. */
  eachStores(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<MemoryStore, void, void> {
    return eachRow((asked: PageQuery) => this.listStores(asked, options), query, 'cursor');
  }

  /**
   * Delete a memory store. With everything in it. Agents that name it go on without it.
   * @throws ParleyError `memory-store-unknown`
   */
  deleteStore(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/memory-stores/${id}` }, options);
  }

  /**
   * Read a memory store.
   * @throws ParleyError `memory-store-unknown`
   */
  getStore(id: string, options?: RequestOptions): Promise<MemoryStore> {
    return this.#transport.json({ method: 'GET', path: path`/v1/memory-stores/${id}` }, options);
  }

  /**
   * Change a memory store.
   * @throws ParleyError `memory-store-unknown`
   */
  updateStore(id: string, body: UpdateMemoryStoreBody, options?: RequestOptions): Promise<MemoryStore> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/memory-stores/${id}`, body }, options);
  }

  /**
   * Forget a contact. Detaches it from the store; the contact stays.
   * @throws ParleyError `memory-unknown`, `memory-store-unknown`, `contact-unknown`
   */
  delete(id: string, contact: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: path`/v1/memory-stores/${id}/contacts/${contact}` },
      options,
    );
  }

  /**
   * Read what is remembered of a contact.
   * @throws ParleyError `memory-unknown`, `memory-store-unknown`, `contact-unknown`
   */
  get(id: string, contact: string, options?: RequestOptions): Promise<Memory> {
    return this.#transport.json(
      { method: 'GET', path: path`/v1/memory-stores/${id}/contacts/${contact}` },
      options,
    );
  }

  /**
   * Write what is remembered of a contact. Attaches the contact. What is left out stays as it is.
   * @throws ParleyError `memory-unknown`, `memory-store-unknown`, `contact-unknown`
   */
  put(id: string, contact: string, body: PutMemoryBody, options?: RequestOptions): Promise<Memory> {
    return this.#transport.json(
      { method: 'PUT', path: path`/v1/memory-stores/${id}/contacts/${contact}`, body },
      options,
    );
  }

  /**
   * List what a memory store holds.
   * @throws ParleyError `memory-store-unknown`
   */
  listMemories(id: string, query?: PageQuery, options?: RequestOptions): Promise<Page<Memory>> {
    return this.#transport.json(
      { method: 'GET', path: path`/v1/memory-stores/${id}/contacts`, query },
      options,
    );
  }

  /** List what a memory store holds, one by one over all pages. */
  eachMemories(
    id: string,
    query: PageQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<Memory, void, void> {
    return eachRow((asked: PageQuery) => this.listMemories(id, asked, options), query, 'cursor');
  }
}

export interface MemoryStore {
  readonly id: string;
  readonly object: 'memory_store';
  readonly name: string;
  readonly instructions: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface Memory {
  readonly object: 'memory';
  readonly memory_store_id: string;
  readonly contact_id: string;
  /** One sentence each. */
  readonly facts: readonly string[];
  /** Free; told to the model name by name. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The call that wrote it last. */
  readonly call_id: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface CreateMemoryStoreBody {
  readonly name: string;
  /** What is worth remembering, in words; empty: the model judges. */
  readonly instructions?: string;
}

export interface UpdateMemoryStoreBody {
  readonly name?: string;
  readonly instructions?: string | null;
}

export interface PutMemoryBody {
  /** One sentence each. */
  readonly facts?: readonly string[];
  /** Free; told to the model name by name. */
  readonly data?: Readonly<Record<string, unknown>>;
}
