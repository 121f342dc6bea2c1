// Written by tools/client.ts from openapi/openapi.json.
import { type PageQuery } from '../pages.ts';
import type { CallSettings, CallStatus, CallTurn } from './shared.ts';

export interface CallEvent {
  /** 1, 2, 3 … without gaps within the call. */
  readonly seq: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  /** `<noun>-<action>` */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CallAnalysis {
  readonly object: 'analysis';
  readonly call_id: string;
  /** Another one is under way and will take the place of this one. */
  readonly pending: boolean;
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
  };
}

export interface CallTranscript {
  readonly call_id: string;
  readonly status: CallStatus;
  readonly turns: readonly CallTurn[];
}

export interface CallAnnotation {
  readonly call_id: string;
  readonly notes: readonly CreatedCallNote[];
  readonly tags: readonly string[];
  readonly labels: readonly string[];
  readonly ratings: readonly {
    readonly rating: string;
    readonly by: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly at: string;
  }[];
  readonly viewed_by: readonly {
    readonly by: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly at: string;
  }[];
}

export interface ListCallsQuery extends PageQuery {
  /** By `ended_at`: ended calls only. Default: "-created_at". */
  readonly sort?: '-created_at' | 'created_at' | '-ended_at' | 'ended_at';
  /** Of queued, scheduled, dialing, ringing, in_progress, ended; several by commas. */
  readonly status?: string;
  /** Of completed, no_answer, busy, voicemail, canceled, denied, failed, interrupted; several by commas. */
  readonly outcome?: string;
  /** `code` of the end reason; several by commas. */
  readonly end_reason?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  /** An id, in any spelling. */
  readonly campaign_id?: string;
  /** An id, in any spelling. */
  readonly number_id?: string;
  /** E.164 (`+` as `%2B`) or a SIP URI. */
  readonly number?: string;
  /** E.164 (`+` as `%2B`) or a SIP URI. */
  readonly phone?: string;
  readonly direction?: 'outbound' | 'inbound';
  readonly test?: boolean;
  /** ISO 8601 with a time zone. */
  readonly created_from?: string;
  /** ISO 8601 with a time zone. */
  readonly created_to?: string;
  /** ISO 8601 with a time zone. */
  readonly ended_from?: string;
  /** ISO 8601 with a time zone. */
  readonly ended_to?: string;
  readonly duration_min_ms?: number;
  readonly duration_max_ms?: number;
  /** Tags, any of them; several by commas. */
  readonly tag?: string;
  /** Labels, any of them; several by commas. */
  readonly label?: string;
  /** Ratings, any of them; several by commas. */
  readonly rating?: string;
  /** Words that were said, in ended calls: `"a phrase"`, `or`, `-not`. */
  readonly q?: string;
}

export interface ListCallEventsQuery {
  /** Sequence of the last event you have. Default: 0. */
  readonly after?: number;
  /** Default: 100. */
  readonly limit?: number;
}

export interface BeginCallCaptureAnswer {
  readonly call_id: string;
}

export interface AnalyseCallAnswer {
  readonly call_id: string;
  readonly pending: true;
}

export interface AnalyseCallBody {
  /** An analysis template; `settings` lie over its own. */
  readonly template_id?: string;
  /** In place of the agent’s `analysis`. */
  readonly settings?: CallSettings;
}

export interface GetCallTranscriptQuery {
  /** Default: "json". */
  readonly format?: 'json' | 'text' | 'vtt';
}

export interface ListCallNotesAnswer {
  readonly data: readonly CreatedCallNote[];
}

export interface CreatedCallNote {
  readonly id: string;
  readonly call_id: string;
  readonly author: string | null;
  readonly text: string;
  readonly flagged: boolean;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export type UpdateCallNoteBody = Partial<CreateCallNoteBody>;

export interface CreateCallNoteBody {
  readonly text: string;
  readonly author?: string | null;
  /** Default: false. */
  readonly flagged?: boolean;
}

export interface PutCallTagsBody {
  /** All of them, in place of those before. */
  readonly words: readonly string[];
}

export interface ListCallTagsAnswer {
  readonly data: readonly string[];
}

export interface RateCallBody {
  readonly rating: string;
  /** An e-mail, a name or an id of yours. */
  readonly by: string;
}

export interface ViewCallBody {
  /** An e-mail, a name or an id of yours. */
  readonly by: string;
}

export interface ListenToCallQuery {
  /** Of audio, both ways; 8 kHz. Default: "l16". */
  readonly format?: 'l16' | 'pcmu';
  /**
   * `whisper`: words to the agent alone. `takeover`: the callee hears the operator, the agent is silent.
   * Default: "no".
   */
  readonly speak?: Speak;
}

export interface ListenByTicketQuery {
  /** Of audio, both ways; 8 kHz. Default: "l16". */
  readonly format?: 'l16' | 'pcmu';
  readonly ticket: string;
}

export interface CreatedLiveTicket {
  /** A path; connect with `wss:` on this node. */
  readonly url: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expires_at: string;
}

export interface CreateLiveTicketBody {
  /**
   * `whisper`: words to the agent alone. `takeover`: the callee hears the operator, the agent is silent.
   * Default: "no".
   */
  readonly speak?: Speak;
}

export interface SayInCallAnswer {
  /** `command` of the `control-requested` event that shows its effect. */
  readonly id: string;
  readonly call_id: string;
}

export interface SayInCallBody {
  readonly text: string;
  /** Default: true. */
  readonly interruptible?: boolean;
  /** Hang up after these words. Default: false. */
  readonly end?: boolean;
}

export interface InformCallBody {
  readonly text: string;
  /** Speak about it now. Default: false. */
  readonly respond?: boolean;
}

export interface MuteCallBody {
  readonly muted: boolean;
}

export interface SetCallVariablesBody {
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface SendCallDigitsBody {
  /** `w` is a pause of half a second, `,` one of two seconds. */
  readonly digits: string;
}

export interface TransferCallBody {
  /** E.164 or SIP URI. */
  readonly to: string;
  /** Default: "blind". */
  readonly mode?: 'blind' | 'attended';
  /** Said to the callee first. */
  readonly announcement?: string;
  /** Attended: said to whoever answers. */
  readonly briefing?: string;
  /**
   * Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default:
   * false.
   */
  readonly confirm?: boolean;
}

export type Speak = 'no' | 'whisper' | 'takeover';
