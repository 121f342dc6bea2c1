// Written by tools/client.ts from openapi/openapi.json.
import { followEvents } from '../events.ts';
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { AgentConfig, Call, CallEvent, CallOverrides, Outcome } from './schemas.ts';

export type CreateCallBody = {
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
};

export type ListCallsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
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
};

export type ListCallsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'call';
    readonly status: 'queued' | 'scheduled' | 'dialing' | 'ringing' | 'in_progress' | 'ended';
    readonly outcome: Outcome | null;
    readonly direction: 'outbound' | 'inbound';
    readonly to: string;
    readonly from: string | null;
    readonly test: boolean;
    readonly agent: {
      readonly id: string | null;
      readonly name: string;
      readonly version_id: string | null;
    };
    readonly number_id: string | null;
    readonly trunk_id: string | null;
    readonly person: {
      readonly name?: string;
      readonly email?: string;
      /** IANA, e.g. Europe/Madrid. */
      readonly time_zone?: string;
    };
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
    readonly aliases: {
      readonly meetzy: string;
      readonly synthflow: string;
      readonly dial: string;
      readonly flireo: string;
    };
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type ListCallEventsQuery = {
  /** Sequence of the last event you have. Default: 0. */
  readonly after?: number;
  /** Default: 100. */
  readonly limit?: number;
};

export type ListCallEventsAnswer = {
  readonly data: readonly CallEvent[];
  readonly has_more: boolean;
  /** The next `after`. */
  readonly next_cursor: string | null;
};

export type GetCallAnalysisAnswer = {
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
};

export type AnalyseCallBody = {
  /** An analysis template; `settings` lie over its own. */
  readonly template_id?: string;
  /** In place of the agent’s `analysis`. */
  readonly settings?: {
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
  };
};

export type AnalyseCallAnswer = {
  readonly call_id: string;
  readonly pending: true;
};

export type GetCallTranscriptQuery = {
  /** Default: "json". */
  readonly format?: 'json' | 'text' | 'vtt';
};

export type GetCallTranscriptAnswer = {
  readonly call_id: string;
  readonly status: 'queued' | 'scheduled' | 'dialing' | 'ringing' | 'in_progress' | 'ended';
  readonly turns: readonly {
    readonly who: 'agent' | 'callee';
    readonly text: string;
    /** From the answer. */
    readonly start_ms: number;
    readonly end_ms: number;
    /** Cut off: `text` is what was heard. */
    readonly interrupted: boolean;
  }[];
};

