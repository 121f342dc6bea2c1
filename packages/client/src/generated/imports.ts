// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateImportBody = {
  readonly vendor: 'meetzy' | 'synthflow' | 'dial' | 'flireo';
  /** Of the vendor’s API, as your client has it, e.g. `https://api.synthflow.ai`. */
  readonly base_url: string;
  /** The vendor’s. Lives in memory while the import runs; it is kept nowhere. */
  readonly key: string;
  /** Synthflow: the workspace whose numbers are to be read. */
  readonly workspace?: string;
  /** Read, and say what would be done. Default: false. */
  readonly dry_run?: boolean;
};

export type CreateImportAnswer = {
  readonly id: string;
  readonly object: 'import';
  readonly vendor: 'meetzy' | 'synthflow' | 'dial' | 'flireo';
  readonly base_url: string;
  readonly dry_run: boolean;
  readonly status: 'running' | 'completed' | 'failed' | 'interrupted';
  /** What is being read. */
  readonly step: string | null;
  readonly counts: {
    readonly created: number;
    readonly updated: number;
    readonly kept: number;
    readonly skipped: number;
    readonly would_create: number;
    readonly would_update: number;
  };
  readonly lines: readonly {
    readonly noun: string;
    /** Goes on naming it in this vendor’s dialect. */
    readonly vendor_id: string;
    readonly name: string;
    readonly action: 'created' | 'updated' | 'kept' | 'skipped' | 'would_create' | 'would_update';
    readonly id: string | null;
    /** What of it was not taken and why, and what is left to be filled in. */
    readonly notes: readonly string[];
  }[];
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
};

export type ListImportsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListImportsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'import';
    readonly vendor: 'meetzy' | 'synthflow' | 'dial' | 'flireo';
    readonly base_url: string;
    readonly dry_run: boolean;
    readonly status: 'running' | 'completed' | 'failed' | 'interrupted';
    /** What is being read. */
    readonly step: string | null;
    readonly counts: {
      readonly created: number;
      readonly updated: number;
      readonly kept: number;
      readonly skipped: number;
      readonly would_create: number;
      readonly would_update: number;
    };
    readonly lines: readonly {
      readonly noun: string;
      /** Goes on naming it in this vendor’s dialect. */
      readonly vendor_id: string;
      readonly name: string;
      readonly action: 'created' | 'updated' | 'kept' | 'skipped' | 'would_create' | 'would_update';
      readonly id: string | null;
      /** What of it was not taken and why, and what is left to be filled in. */
      readonly notes: readonly string[];
    }[];
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetImportAnswer = {
  readonly id: string;
  readonly object: 'import';
  readonly vendor: 'meetzy' | 'synthflow' | 'dial' | 'flireo';
  readonly base_url: string;
  readonly dry_run: boolean;
  readonly status: 'running' | 'completed' | 'failed' | 'interrupted';
  /** What is being read. */
  readonly step: string | null;
  readonly counts: {
    readonly created: number;
    readonly updated: number;
    readonly kept: number;
    readonly skipped: number;
    readonly would_create: number;
    readonly would_update: number;
  };
  readonly lines: readonly {
    readonly noun: string;
    /** Goes on naming it in this vendor’s dialect. */
    readonly vendor_id: string;
    readonly name: string;
    readonly action: 'created' | 'updated' | 'kept' | 'skipped' | 'would_create' | 'would_update';
    readonly id: string | null;
    /** What of it was not taken and why, and what is left to be filled in. */
    readonly notes: readonly string[];
  }[];
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
};

/** Imports. */
export class ImportsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Import from another vendor. Reads agents, numbers, tools and the like from the vendor’s API and makes them here through our dialect of it. The vendor’s ids go on naming them there. A second import updates what the first one made, and makes nothing twice. It runs by itself: read it until `status` is no longer `running`. */
  create(body: CreateImportBody, options?: RequestOptions): Promise<CreateImportAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/imports`, body, keyed: true }, options);
  }

  /** List imports */
  list(query?: ListImportsQuery, options?: RequestOptions): Promise<ListImportsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/imports`, ...(query ? { query } : {}) }, options);
  }

  /** List imports, one by one over all pages. */
  each(
    query?: ListImportsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'import';
      readonly vendor: 'meetzy' | 'synthflow' | 'dial' | 'flireo';
      readonly base_url: string;
      readonly dry_run: boolean;
      readonly status: 'running' | 'completed' | 'failed' | 'interrupted';
      /** What is being read. */
      readonly step: string | null;
      readonly counts: {
        readonly created: number;
        readonly updated: number;
        readonly kept: number;
        readonly skipped: number;
        readonly would_create: number;
        readonly would_update: number;
      };
      readonly lines: readonly {
        readonly noun: string;
        /** Goes on naming it in this vendor’s dialect. */
        readonly vendor_id: string;
        readonly name: string;
        readonly action: 'created' | 'updated' | 'kept' | 'skipped' | 'would_create' | 'would_update';
        readonly id: string | null;
        /** What of it was not taken and why, and what is left to be filled in. */
        readonly notes: readonly string[];
      }[];
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
    },
    void,
    void
  > {
    return eachRow((asked: ListImportsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read an import */
  get(id: string, options?: RequestOptions): Promise<GetImportAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/imports/${encodeURIComponent(id)}` }, options);
  }
}
