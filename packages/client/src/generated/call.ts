// Written by tools/client.ts from openapi/openapi.json.
import type { CallRow } from './call-row.ts';
import type { CallTurn } from './shared.ts';

export interface Call extends CallRow {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly retry: {
    /** 0 is the first call of the chain. */
    readonly number: number;
    readonly of: number;
    readonly next_at: string | null;
  } | null;
  readonly parent_call_id: string | null;
  readonly next_call_id: string | null;
  readonly campaign_id: string | null;
  readonly lead_id: string | null;
  readonly batch_id: string | null;
  readonly max_duration_s: number;
  readonly turns: readonly CallTurn[];
  readonly latencies: readonly CallLatency[];
  readonly media: CallMedia | null;
  readonly cost: CallCost | null;
  readonly analysis: {
    /** `slots`: without a language model, by what the playbook filled in. */
    readonly by: 'llm' | 'slots';
    readonly model: string | null;
    readonly summary: string | null;
    /** By the schema of the settings; without one, what the playbook filled in. */
    readonly data: Readonly<Record<string, unknown>>;
    readonly tags: readonly string[];
    readonly disposition: string | null;
    /** Null: it was not asked for or cannot be told. */
    readonly success: boolean | null;
    readonly success_reason: string | null;
    readonly sentiment: 'positive' | 'neutral' | 'negative' | null;
    /** Why no language model made it although one was asked for. */
    readonly fault: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
  } | null;
}

export interface CallLatency {
  /** Index into `turns`. */
  readonly turn: number;
  readonly endpoint_ms: number;
  readonly stt_ms: number;
  readonly mind_ms: number;
  readonly tts_ms: number;
  /** From the end of speech to the first sample sent. */
  readonly total_ms: number;
  /** The language model's first token; absent where none answered. */
  readonly llm_first_token_ms?: number;
  /** Its first whole clause or sentence. */
  readonly first_sentence_ms?: number;
  /** What was looked up for the answer was there; absent: nothing was. */
  readonly knowledge_ms?: number;
  /** The answer was begun before the turn was over. */
  readonly preempted?: boolean;
  /** The last of the answer that was heard. */
  readonly heard_end_ms?: number;
}

export interface CallMedia {
  readonly codec: string | null;
  readonly srtp: string | null;
  readonly mos: number | null;
  readonly r_factor: number | null;
  readonly packets_sent: number;
  readonly packets_received: number;
  readonly packets_lost: number;
  /** Came after their gap had been concealed. */
  readonly packets_late: number;
  readonly concealed_ms: number;
  /** RFC 3550, A.8. */
  readonly jitter_ms: number;
  /** What packets waited in the jitter buffer. */
  readonly buffer_mean_ms: number;
  readonly buffer_max_ms: number;
  readonly round_trip_ms: number | null;
}

export interface CallCost {
  readonly currency: string;
  /** The sum of the amounts that are known. */
  readonly total: number;
  /** Every line has a price. */
  readonly complete: boolean;
  /** Date of the price table. */
  readonly priced_by: string;
  readonly lines: readonly CallCostLine[];
}

export interface CallCostLine {
  /** `stt`, `llm`, `tts`, `realtime`, `turn`, `embedding`, `telephony`, `analysis`. */
  readonly stage: string;
  readonly provider: string;
  /** Of `telephony`: the number called, or `inbound`. */
  readonly model: string;
  readonly unit: string;
  readonly quantity: number;
  /** Of `per` units. */
  readonly unit_price: number | null;
  readonly per: number;
  readonly amount: number | null;
  /** The price table has no price for it; it is not free. */
  readonly unpriced?: true;
}
