// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { AgentConfig, CallOverrides } from './schemas.ts';

export type CreateBatchBody = {
  /** Default: "". */
  readonly name?: string;
  /** `all-or-nothing`: one call that is refused refuses all, naming its place. `each`: it is left out. Default: "all-or-nothing". */
  readonly mode?: 'all-or-nothing' | 'each';
  /** ISO 8601 with a time zone. */
  readonly starts_at?: string;
  /** Between the times of calls that name none, from `starts_at` (or now) on. */
  readonly staggered_interval_s?: number;
  readonly calls: readonly {
    /** An id, in any spelling. */
    readonly agent_id?: string;
    readonly agent?: AgentConfig;
    /** Id of a version; else the production one. */
    readonly agent_version?: string;
    /** E.164 or a SIP URI. */
    readonly to: string;
    readonly person?: {
      readonly name?: string;
      readonly email?: string;
      /** IANA, e.g. Europe/Madrid. */
      readonly time_zone?: string;
    };
    /** E.164 or id of one of your numbers; a SIP URI when `to` is one. */
    readonly from?: string;
    /** An id, in any spelling. */
    readonly trunk_id?: string;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly overrides?: CallOverrides;
    /** Yours; given back with the call. */
    readonly metadata?: Readonly<Record<string, unknown>>;
    /** Events of this call alone. Without a secret they are not signed. */
    readonly webhook?: {
      /** http or https. */
      readonly url: string;
      /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
      readonly event_types?: readonly string[];
      /** `standard`, or whose receiver it is. */
      readonly format?: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
      /** Sent with every request; values are never shown again. */
      readonly headers?: Readonly<Record<string, string>>;
      /** Signs; made when absent. `standard`: `whsec_` and 24 to 64 bytes in base64. Shown once. */
      readonly secret?: string;
    };
    /** ISO 8601 with a time zone. */
    readonly not_before?: string;
    /** Calls again by itself after an end that may be mended by it. */
    readonly retry?: {
      /** Of the first, second … further try; as many tries as delays. */
      readonly delays_s: readonly number[];
      /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
      readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
      /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
      readonly base?: 'call' | 'schedule';
    };
  }[];
};

export type CreateBatchAnswer = {
  readonly id: string;
  readonly object: 'batch';
  readonly name: string;
  readonly mode: 'all-or-nothing' | 'each';
  /** `ended` are `completed` or `failed`. Further tries are not counted. */
  readonly counts: {
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
  };
  /** In the order of the request. */
  readonly calls: readonly {
    readonly call_id: string | null;
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly param?: string;
    } | null;
  }[];
  readonly cancelled_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
};

export type ListBatchesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListBatchesAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'batch';
    readonly name: string;
    readonly mode: 'all-or-nothing' | 'each';
    /** `ended` are `completed` or `failed`. Further tries are not counted. */
    readonly counts: {
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
    };
    /** In the order of the request. */
    readonly calls: readonly {
      readonly call_id: string | null;
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly param?: string;
      } | null;
    }[];
    readonly cancelled_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetBatchAnswer = {
  readonly id: string;
  readonly object: 'batch';
  readonly name: string;
  readonly mode: 'all-or-nothing' | 'each';
  /** `ended` are `completed` or `failed`. Further tries are not counted. */
  readonly counts: {
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
  };
  /** In the order of the request. */
  readonly calls: readonly {
    readonly call_id: string | null;
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly param?: string;
    } | null;
  }[];
  readonly cancelled_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
};

export type CancelBatchAnswer = {
  readonly id: string;
  readonly object: 'batch';
  readonly name: string;
  readonly mode: 'all-or-nothing' | 'each';
  /** `ended` are `completed` or `failed`. Further tries are not counted. */
  readonly counts: {
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
  };
  /** In the order of the request. */
  readonly calls: readonly {
    readonly call_id: string | null;
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly param?: string;
    } | null;
  }[];
  readonly cancelled_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
};

/** Batches. */
export class BatchesApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Call many people. Up to 1,000 calls, committed in one transaction, in their order. */
  create(body: CreateBatchBody, options?: RequestOptions): Promise<CreateBatchAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/batches`, body, keyed: true }, options);
  }

  /** List batches */
  list(query?: ListBatchesQuery, options?: RequestOptions): Promise<ListBatchesAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/batches`, ...(query ? { query } : {}) }, options);
  }

  /** List batches, one by one over all pages. */
  each(
    query?: ListBatchesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'batch';
      readonly name: string;
      readonly mode: 'all-or-nothing' | 'each';
      /** `ended` are `completed` or `failed`. Further tries are not counted. */
      readonly counts: {
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
      };
      /** In the order of the request. */
      readonly calls: readonly {
        readonly call_id: string | null;
        readonly error: {
          readonly code: string;
          readonly message: string;
          readonly param?: string;
        } | null;
      }[];
      readonly cancelled_at: string | null;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
    },
    void,
    void
  > {
    return eachRow((asked: ListBatchesQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a batch */
  get(id: string, options?: RequestOptions): Promise<GetBatchAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/batches/${encodeURIComponent(id)}` }, options);
  }

  /** Cancel a batch. Withdraws its calls that have not been dialled; others go on. */
  cancel(id: string, options?: RequestOptions): Promise<CancelBatchAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/batches/${encodeURIComponent(id)}/cancel`, keyed: true },
      options,
    );
  }
}
