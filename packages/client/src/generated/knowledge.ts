// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Knowledge. */
export class KnowledgeApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Create a knowledge base. Sources are added to it; agents name it in `knowledge.bases`.
   * @throws ParleyError `embedding-unavailable`
   */
  createBase(body: CreateKnowledgeBaseBody, options?: RequestOptions): Promise<KnowledgeBase> {
    return this.#transport.json({ method: 'POST', path: '/v1/knowledge-bases', body, keyed: true }, options);
  }

  /** List knowledge bases. */
  listBases(query?: PageQuery, options?: RequestOptions): Promise<Page<KnowledgeBase>> {
    return this.#transport.json({ method: 'GET', path: '/v1/knowledge-bases', query }, options);
  }

  /** List knowledge bases, one by one over all pages. */
  eachBases(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<KnowledgeBase, void, void> {
    return eachRow((asked: PageQuery) => this.listBases(asked, options), query, 'cursor');
  }

  /**
   * Delete a knowledge base. With its sources. Agents that name it go on without it.
   * @throws ParleyError `knowledge-base-unknown`
   */
  deleteBase(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/knowledge-bases/${id}` }, options);
  }

  /**
   * Read a knowledge base.
   * @throws ParleyError `knowledge-base-unknown`
   */
  getBase(id: string, options?: RequestOptions): Promise<KnowledgeBase> {
    return this.#transport.json({ method: 'GET', path: path`/v1/knowledge-bases/${id}` }, options);
  }

  /**
   * Change a knowledge base. Another language or embedding model reads every source anew.
   * @throws ParleyError `embedding-unavailable`, `knowledge-base-unknown`
   */
  updateBase(id: string, body: UpdateKnowledgeBaseBody, options?: RequestOptions): Promise<KnowledgeBase> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/knowledge-bases/${id}`, body }, options);
  }

  /**
   * Try a knowledge base. The chunks that a call would be given for these words, the best first.
   * @throws ParleyError `knowledge-base-unknown`
   */
  searchBase(
    id: string,
    body: SearchKnowledgeBaseBody,
    options?: RequestOptions,
  ): Promise<SearchKnowledgeBaseAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/knowledge-bases/${id}/search`, body, keyed: true },
      options,
    );
  }

  /**
   * Add a source. A text, a file or a web page. It is read in the background; `state` tells when it can
   * be found.
   * @throws ParleyError `knowledge-base-unknown`, `pdf-unsupported`
   */
  createSource(
    id: string,
    body: CreateKnowledgeSourceBody,
    options?: RequestOptions,
  ): Promise<KnowledgeSource> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/knowledge-bases/${id}/sources`, body, keyed: true },
      options,
    );
  }

  /**
   * List the sources of a knowledge base.
   * @throws ParleyError `knowledge-base-unknown`
   */
  listSources(id: string, query?: PageQuery, options?: RequestOptions): Promise<Page<KnowledgeSource>> {
    return this.#transport.json(
      { method: 'GET', path: path`/v1/knowledge-bases/${id}/sources`, query },
      options,
    );
  }

  /** List the sources of a knowledge base, one by one over all pages. */
  eachSources(
    id: string,
    query: PageQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<KnowledgeSource, void, void> {
    return eachRow((asked: PageQuery) => this.listSources(id, asked, options), query, 'cursor');
  }

  /**
   * Delete a source.
   * @throws ParleyError `knowledge-source-unknown`
   */
  deleteSource(id: string, source: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: path`/v1/knowledge-bases/${id}/sources/${source}` },
      options,
    );
  }

  /**
   * Read a source.
   * @throws ParleyError `knowledge-source-unknown`
   */
  getSource(id: string, source: string, options?: RequestOptions): Promise<KnowledgeSource> {
    return this.#transport.json(
      { method: 'GET', path: path`/v1/knowledge-bases/${id}/sources/${source}` },
      options,
    );
  }

  /**
   * Change a source. New text is read at once; `text` is for texts and files, `url` for web pages.
   * @throws ParleyError `knowledge-source-unknown`
   */
  updateSource(
    id: string,
    source: string,
    body: UpdateKnowledgeSourceBody,
    options?: RequestOptions,
  ): Promise<KnowledgeSource> {
    return this.#transport.json(
      { method: 'PATCH', path: path`/v1/knowledge-bases/${id}/sources/${source}`, body },
      options,
    );
  }

  /**
   * Read a source again. A web page is fetched anew; what it held before is found until then.
   * @throws ParleyError `knowledge-source-unknown`
   */
  refreshSource(id: string, source: string, options?: RequestOptions): Promise<KnowledgeSource> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/knowledge-bases/${id}/sources/${source}/refresh`, keyed: true },
      options,
    );
  }
}

export interface KnowledgeBase {
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
}

export interface KnowledgeSource {
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
}

export interface CreateKnowledgeBaseBody {
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
}

export interface UpdateKnowledgeBaseBody {
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
}

export interface SearchKnowledgeBaseAnswer {
  readonly data: readonly KnowledgeBaseData[];
}

export interface KnowledgeBaseData {
  readonly base: string;
  readonly source: string;
  readonly heading: string;
  readonly text: string;
  /** 0 to 1; comparable within one answer only. */
  readonly score: number;
}

export interface SearchKnowledgeBaseBody {
  readonly query: string;
  /** Default: 3. */
  readonly top?: number;
}

export type CreateKnowledgeSourceBody =
  | {
      readonly type: 'text';
      readonly name: string;
      /** Plain text or Markdown; `#` lines are headings. */
      readonly text: string;
    }
  | FileSource
  | {
      readonly type: 'web';
      readonly name?: string;
      /** http or https. */
      readonly url: string;
    };

export interface FileSource {
  readonly type: 'file';
  readonly name?: string;
  /** Ends in .txt, .md, .html, .csv or .json. */
  readonly filename: string;
  /** Plain text or Markdown; `#` lines are headings. */
  readonly text?: string;
  readonly base64?: string;
}

export interface UpdateKnowledgeSourceBody {
  readonly name?: string;
  /** Plain text or Markdown; `#` lines are headings. */
  readonly text?: string;
  /** http or https. */
  readonly url?: string;
}
