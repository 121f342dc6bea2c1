// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateMemoryStoreBody = {
  readonly name: string;
  /** What is worth remembering, in words; empty: the model judges. */
  readonly instructions?: string;
};

export type CreateMemoryStoreAnswer = {
  readonly id: string;
  readonly object: 'memory_store';
  readonly name: string;
  readonly instructions: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListMemoryStoresQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListMemoryStoresAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'memory_store';
    readonly name: string;
    readonly instructions: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetMemoryStoreAnswer = {
  readonly id: string;
  readonly object: 'memory_store';
  readonly name: string;
  readonly instructions: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdateMemoryStoreBody = {
  readonly name?: string;
  readonly instructions?: string | null;
};

export type UpdateMemoryStoreAnswer = {
  readonly id: string;
  readonly object: 'memory_store';
  readonly name: string;
  readonly instructions: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type GetMemoryAnswer = {
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
};

export type PutMemoryBody = {
  /** One sentence each. */
  readonly facts?: readonly string[];
  /** Free; told to the model name by name. */
  readonly data?: Readonly<Record<string, unknown>>;
};

export type PutMemoryAnswer = {
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
};

export type ListMemoriesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListMemoriesAnswer = {
  readonly data: readonly {
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

/** Memory. */
export class MemoryApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a memory store. Agents that name it in `memory.stores` remember people from call to call. */
  createStore(body: CreateMemoryStoreBody, options?: RequestOptions): Promise<CreateMemoryStoreAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/memory-stores`, body, keyed: true }, options);
  }

  /** List memory stores */
  listStores(query?: ListMemoryStoresQuery, options?: RequestOptions): Promise<ListMemoryStoresAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/memory-stores`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List memory stores, one by one over all pages. */
  eachStores(
    query?: ListMemoryStoresQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'memory_store';
      readonly name: string;
      readonly instructions: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
    },
    void,
    void
  > {
    return eachRow((asked: ListMemoryStoresQuery) => this.listStores(asked, options), query ?? {}, 'cursor');
  }

  /** Delete a memory store. With everything in it. Agents that name it go on without it. */
  deleteStore(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/memory-stores/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Read a memory store */
  getStore(id: string, options?: RequestOptions): Promise<GetMemoryStoreAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/memory-stores/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change a memory store */
  updateStore(
    id: string,
    body: UpdateMemoryStoreBody,
    options?: RequestOptions,
  ): Promise<UpdateMemoryStoreAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/memory-stores/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Forget a contact. Detaches it from the store; the contact stays. */
  delete(id: string, contact: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      {
        method: 'DELETE',
        path: `/v1/memory-stores/${encodeURIComponent(id)}/contacts/${encodeURIComponent(contact)}`,
      },
      options,
    );
  }

  /** Read what is remembered of a contact */
  get(id: string, contact: string, options?: RequestOptions): Promise<GetMemoryAnswer> {
    return this.#transport.json(
      {
        method: 'GET',
        path: `/v1/memory-stores/${encodeURIComponent(id)}/contacts/${encodeURIComponent(contact)}`,
      },
      options,
    );
  }

  /** Write what is remembered of a contact. Attaches the contact. What is left out stays as it is. */
  put(id: string, contact: string, body: PutMemoryBody, options?: RequestOptions): Promise<PutMemoryAnswer> {
    return this.#transport.json(
      {
        method: 'PUT',
        path: `/v1/memory-stores/${encodeURIComponent(id)}/contacts/${encodeURIComponent(contact)}`,
        body,
      },
      options,
    );
  }

  /** List what a memory store holds */
  listMemories(id: string, query?: ListMemoriesQuery, options?: RequestOptions): Promise<ListMemoriesAnswer> {
    return this.#transport.json(
      {
        method: 'GET',
        path: `/v1/memory-stores/${encodeURIComponent(id)}/contacts`,
        ...(query ? { query } : {}),
      },
      options,
    );
  }

  /** List what a memory store holds, one by one over all pages. */
  eachMemories(
    id: string,
    query?: ListMemoriesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
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
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListMemoriesQuery) => this.listMemories(id, asked, options),
      query ?? {},
      'cursor',
    );
  }
}
