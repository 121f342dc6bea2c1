// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { type RequestOptions, type Transport } from '../transport.ts';

/** Usage. */
export class UsageApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List what knowledge bases used outside calls. Vectors of sources that were read and of searches that
   * were tried, by day; the last 30 days unless said. What a call looked up is in its own cost, as lines
   * of the stage `embedding`.
   */
  listEmbedding(
    query?: ListEmbeddingUsageQuery,
    options?: RequestOptions,
  ): Promise<ListEmbeddingUsageAnswer> {
    return this.#transport.json({ method: 'GET', path: '/v1/usage/embeddings', query }, options);
  }

  /**
   * List the usage of calls. Ended calls by when they were made, newest first; the last 30 days unless
   * said.
   * @throws ParleyError `agent-unknown`, `number-unknown`
   */
  list(query?: ListUsageQuery, options?: RequestOptions): Promise<Page<Usage>> {
    return this.#transport.json({ method: 'GET', path: '/v1/usage', query }, options);
  }

  /** List the usage of calls, one by one over all pages. */
  each(query: ListUsageQuery = {}, options?: RequestOptions): AsyncGenerator<Usage, void, void> {
    return eachRow((asked: ListUsageQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Sum up the usage of calls. By day, week (from Monday), month, agent or number; the last 30 days
   * unless said.
   * @throws ParleyError `agent-unknown`, `number-unknown`
   */
  summarize(query?: SummarizeUsageQuery, options?: RequestOptions): Promise<SummarizeUsageAnswer> {
    return this.#transport.json({ method: 'GET', path: '/v1/usage/summary', query }, options);
  }

  /**
   * Read figures of calls. Ended calls by when they were made: outcomes, durations, hours, days, agents.
   * The last 30 days unless said, 120 at most.
   * @throws ParleyError `agent-unknown`, `number-unknown`
   */
  getAnalytics(query?: GetAnalyticsQuery, options?: RequestOptions): Promise<Analytics> {
    return this.#transport.json({ method: 'GET', path: '/v1/analytics', query }, options);
  }
}

export interface Analytics {
  readonly object: 'analytics';
  /** ISO 8601, UTC, with milliseconds. */
  readonly from: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly to: string;
  readonly calls: number;
  readonly answered: number;
  readonly by_outcome: Readonly<Record<string, number>>;
  readonly by_end_reason: readonly {
    readonly code: string;
    readonly calls: number;
  }[];
  readonly duration_ms: AnalyticsDurationMs | null;
  readonly by_hour: readonly {
    readonly hour: number;
    readonly calls: number;
    readonly answered: number;
  }[];
  readonly by_day: readonly {
    readonly day: string;
    readonly calls: number;
    readonly answered: number;
  }[];
  readonly by_agent: readonly AnalyticsByAgent[];
}

export interface AnalyticsDurationMs {
  readonly total: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
}

export interface AnalyticsByAgent {
  readonly agent_id: string | null;
  readonly name: string;
  readonly calls: number;
  readonly answered: number;
  readonly duration_ms: number;
}

export interface ListEmbeddingUsageAnswer {
  readonly object: 'embedding_usage';
  /** ISO 8601, UTC, with milliseconds. */
  readonly from: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly to: string;
  readonly rows: readonly EmbeddingUsageRow[];
}

export interface EmbeddingUsageRow {
  /** In UTC, `YYYY-MM-DD`. */
  readonly day: string;
  readonly provider: string;
  readonly model: string;
  /** `input-tokens`; `requests` where the provider counts no tokens. */
  readonly unit: string;
  readonly quantity: number;
  /** By the price table of its time; `complete` false: something had no price. */
  readonly cost: Cost;
}

export interface ListEmbeddingUsageQuery {
  /** ISO 8601 with a time zone. */
  readonly from?: string;
  /** ISO 8601 with a time zone. */
  readonly to?: string;
}

export interface Usage {
  readonly call_id: string;
  readonly object: 'usage';
  readonly direction: 'outbound' | 'inbound';
  readonly agent_id: string | null;
  readonly agent_name: string;
  readonly number_id: string | null;
  readonly to: string;
  readonly from: string | null;
  readonly outcome: string;
  /** From the answer to the end. */
  readonly duration_ms: number;
  readonly cost: Cost | null;
  /** Your organization had a key of its own for a provider that served this stage. */
  readonly byok: UsageByok;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly answered_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly ended_at: string;
}

export interface UsageByok {
  readonly stt: boolean;
  readonly llm: boolean;
  readonly tts: boolean;
  readonly realtime: boolean;
}

export interface ListUsageQuery extends PageQuery {
  /** ISO 8601 with a time zone. */
  readonly from?: string;
  /** ISO 8601 with a time zone. */
  readonly to?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  /** An id, in any spelling. */
  readonly number_id?: string;
  readonly direction?: 'outbound' | 'inbound';
  /** Of which keys the calls are. Default: "live". */
  readonly mode?: 'live' | 'test';
}

export interface SummarizeUsageAnswer {
  readonly object: 'usage_summary';
  /** ISO 8601, UTC, with milliseconds. */
  readonly from: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly to: string;
  readonly rows: readonly UsageRow[];
}

export interface UsageRow {
  /** First day of the period, or the id; null: calls without one. */
  readonly key: string | null;
  readonly name: string | null;
  readonly calls: number;
  readonly answered: number;
  readonly duration_ms: number;
  /** The duration, to the hundredth. */
  readonly minutes: number;
  /** By currency; `complete` false: something had no price. */
  readonly cost: readonly Cost[];
}

export interface SummarizeUsageQuery {
  /** ISO 8601 with a time zone. */
  readonly from?: string;
  /** ISO 8601 with a time zone. */
  readonly to?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  /** An id, in any spelling. */
  readonly number_id?: string;
  readonly direction?: 'outbound' | 'inbound';
  /** Of which keys the calls are. Default: "live". */
  readonly mode?: 'live' | 'test';
  /** Default: "day". */
  readonly by?: 'day' | 'week' | 'month' | 'agent' | 'number';
  /** IANA; what a day or an hour is. Default: "UTC". */
  readonly time_zone?: string;
}

export interface GetAnalyticsQuery {
  /** ISO 8601 with a time zone. */
  readonly from?: string;
  /** ISO 8601 with a time zone. */
  readonly to?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  /** An id, in any spelling. */
  readonly number_id?: string;
  readonly direction?: 'outbound' | 'inbound';
  /** Of which keys the calls are. Default: "live". */
  readonly mode?: 'live' | 'test';
  /** IANA; what a day or an hour is. Default: "UTC". */
  readonly time_zone?: string;
}

export interface Cost {
  readonly currency: string;
  readonly total: number;
  readonly complete: boolean;
}
