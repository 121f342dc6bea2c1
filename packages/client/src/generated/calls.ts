// Written by tools/client.ts from openapi/openapi.json.
import { followEvents } from '../events.ts';
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { AgentConfig, Call, CallEvent, CallOverrides } from './schemas.ts';

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
  /** ISO 8601 with a time zone. */
  readonly not_before?: string;
};

export type ListCallsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** One or more of queued, scheduled, dialing, ringing, in_progress, ended; by commas. */
  readonly status?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  readonly direction?: 'outbound' | 'inbound';
  /** ISO 8601 with a time zone. */
  readonly created_from?: string;
  /** ISO 8601 with a time zone. */
  readonly created_to?: string;
};

export type ListCallsAnswer = {
  readonly data: readonly Call[];
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

  /** List calls */
  list(query?: ListCallsQuery, options?: RequestOptions): Promise<ListCallsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/calls`, ...(query ? { query } : {}) }, options);
  }

  /** List calls, one by one over all pages. */
  each(query?: ListCallsQuery, options?: RequestOptions): AsyncGenerator<Call, void, void> {
    return eachRow((asked: ListCallsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a call */
  get(id: string, options?: RequestOptions): Promise<Call> {
    return this.#transport.json({ method: 'GET', path: `/v1/calls/${encodeURIComponent(id)}` }, options);
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
