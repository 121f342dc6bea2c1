// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';

/** Imports. */
export class ImportsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Import from another vendor. Reads agents, numbers, tools and the like from the vendor’s API and
   * makes them here through our dialect of it. The vendor’s ids go on naming them there. A second import
   * updates what the first one made, and makes nothing twice. It runs by itself: read it until `status`
   * is no longer `running`.
   * @throws ParleyError `url-refused`, `import-running`
   */
  create(body: CreateImportBody, options?: RequestOptions): Promise<Import> {
    return this.#transport.json({ method: 'POST', path: '/v1/imports', body, keyed: true }, options);
  }

  /** List imports. */
  list(query?: PageQuery, options?: RequestOptions): Promise<Page<Import>> {
    return this.#transport.json({ method: 'GET', path: '/v1/imports', query }, options);
  }

  /** List imports, one by one over all pages. */
  each(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Import, void, void> {
    return eachRow((asked: PageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read an import.
   * @throws ParleyError `import-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Import> {
    return this.#transport.json({ method: 'GET', path: path`/v1/imports/${id}` }, options);
  }
}

export interface Import {
  readonly id: string;
  readonly object: 'import';
  readonly vendor: ImportVendor;
  readonly base_url: string;
  readonly dry_run: boolean;
  readonly status: 'running' | 'completed' | 'failed' | 'interrupted';
  /** What is being read. */
  readonly step: string | null;
  readonly counts: ImportCounts;
  readonly lines: readonly ImportLine[];
  /** What could not be taken as a whole, and why. */
  readonly notes: readonly string[];
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  readonly ended_at: string | null;
}

export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly kept: number;
  readonly skipped: number;
  readonly would_create: number;
  readonly would_update: number;
}

export interface ImportLine {
  readonly noun: string;
  /** Goes on naming it in this vendor’s dialect. */
  readonly vendor_id: string;
  readonly name: string;
  readonly action: 'created' | 'updated' | 'kept' | 'skipped' | 'would_create' | 'would_update';
  readonly id: string | null;
  /** What of it was not taken and why, and what is left to be filled in. */
  readonly notes: readonly string[];
}

export interface CreateImportBody {
  readonly vendor: ImportVendor;
  /** Of the vendor’s API, as your client has it, e.g. `https://api.synthflow.ai`. */
  readonly base_url: string;
  /** The vendor’s. Lives in memory while the import runs; it is kept nowhere. */
  readonly key: string;
  /** Synthflow: the workspace whose numbers are to be read. */
  readonly workspace?: string;
  /** Read, and say what would be done. Default: false. */
  readonly dry_run?: boolean;
}

export type ImportVendor = 'meetzy' | 'synthflow' | 'dial' | 'flireo';
