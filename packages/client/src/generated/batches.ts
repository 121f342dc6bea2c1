// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { CreateCallBody } from './create-call-body.ts';

/** Batches. */
export class BatchesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Call many people. Up to 1,000 calls, committed in one transaction, in their order.
   * @throws ParleyError `url-refused`, `variable-missing`, `dial-denied`, `agent-unknown`,
   * `trunk-unknown`, `number-unknown`, `shutting-down`
   */
  create(body: CreateBatchBody, options?: RequestOptions): Promise<Batch> {
    return this.#transport.json({ method: 'POST', path: '/v1/batches', body, keyed: true }, options);
  }

  /** List batches. */
  list(query?: PageQuery, options?: RequestOptions): Promise<Page<Batch>> {
    return this.#transport.json({ method: 'GET', path: '/v1/batches', query }, options);
  }

  /** List batches, one by one over all pages. */
  each(query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Batch, void, void> {
    return eachRow((asked: PageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a batch.
   * @throws ParleyError `batch-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Batch> {
    return this.#transport.json({ method: 'GET', path: path`/v1/batches/${id}` }, options);
  }

  /**
   * Cancel a batch. Withdraws its calls that have not been dialled; others go on.
   * @throws ParleyError `batch-unknown`
   */
  cancel(id: string, options?: RequestOptions): Promise<Batch> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/batches/${id}/cancel`, keyed: true },
      options,
    );
  }
}

export interface CreateBatchBody {
  /** Default: "". */
  readonly name?: string;
  /**
   * `all-or-nothing`: one call that is refused refuses all, naming its place. `each`: it is left out.
   * Default: "all-or-nothing".
   */
  readonly mode?: 'all-or-nothing' | 'each';
  /** ISO 8601 with a time zone. */
  readonly starts_at?: string;
  /** Between the times of calls that name none, from `starts_at` (or now) on. */
  readonly staggered_interval_s?: number;
  readonly calls: readonly CreateCallBody[];
}

export interface Batch {
  readonly id: string;
  readonly object: 'batch';
  readonly name: string;
  readonly mode: 'all-or-nothing' | 'each';
  /** `ended` are `completed` or `failed`. Further tries are not counted. */
  readonly counts: BatchCounts;
  /** In the order of the request. */
  readonly calls: readonly BatchCall[];
  readonly cancelled_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
}

export interface BatchCounts {
  readonly total: number;
  readonly refused: number;
  readonly queued: number;
  readonly scheduled: number;
  readonly dialing: number;
  readonly ringing: number;
  readonly in_progress: number;
  readonly ended: number;
  readonly completed: number;
  readonly failed: number;
}

export interface BatchCall {
  readonly call_id: string | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly param?: string;
  } | null;
}
