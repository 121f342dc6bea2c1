// Written by tools/client.ts from openapi/openapi.json.

export interface Organization {
  readonly id: string;
  readonly object: 'organization';
  readonly parent_id: string | null;
  readonly name: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow: readonly string[];
  /**
   * Does the number of somebody who asks not to be called any more go to the suppression list? An agent
   * may say otherwise.
   */
  readonly suppress_opt_outs: boolean;
  readonly default_number_id: string | null;
  readonly quotas: OrganizationQuotas;
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute: number | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly archived_at: string | null;
}

export interface OrganizationQuotas {
  /** Agents it may have; null: any. */
  readonly agents: number | null;
  /** Numbers it may have; null: any. */
  readonly numbers: number | null;
  /** Outbound calls accepted in a day (UTC); null: any. */
  readonly calls_per_day: number | null;
}

/** Problem details (RFC 9457). */
export interface Problem {
  /** Where this server explains the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable, one page each in docs/errors. */
  readonly code: string;
  /** This occurrence: the field or thing, the rule, and the mend. */
  readonly detail: string;
  /** Path of the page in the documentation. */
  readonly doc: string;
  /** The field at fault, as a path. */
  readonly param?: string;
  readonly errors?: readonly {
    readonly param: string;
    readonly message: string;
    readonly rule?: string;
  }[];
  /** The rule of the dial authority that fired. */
  readonly rule?: string;
  /** May the same request succeed later? */
  readonly retryable: boolean;
  readonly request_id: string;
}

export interface Member {
  readonly id: string;
  readonly object: 'member';
  readonly email: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly state: MemberState;
  readonly last_signed_in_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface DeleteAgentQuery {
  /** Unbinds its numbers. Default: false. */
  readonly unbind?: boolean;
}

export interface Retry {
  /** Of the first, second … further try; as many tries as delays. */
  readonly delays_s: readonly number[];
  /**
   * Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted`
   * when left out.
   */
  readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
  /**
   * What delays count from: the end of the call before (`call`, when left out), or the time at which the
   * first call was due.
   */
  readonly base?: 'call' | 'schedule';
}

export interface Quotas {
  /** Agents it may have; null: any. */
  readonly agents?: number | null;
  /** Numbers it may have; null: any. */
  readonly numbers?: number | null;
  /** Outbound calls accepted in a day (UTC); null: any. */
  readonly calls_per_day?: number | null;
}

export type MemberRole = 'owner' | 'builder' | 'operator' | 'analyst' | 'billing';

export type MemberState = 'invited' | 'active' | 'disabled';

export interface Actor {
  readonly kind: 'key' | 'member' | 'operator' | 'system';
  readonly id: string | null;
}

export type Format = 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';

export type CallStatus = 'queued' | 'scheduled' | 'dialing' | 'ringing' | 'in_progress' | 'ended';

export interface CallPerson {
  readonly name?: string;
  readonly email?: string;
  /** IANA, e.g. Europe/Madrid. */
  readonly time_zone?: string;
}

export interface CallTurn {
  readonly who: 'agent' | 'callee';
  readonly text: string;
  /** From the answer. */
  readonly start_ms: number;
  readonly end_ms: number;
  /** Cut off: `text` is what was heard. */
  readonly interrupted: boolean;
}

export interface CallSettings {
  /** Default: true. */
  readonly summary?: boolean;
  /** What the summary should tell, in words. */
  readonly summary_prompt?: string;
  /** JSON Schema (an object) of the structured data to extract. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** How the data are to be taken from the call, in words. */
  readonly schema_prompt?: string;
  /** The call gets those that apply, any number. */
  readonly tags?: readonly {
    readonly name: string;
    readonly description?: string;
  }[];
  /** The call gets exactly one of them. */
  readonly dispositions?: readonly {
    readonly name: string;
    readonly description?: string;
  }[];
  /** What makes the call a success, in words. */
  readonly success?: string;
  /** Default: false. */
  readonly sentiment?: boolean;
  /** A call of fewer turns is not shown to the language model; 2 when absent. */
  readonly min_turns?: number;
}

export interface CallVoice {
  /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
  readonly provider?: string;
  /** The provider's name of the model. */
  readonly model?: string;
  /** The provider's id of the voice. */
  readonly id?: string;
  readonly slot?: {
    readonly number: number;
    readonly model: 'fast' | 'human';
  };
  readonly speed?: number;
  readonly tuning?: CallVoiceTuning;
  /** Louder or softer. */
  readonly gain_db?: number;
  /** Words left out of what is spoken. */
  readonly never_say?: readonly string[];
  readonly fallbacks?: readonly {
    /** A provider of GET /v1/providers, e.g. `deepgram`; absent: what this server uses by default. */
    readonly provider: string;
    /** The provider's name of the model. */
    readonly model?: string;
    readonly id: string;
  }[];
}

export interface CallVoiceTuning {
  readonly stability?: number;
  readonly similarity_boost?: number;
  readonly style?: number;
  readonly use_speaker_boost?: boolean;
  /** ElevenLabs' `optimize_streaming_latency`. */
  readonly optimize_latency?: number;
  /** Put in brackets before every text; models of the third version act them. */
  readonly audio_tags?: readonly string[];
}

export type OnMachine = 'hang_up' | 'leave_message' | 'continue';

export type OnIvr = 'navigate' | 'hang_up' | 'continue';

export interface Speech {
  /** May hold {{variables}}. */
  readonly before?: string;
  /** Said one after another while it lasts. */
  readonly during?: readonly string[];
  /** Default: 2500. */
  readonly during_after_ms?: number;
  /** May hold {{variables}}. */
  readonly error?: string;
}

export type HttpToolWhen = 'before' | 'during' | 'after';

export interface InboundHook {
  readonly url: string;
  /** Signs the question; never shown again. */
  readonly secret?: string;
  /** 5,000 when absent (Synthflow: 10,000). */
  readonly timeout_ms?: number;
  /**
   * The agent that answers when the hook gave no answer. Absent: the one that was called (Synthflow:
   * nobody).
   */
  readonly fallback_agent_id?: string;
  /** Default: "standard". */
  readonly format?: 'standard' | 'synthflow' | 'flireo';
}

export interface Aliases {
  readonly meetzy: string;
  readonly synthflow: string;
  readonly dial: string;
  readonly flireo: string;
}
