// Written by tools/client.ts from openapi/openapi.json.
import type { Aliases, CallPerson, CallStatus } from './shared.ts';

export interface CallRow {
  readonly id: string;
  readonly object: 'call';
  readonly status: CallStatus;
  readonly outcome: Outcome | null;
  readonly direction: 'outbound' | 'inbound';
  readonly to: string;
  readonly from: string | null;
  readonly test: boolean;
  readonly agent: CallAgent;
  readonly number_id: string | null;
  readonly trunk_id: string | null;
  readonly person: CallPerson;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The API that created it. */
  readonly source: string;
  readonly not_before: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly answered_at: string | null;
  readonly ended_at: string | null;
  readonly duration_ms: number | null;
  readonly recording: {
    readonly url: string;
    readonly duration_ms: number;
    readonly bytes: number;
  } | null;
  /** Sequence of its last event. */
  readonly last_seq: number;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface Outcome {
  readonly code:
    'completed' | 'no_answer' | 'busy' | 'voicemail' | 'canceled' | 'denied' | 'failed' | 'interrupted';
  readonly end_reason: OutcomeEndReason;
}

export interface OutcomeEndReason {
  readonly code: string;
  readonly phase: string;
  readonly party: string;
  readonly fault: string;
  readonly retryable: boolean;
  readonly sip?: {
    readonly status: number;
    readonly reason: string;
    readonly q850?: number;
  };
  readonly provider?: {
    readonly name: string;
    readonly http_status?: number;
    readonly request_id?: string;
  };
  /** The agent ended it for this one of its `end_call` tool's reasons. */
  readonly stated?: string;
  readonly detail: string;
  readonly doc: string;
}

export interface CallAgent {
  readonly id: string | null;
  readonly name: string;
  readonly version_id: string | null;
}
