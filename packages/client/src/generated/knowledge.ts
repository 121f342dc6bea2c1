// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateKnowledgeBaseBody = {
  readonly name: string;
  /** When it is to be used, for the model; empty: whenever it helps. */
  readonly condition?: string;
  /** BCP 47, of the sources; decides how words are reduced to their stems. */
  readonly language?: string;
  /** Absent: what the server uses; null: words alone. */
  readonly embedding?: {
    /** E.g. `openai`. */
    readonly provider: string;
    /** E.g. `text-embedding-3-small`. */
    readonly model: string;
  } | null;
};

export type CreateKnowledgeBaseAnswer = {
  readonly id: string;
  readonly object: 'knowledge_base';
  readonly name: string;
  readonly condition: string;
  readonly language: string;
  readonly embedding: {
    /** E.g. `openai`. */
    readonly provider: string;
    /** E.g. `text-embedding-3-small`. */
    readonly model: string;
  } | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListKnowledgeBasesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListKnowledgeBasesAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'knowledge_base';
    readonly name: string;
    readonly condition: string;
    readonly language: string;
    readonly embedding: {
      /** E.g. `openai`. */
      readonly provider: string;
      /** E.g. `text-embedding-3-small`. */
      readonly model: string;
    } | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetKnowledgeBaseAnswer = {
  readonly id: string;
  readonly object: 'knowledge_base';
  readonly name: string;
  readonly condition: string;
  readonly language: string;
  readonly embedding: {
    /** E.g. `openai`. */
    readonly provider: string;
    /** E.g. `text-embedding-3-small`. */
    readonly model: string;
  } | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdateKnowledgeBaseBody = {
  readonly name?: string;
  readonly condition?: string | null;
  /** BCP 47, of the sources; decides how words are reduced to their stems. */
  readonly language?: string;
  readonly embedding?: {
    /** E.g. `openai`. */
    readonly provider: string;
    /** E.g. `text-embedding-3-small`. */
    readonly model: string;
  } | null;
};

export type UpdateKnowledgeBaseAnswer = {
  readonly id: string;
  readonly object: 'knowledge_base';
  readonly name: string;
  readonly condition: string;
  readonly language: string;
  readonly embedding: {
    /** E.g. `openai`. */
    readonly provider: string;
    /** E.g. `text-embedding-3-small`. */
    readonly model: string;
  } | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type SearchKnowledgeBaseBody = {
  readonly query: string;
  /** Default: 3. */
  readonly top?: number;
};

export type SearchKnowledgeBaseAnswer = {
  readonly data: readonly {
    readonly base: string;
    readonly source: string;
    readonly heading: string;
    readonly text: string;
    /** 0 to 1; comparable within one answer only. */
    readonly score: number;
  }[];
};

export type CreateKnowledgeSourceBody =
  | {
      readonly type: 'text';
      readonly name: string;
      /** Plain text or Markdown; `#` lines are headings. */
      readonly text: string;
    }
  | {
      readonly type: 'file';
      readonly name?: string;
      /** Ends in .txt, .md, .html, .csv or .json. */
      readonly filename: string;
      /** Plain text or Markdown; `#` lines are headings. */
      readonly text?: string;
      readonly base64?: string;
    }
  | {
      readonly type: 'web';
      readonly name?: string;
      /** http or https. */
      readonly url: string;
    };

export type CreateKnowledgeSourceAnswer = {
  readonly id: string;
  readonly object: 'knowledge_source';
  readonly knowledge_base_id: string;
  readonly type: 'text' | 'file' | 'web';
  readonly name: string;
  readonly url: string | null;
  readonly media_type: string | null;
  readonly state: 'pending' | 'ready' | 'failed';
  /** Why it could not be read, and the mend. */
  readonly fault: string | null;
  readonly characters: number;
  /** Pieces that can be found. */
  readonly chunks: number;
  readonly read_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListKnowledgeSourcesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListKnowledgeSourcesAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'knowledge_source';
    readonly knowledge_base_id: string;
    readonly type: 'text' | 'file' | 'web';
    readonly name: string;
    readonly url: string | null;
    readonly media_type: string | null;
    readonly state: 'pending' | 'ready' | 'failed';
    /** Why it could not be read, and the mend. */
    readonly fault: string | null;
    readonly characters: number;
    /** Pieces that can be found. */
    readonly chunks: number;
    readonly read_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetKnowledgeSourceAnswer = {
  readonly id: string;
  readonly object: 'knowledge_source';
  readonly knowledge_base_id: string;
  readonly type: 'text' | 'file' | 'web';
  readonly name: string;
  readonly url: string | null;
  readonly media_type: string | null;
  readonly state: 'pending' | 'ready' | 'failed';
  /** Why it could not be read, and the mend. */
  readonly fault: string | null;
  readonly characters: number;
  /** Pieces that can be found. */
  readonly chunks: number;
  readonly read_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type UpdateKnowledgeSourceBody = {
  readonly name?: string;
  /** Plain text or Markdown; `#` lines are headings. */
  readonly text?: string;
  /** http or https. */
  readonly url?: string;
};

export type UpdateKnowledgeSourceAnswer = {
  readonly id: string;
  readonly object: 'knowledge_source';
  readonly knowledge_base_id: string;
  readonly type: 'text' | 'file' | 'web';
  readonly name: string;
  readonly url: string | null;
  readonly media_type: string | null;
  readonly state: 'pending' | 'ready' | 'failed';
  /** Why it could not be read, and the mend. */
  readonly fault: string | null;
  readonly characters: number;
  /** Pieces that can be found. */
  readonly chunks: number;
  readonly read_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type RefreshKnowledgeSourceAnswer = {
  readonly id: string;
  readonly object: 'knowledge_source';
  readonly knowledge_base_id: string;
  readonly type: 'text' | 'file' | 'web';
  readonly name: string;
  readonly url: string | null;
  readonly media_type: string | null;
  readonly state: 'pending' | 'ready' | 'failed';
  /** Why it could not be read, and the mend. */
  readonly fault: string | null;
  readonly characters: number;
  /** Pieces that can be found. */
  readonly chunks: number;
  readonly read_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

/** Knowledge. */
export class KnowledgeApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a knowledge base. Sources are added to it; agents name it in `knowledge.bases`. */
  createBase(body: CreateKnowledgeBaseBody, options?: RequestOptions): Promise<CreateKnowledgeBaseAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/knowledge-bases`, body, keyed: true }, options);
  }

  /** List knowledge bases */
  listBases(query?: ListKnowledgeBasesQuery, options?: RequestOptions): Promise<ListKnowledgeBasesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/knowledge-bases`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List knowledge bases, one by one over all pages. */
  eachBases(
    query?: ListKnowledgeBasesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'knowledge_base';
      readonly name: string;
      readonly condition: string;
      readonly language: string;
      readonly embedding: {
        /** E.g. `openai`. */
        readonly provider: string;
        /** E.g. `text-embedding-3-small`. */
        readonly model: string;
      } | null;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
    },
    void,
    void
  > {
    return eachRow((asked: ListKnowledgeBasesQuery) => this.listBases(asked, options), query ?? {}, 'cursor');
  }

  /** Delete a knowledge base. With its sources. Agents that name it go on without it. */
  deleteBase(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/knowledge-bases/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Read a knowledge base */
  getBase(id: string, options?: RequestOptions): Promise<GetKnowledgeBaseAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/knowledge-bases/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change a knowledge base. Another language or embedding model reads every source anew. */
  updateBase(
    id: string,
    body: UpdateKnowledgeBaseBody,
    options?: RequestOptions,
  ): Promise<UpdateKnowledgeBaseAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/knowledge-bases/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Try a knowledge base. The chunks that a call would be given for these words, the best first. */
  searchBase(
    id: string,
    body: SearchKnowledgeBaseBody,
    options?: RequestOptions,
  ): Promise<SearchKnowledgeBaseAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/knowledge-bases/${encodeURIComponent(id)}/search`, body, keyed: true },
      options,
    );
  }

  /** Add a source. A text, a file or a web page. It is read in the background; `state` tells when it can be found. */
  createSource(
    id: string,
    body: CreateKnowledgeSourceBody,
    options?: RequestOptions,
  ): Promise<CreateKnowledgeSourceAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/knowledge-bases/${encodeURIComponent(id)}/sources`, body, keyed: true },
      options,
    );
  }

  /** List the sources of a knowledge base */
  listSources(
    id: string,
    query?: ListKnowledgeSourcesQuery,
    options?: RequestOptions,
  ): Promise<ListKnowledgeSourcesAnswer> {
    return this.#transport.json(
      {
        method: 'GET',
        path: `/v1/knowledge-bases/${encodeURIComponent(id)}/sources`,
        ...(query ? { query } : {}),
      },
      options,
    );
  }

  /** List the sources of a knowledge base, one by one over all pages. */
  eachSources(
    id: string,
    query?: ListKnowledgeSourcesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'knowledge_source';
      readonly knowledge_base_id: string;
      readonly type: 'text' | 'file' | 'web';
      readonly name: string;
      readonly url: string | null;
      readonly media_type: string | null;
      readonly state: 'pending' | 'ready' | 'failed';
      /** Why it could not be read, and the mend. */
      readonly fault: string | null;
      readonly characters: number;
      /** Pieces that can be found. */
      readonly chunks: number;
      readonly read_at: string | null;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListKnowledgeSourcesQuery) => this.listSources(id, asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Delete a source */
  deleteSource(id: string, source: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      {
        method: 'DELETE',
        path: `/v1/knowledge-bases/${encodeURIComponent(id)}/sources/${encodeURIComponent(source)}`,
      },
      options,
    );
  }

  /** Read a source */
  getSource(id: string, source: string, options?: RequestOptions): Promise<GetKnowledgeSourceAnswer> {
    return this.#transport.json(
      {
        method: 'GET',
        path: `/v1/knowledge-bases/${encodeURIComponent(id)}/sources/${encodeURIComponent(source)}`,
      },
      options,
    );
  }

  /** Change a source. New text is read at once; `text` is for texts and files, `url` for web pages. */
  updateSource(
    id: string,
    source: string,
    body: UpdateKnowledgeSourceBody,
    options?: RequestOptions,
  ): Promise<UpdateKnowledgeSourceAnswer> {
    return this.#transport.json(
      {
        method: 'PATCH',
        path: `/v1/knowledge-bases/${encodeURIComponent(id)}/sources/${encodeURIComponent(source)}`,
        body,
      },
      options,
    );
  }

  /** Read a source again. A web page is fetched anew; what it held before is found until then. */
  refreshSource(id: string, source: string, options?: RequestOptions): Promise<RefreshKnowledgeSourceAnswer> {
    return this.#transport.json(
      {
        method: 'POST',
        path: `/v1/knowledge-bases/${encodeURIComponent(id)}/sources/${encodeURIComponent(source)}/refresh`,
        keyed: true,
      },
      options,
    );
  }
}