export type GetCallAnnotationsAnswer = {
  readonly call_id: string;
  readonly notes: readonly {
    readonly id: string;
    readonly call_id: string;
    readonly author: string | null;
    readonly text: string;
    readonly flagged: boolean;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
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
};

export type CreateCallNoteBody = {
  readonly text: string;
  readonly author?: string | null;
  /** Default: false. */
  readonly flagged?: boolean;
};

export type CreateCallNoteAnswer = {
  readonly id: string;
  readonly call_id: string;
  readonly author: string | null;
  readonly text: string;
  readonly flagged: boolean;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type ListCallNotesAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly call_id: string;
    readonly author: string | null;
    readonly text: string;
    readonly flagged: boolean;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
};

export type UpdateCallNoteBody = {
  readonly text?: string;
  readonly author?: string | null;
  readonly flagged?: boolean;
};

export type UpdateCallNoteAnswer = {
  readonly id: string;
  readonly call_id: string;
  readonly author: string | null;
  readonly text: string;
  readonly flagged: boolean;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

export type PutCallTagsBody = {
  /** All of them, in place of those before. */
  readonly words: readonly string[];
};

export type PutCallTagsAnswer = {
  readonly call_id: string;
  readonly notes: readonly {
    readonly id: string;
    readonly call_id: string;
    readonly author: string | null;
    readonly text: string;
    readonly flagged: boolean;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
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
};

export type ListCallTagsAnswer = {
  readonly data: readonly string[];
};

export type PutCallLabelsBody = {
  /** All of them, in place of those before. */
  readonly words: readonly string[];
};

export type PutCallLabelsAnswer = {
  readonly call_id: string;
  readonly notes: readonly {
    readonly id: string;
    readonly call_id: string;
    readonly author: string | null;
    readonly text: string;
    readonly flagged: boolean;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
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
};

export type RateCallBody = {
  readonly rating: string;
  /** An e-mail, a name or an id of yours. */
  readonly by: string;
};

export type RateCallAnswer = {
  readonly call_id: string;
  readonly notes: readonly {
    readonly id: string;
    readonly call_id: string;
    readonly author: string | null;
    readonly text: string;
    readonly flagged: boolean;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
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
};

export type UnrateCallQuery = {
  readonly rating: string;
  /** An e-mail, a name or an id of yours. */
  readonly by: string;
};

export type ViewCallBody = {
  /** An e-mail, a name or an id of yours. */
  readonly by: string;
};

export type ViewCallAnswer = {
  readonly call_id: string;
  readonly notes: readonly {
    readonly id: string;
    readonly call_id: string;
    readonly author: string | null;
    readonly text: string;
    readonly flagged: boolean;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
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
};

export type ListenToCallQuery = {
  /** Of audio, both ways; 8 kHz. Default: "l16". */
  readonly format?: 'l16' | 'pcmu';
  /** `whisper`: words to the agent alone. `takeover`: the callee hears the operator, the agent is silent. Default: "no". */
  readonly speak?: 'no' | 'whisper' | 'takeover';
};

export type ListenByTicketQuery = {
  /** Of audio, both ways; 8 kHz. Default: "l16". */
  readonly format?: 'l16' | 'pcmu';
  readonly ticket: string;
};

export type CreateLiveTicketBody = {
  /** `whisper`: words to the agent alone. `takeover`: the callee hears the operator, the agent is silent. Default: "no". */
  readonly speak?: 'no' | 'whisper' | 'takeover';
};

export type CreateLiveTicketAnswer = {
  /** A path; connect with `wss:` on this node. */
  readonly url: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly expires_at: string;
};

export type SayInCallBody = {
  readonly text: string;
  /** Default: true. */
  readonly interruptible?: boolean;
  /** Hang up after these words. Default: false. */
  readonly end?: boolean;
};

export type SayInCallAnswer = {
  /** `command` of the `control-requested` event that shows its effect. */
  readonly id: string;
  readonly call_id: string;
};

export type InformCallBody = {
  readonly text: string;
  /** Speak about it now. Default: false. */
  readonly respond?: boolean;
};

export type InformCallAnswer = {
  /** `command` of the `control-requested` event that shows its effect. */
  readonly id: string;
  readonly call_id: string;
};

export type MuteCallBody = {
  readonly muted: boolean;
};

export type MuteCallAnswer = {
  /** `command` of the `control-requested` event that shows its effect. */
  readonly id: string;
  readonly call_id: string;
};

export type SetCallVariablesBody = {
  readonly variables: Readonly<Record<string, unknown>>;
};

export type SetCallVariablesAnswer = {
  /** `command` of the `control-requested` event that shows its effect. */
  readonly id: string;
  readonly call_id: string;
};

export type SendCallDigitsBody = {
  readonly digits: string;
};

export type SendCallDigitsAnswer = {
  /** `command` of the `control-requested` event that shows its effect. */
  readonly id: string;
  readonly call_id: string;
};

export type TransferCallBody = {
  /** E.164 or SIP URI. */
  readonly to: string;
  /** Default: "blind". */
  readonly mode?: 'blind' | 'attended';
  /** Said to the callee first. */
  readonly announcement?: string;
  /** Attended: said to whoever answers. */
  readonly briefing?: string;
  /** Attended: whoever answers must say yes or press 1, so that no mailbox takes the call. Default: false. */
  readonly confirm?: boolean;
};

export type TransferCallAnswer = {
  /** `command` of the `control-requested` event that shows its effect. */
  readonly id: string;
  readonly call_id: string;
};

/** Calls. */
export class CallsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Call a person. A saved agent (its production version unless one is named) or one given inline. Committed when answered. */
  create(body: CreateCallBody, options?: RequestOptions): Promise<Call> {
    return this.#transport.json({ method: 'POST', path: `/v1/calls`, body, keyed: true }, options);
  }

  /** List calls. All filters that are given must hold. Rows leave out what was said; `q` searches it. */
  list(query?: ListCallsQuery, options?: RequestOptions): Promise<ListCallsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/calls`, ...(query ? { query } : {}) }, options);
  }

  /** List calls, one by one over all pages. */
  each(
    query?: ListCallsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'call';
      readonly status: 'queued' | 'scheduled' | 'dialing' | 'ringing' | 'in_progress' | 'ended';
      readonly outcome: Outcome | null;
      readonly direction: 'outbound' | 'inbound';
      readonly to: string;
      readonly from: string | null;
      readonly test: boolean;
      readonly agent: {
        readonly id: string | null;
        readonly name: string;
        readonly version_id: string | null;
      };
      readonly number_id: string | null;
      readonly trunk_id: string | null;
      readonly person: {
        readonly name?: string;
        readonly email?: string;
        /** IANA, e.g. Europe/Madrid. */
        readonly time_zone?: string;
      };
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
      readonly aliases: {
        readonly meetzy: string;
        readonly synthflow: string;
        readonly dial: string;
        readonly flireo: string;
      };
    },
    void,
    void
  > {
    return eachRow((asked: ListCallsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a call */
  get(id: string, options?: RequestOptions): Promise<Call> {
    return this.#transport.json({ method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}` }, options);
  }

  /** Delete a call. Its events, transcript, notes and recording go too. Only a call that has ended. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: `/v1/calls/${encodeURIComponent(id)}` }, options);
  }

  /** Events of a call. With `Accept: text/event-stream` a stream that ends with the call; `Last-Event-ID` resumes it. */
  listEvents(
    id: string,
    query?: ListCallEventsQuery,
    options?: RequestOptions,
  ): Promise<ListCallEventsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/events`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** Events of a call, one by one over all pages. */
  eachEvents(
    id: string,
    query?: ListCallEventsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<CallEvent, void, void> {
    return eachRow((asked: ListCallEventsQuery) => this.listEvents(id, asked, options), query ?? {}, 'after');
  }

  /** Events of a call as they happen; resumed by itself when the connection breaks. */
  followEvents(
    id: string,
    query?: ListCallEventsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<CallEvent, void, void> {
    return followEvents(
      this.#transport,
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/events`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** Recording of a call. A WAV, callee left, agent right; its first sample is the answer. `Range` is honoured. */
  getRecording(id: string, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw(
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/recording` },
      options,
    );
  }

  /** Analysis of a call. The call holds it too; here it is known whether one is under way. */
  getAnalysis(id: string, options?: RequestOptions): Promise<GetCallAnalysisAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/analysis` },
      options,
    );
  }

  /** Analyse a call again. An earlier analysis stays until the new one is there; `analysis-finished` in the log tells when. */
  analyse(id: string, body: AnalyseCallBody, options?: RequestOptions): Promise<AnalyseCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/analysis`, body, keyed: true },
      options,
    );
  }

  /** Transcript of a call. Who said what, heard to the word; of a running call as far as it is committed. */
  getTranscript(
    id: string,
    query?: GetCallTranscriptQuery,
    options?: RequestOptions,
  ): Promise<GetCallTranscriptAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/transcript`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** Notes, tags, labels, ratings and views of a call */
  getAnnotations(id: string, options?: RequestOptions): Promise<GetCallAnnotationsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/annotations` },
      options,
    );
  }

  /** Write a note on a call */
  createNote(id: string, body: CreateCallNoteBody, options?: RequestOptions): Promise<CreateCallNoteAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/notes`, body, keyed: true },
      options,
    );
  }

  /** Notes on a call */
  listNotes(id: string, options?: RequestOptions): Promise<ListCallNotesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/notes` },
      options,
    );
  }

  /** Change a note on a call */
  updateNote(
    id: string,
    noteId: string,
    body: UpdateCallNoteBody,
    options?: RequestOptions,
  ): Promise<UpdateCallNoteAnswer> {
    return this.#transport.json(
      {
        method: 'PATCH',
        path: `/v1/calls/${encodeURIComponent(id)}/notes/${encodeURIComponent(noteId)}`,
        body,
      },
      options,
    );
  }

  /** Delete a note on a call */
  deleteNote(id: string, noteId: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/calls/${encodeURIComponent(id)}/notes/${encodeURIComponent(noteId)}` },
      options,
    );
  }

  /** Tag a call */
  putTags(id: string, body: PutCallTagsBody, options?: RequestOptions): Promise<PutCallTagsAnswer> {
    return this.#transport.json(
      { method: 'PUT', path: `/v1/calls/${encodeURIComponent(id)}/tags`, body },
      options,
    );
  }

  /** Tags in use. By name; the first 1000. */
  listTags(options?: RequestOptions): Promise<ListCallTagsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/call-tags` }, options);
  }

  /** Label a call as an example */
  putLabels(id: string, body: PutCallLabelsBody, options?: RequestOptions): Promise<PutCallLabelsAnswer> {
    return this.#transport.json(
      { method: 'PUT', path: `/v1/calls/${encodeURIComponent(id)}/labels`, body },
      options,
    );
  }

  /** Rate a call. A word, a number or an emoji. One person may give several. */
  rate(id: string, body: RateCallBody, options?: RequestOptions): Promise<RateCallAnswer> {
    return this.#transport.json(
      { method: 'PUT', path: `/v1/calls/${encodeURIComponent(id)}/ratings`, body },
      options,
    );
  }

  /** Take a rating back */
  unrate(id: string, query: UnrateCallQuery, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/calls/${encodeURIComponent(id)}/ratings`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** Note who has looked at a call. The first look of each person counts. */
  view(id: string, body: ViewCallBody, options?: RequestOptions): Promise<ViewCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/views`, body, keyed: true },
      options,
    );
  }

  /** Listen to a running call, speak into it. A WebSocket. Binary messages: 4 bytes with the sample index, then pairs of samples, callee first. Text messages: JSON with `type`. A slow reader loses frames and is told how many. To speak or whisper the key needs `calls:write`. Only on the node that holds the call; another one answers 421 naming it. */
  listen(id: string, query?: ListenToCallQuery, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw(
      { method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}/live`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** Listen to a running call by a ticket. The same WebSocket, for browsers; the ticket stands for key, call and `speak`. */
  listenByTicket(query: ListenByTicketQuery, options?: RequestOptions): Promise<Response> {
    return this.#transport.raw({ method: 'GET', path: `/v1/live`, ...(query ? { query } : {}) }, options);
  }

  /** A ticket to listen to a call. For browsers, which can send no key with a WebSocket. Works for 60 s. */
  createLiveTicket(
    id: string,
    body: CreateLiveTicketBody,
    options?: RequestOptions,
  ): Promise<CreateLiveTicketAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/live-tickets`, body, keyed: true },
      options,
    );
  }

  /** Hang up. A call not yet answered ends as `canceled`. The answer may still show it ending. */
  hangUp(id: string, options?: RequestOptions): Promise<Call> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/hangup`, keyed: true },
      options,
    );
  }

  /** Let the agent say something. Said after what the agent is in the middle of saying. */
  say(id: string, body: SayInCallBody, options?: RequestOptions): Promise<SayInCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/say`, body, keyed: true },
      options,
    );
  }

  /** Tell the agent something. Context for the language model: data, never instructions. A flow keeps it for its prompt nodes and the analysis. */
  inform(id: string, body: InformCallBody, options?: RequestOptions): Promise<InformCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/inform`, body, keyed: true },
      options,
    );
  }

  /** Mute or unmute the agent. While muted the agent hears and says nothing; what it would have said is not said later. */
  mute(id: string, body: MuteCallBody, options?: RequestOptions): Promise<MuteCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/mute`, body, keyed: true },
      options,
    );
  }

  /** Set variables of the call. They count from the next words on. */
  setVariables(
    id: string,
    body: SetCallVariablesBody,
    options?: RequestOptions,
  ): Promise<SetCallVariablesAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/variables`, body, keyed: true },
      options,
    );
  }

  /** Press keys. Sent as RFC 4733 events after what is being said. */
  sendDigits(id: string, body: SendCallDigitsBody, options?: RequestOptions): Promise<SendCallDigitsAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/digits`, body, keyed: true },
      options,
    );
  }

  /** Transfer the call. A second leg, bridged by Parley; it passes the dial authority. If nobody takes it the conversation goes on. */
  transfer(id: string, body: TransferCallBody, options?: RequestOptions): Promise<TransferCallAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/calls/${encodeURIComponent(id)}/transfer`, body, keyed: true },
      options,
    );
  }
}
