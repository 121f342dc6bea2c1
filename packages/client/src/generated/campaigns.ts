// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateCampaignBody = {
  readonly name: string;
  /** An id, in any spelling. */
  readonly agent_id: string;
  readonly agent_version?: string | null;
  /** Numbers to call from, in turns; none: as for any call of the agent. */
  readonly number_ids?: readonly string[];
  readonly starts_at?: string | null;
  readonly window?: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  /** Calls under way at once; 10 when left out. */
  readonly concurrency?: number;
  readonly calls_per_minute?: number | null;
  readonly retry?: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt?: string | null;
  readonly greeting?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
};

export type CreateCampaignAnswer = {
  readonly id: string;
  readonly object: 'campaign';
  readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
  /** Why it paused itself. */
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  readonly name: string;
  readonly agent_id: string;
  readonly agent_version: string | null;
  readonly number_ids: readonly string[];
  readonly starts_at: string | null;
  readonly window: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  readonly concurrency: number;
  readonly calls_per_minute: number | null;
  readonly retry: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt: string | null;
  readonly greeting: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Leads by status. */
  readonly leads: {
    readonly total: number;
    readonly pending: number;
    readonly scheduled: number;
    readonly calling: number;
    readonly completed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly test: boolean;
  /** The API that created it. */
  readonly source: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type ListCampaignsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** A campaign that is `scheduled` is found as `running`. */
  readonly status?: 'draft' | 'running' | 'paused' | 'completed' | 'cancelled';
};

export type ListCampaignsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'campaign';
    readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
    /** Why it paused itself. */
    readonly fault: {
      readonly code: string;
      readonly message: string;
    } | null;
    readonly name: string;
    readonly agent_id: string;
    readonly agent_version: string | null;
    readonly number_ids: readonly string[];
    readonly starts_at: string | null;
    readonly window: {
      /** Days on which the window begins. */
      readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
      /** `HH:MM` or `HH:MM:SS`. */
      readonly from: string;
      /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
      readonly to: string;
      /** IANA. */
      readonly time_zone: string;
    } | null;
    readonly concurrency: number;
    readonly calls_per_minute: number | null;
    readonly retry: {
      /** Of the first, second … further try; as many tries as delays. */
      readonly delays_s: readonly number[];
      /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
      readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
      /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
      readonly base?: 'call' | 'schedule';
    } | null;
    readonly prompt: string | null;
    readonly greeting: string | null;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly metadata: Readonly<Record<string, unknown>>;
    /** Leads by status. */
    readonly leads: {
      readonly total: number;
      readonly pending: number;
      readonly scheduled: number;
      readonly calling: number;
      readonly completed: number;
      readonly failed: number;
      readonly skipped: number;
    };
    readonly test: boolean;
    /** The API that created it. */
    readonly source: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
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

export type GetCampaignAnswer = {
  readonly id: string;
  readonly object: 'campaign';
  readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
  /** Why it paused itself. */
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  readonly name: string;
  readonly agent_id: string;
  readonly agent_version: string | null;
  readonly number_ids: readonly string[];
  readonly starts_at: string | null;
  readonly window: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  readonly concurrency: number;
  readonly calls_per_minute: number | null;
  readonly retry: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt: string | null;
  readonly greeting: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Leads by status. */
  readonly leads: {
    readonly total: number;
    readonly pending: number;
    readonly scheduled: number;
    readonly calling: number;
    readonly completed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly test: boolean;
  /** The API that created it. */
  readonly source: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type UpdateCampaignBody = {
  readonly name?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  readonly agent_version?: string | null;
  /** Numbers to call from, in turns; none: as for any call of the agent. */
  readonly number_ids?: readonly string[];
  readonly starts_at?: string | null;
  readonly window?: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  /** Calls under way at once; 10 when left out. */
  readonly concurrency?: number;
  readonly calls_per_minute?: number | null;
  readonly retry?: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt?: string | null;
  readonly greeting?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
};

export type UpdateCampaignAnswer = {
  readonly id: string;
  readonly object: 'campaign';
  readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
  /** Why it paused itself. */
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  readonly name: string;
  readonly agent_id: string;
  readonly agent_version: string | null;
  readonly number_ids: readonly string[];
  readonly starts_at: string | null;
  readonly window: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  readonly concurrency: number;
  readonly calls_per_minute: number | null;
  readonly retry: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt: string | null;
  readonly greeting: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Leads by status. */
  readonly leads: {
    readonly total: number;
    readonly pending: number;
    readonly scheduled: number;
    readonly calling: number;
    readonly completed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly test: boolean;
  /** The API that created it. */
  readonly source: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type StartCampaignAnswer = {
  readonly id: string;
  readonly object: 'campaign';
  readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
  /** Why it paused itself. */
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  readonly name: string;
  readonly agent_id: string;
  readonly agent_version: string | null;
  readonly number_ids: readonly string[];
  readonly starts_at: string | null;
  readonly window: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  readonly concurrency: number;
  readonly calls_per_minute: number | null;
  readonly retry: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt: string | null;
  readonly greeting: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Leads by status. */
  readonly leads: {
    readonly total: number;
    readonly pending: number;
    readonly scheduled: number;
    readonly calling: number;
    readonly completed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly test: boolean;
  /** The API that created it. */
  readonly source: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type PauseCampaignAnswer = {
  readonly id: string;
  readonly object: 'campaign';
  readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
  /** Why it paused itself. */
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  readonly name: string;
  readonly agent_id: string;
  readonly agent_version: string | null;
  readonly number_ids: readonly string[];
  readonly starts_at: string | null;
  readonly window: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  readonly concurrency: number;
  readonly calls_per_minute: number | null;
  readonly retry: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt: string | null;
  readonly greeting: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Leads by status. */
  readonly leads: {
    readonly total: number;
    readonly pending: number;
    readonly scheduled: number;
    readonly calling: number;
    readonly completed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly test: boolean;
  /** The API that created it. */
  readonly source: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type CancelCampaignAnswer = {
  readonly id: string;
  readonly object: 'campaign';
  readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
  /** Why it paused itself. */
  readonly fault: {
    readonly code: string;
    readonly message: string;
  } | null;
  readonly name: string;
  readonly agent_id: string;
  readonly agent_version: string | null;
  readonly number_ids: readonly string[];
  readonly starts_at: string | null;
  readonly window: {
    /** Days on which the window begins. */
    readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
    /** `HH:MM` or `HH:MM:SS`. */
    readonly from: string;
    /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
    readonly to: string;
    /** IANA. */
    readonly time_zone: string;
  } | null;
  readonly concurrency: number;
  readonly calls_per_minute: number | null;
  readonly retry: {
    /** Of the first, second … further try; as many tries as delays. */
    readonly delays_s: readonly number[];
    /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
    readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
    /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
    readonly base?: 'call' | 'schedule';
  } | null;
  readonly prompt: string | null;
  readonly greeting: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Leads by status. */
  readonly leads: {
    readonly total: number;
    readonly pending: number;
    readonly scheduled: number;
    readonly calling: number;
    readonly completed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly test: boolean;
  /** The API that created it. */
  readonly source: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: {
    readonly meetzy: string;
    readonly synthflow: string;
    readonly dial: string;
    readonly flireo: string;
  };
};

export type CreateLeadsBody = {
  readonly leads?: readonly {
    readonly phone_number: string;
    /** Also `{{name}}`. */
    readonly name?: string;
    readonly email?: string;
    /** IANA. */
    readonly time_zone?: string;
    readonly variables?: Readonly<Record<string, unknown>>;
    /** ISO 8601 with a time zone. */
    readonly not_before?: string;
  }[];
  /** A table whose first line names its columns: `phone_number`, `name`, `email`, `time_zone`, `not_before`; every other column is a variable. */
  readonly csv?: string;
};

export type CreateLeadsAnswer = {
  readonly object: 'leads';
  readonly campaign_id: string;
  /** Leads that will be called. */
  readonly added: number;
  /** Duplicates and what is no number. */
  readonly skipped: number;
  /** In their order; the first 100. */
  readonly data: readonly {
    readonly id: string;
    readonly object: 'lead';
    readonly campaign_id: string;
    readonly status: 'pending' | 'scheduled' | 'calling' | 'completed' | 'failed' | 'skipped';
    /** Why it was skipped. */
    readonly reason: 'denied' | 'invalid' | 'duplicate' | 'cancelled' | null;
    readonly detail: string | null;
    readonly phone_number: string;
    readonly name: string | null;
    readonly email: string | null;
    readonly time_zone: string | null;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly not_before: string | null;
    /** How often it was dialled. */
    readonly attempts: number;
    /** The latest call. */
    readonly call_id: string | null;
    readonly next_attempt_at: string | null;
    readonly last_attempt_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
};

export type ListLeadsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  readonly status?: 'pending' | 'scheduled' | 'calling' | 'completed' | 'failed' | 'skipped';
  readonly phone_number?: string;
};

export type ListLeadsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'lead';
    readonly campaign_id: string;
    readonly status: 'pending' | 'scheduled' | 'calling' | 'completed' | 'failed' | 'skipped';
    /** Why it was skipped. */
    readonly reason: 'denied' | 'invalid' | 'duplicate' | 'cancelled' | null;
    readonly detail: string | null;
    readonly phone_number: string;
    readonly name: string | null;
    readonly email: string | null;
    readonly time_zone: string | null;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly not_before: string | null;
    /** How often it was dialled. */
    readonly attempts: number;
    /** The latest call. */
    readonly call_id: string | null;
    readonly next_attempt_at: string | null;
    readonly last_attempt_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    /** ISO 8601, UTC, with milliseconds. */
    readonly updated_at: string;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetLeadAnswer = {
  readonly id: string;
  readonly object: 'lead';
  readonly campaign_id: string;
  readonly status: 'pending' | 'scheduled' | 'calling' | 'completed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason: 'denied' | 'invalid' | 'duplicate' | 'cancelled' | null;
  readonly detail: string | null;
  readonly phone_number: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly time_zone: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly not_before: string | null;
  /** How often it was dialled. */
  readonly attempts: number;
  /** The latest call. */
  readonly call_id: string | null;
  readonly next_attempt_at: string | null;
  readonly last_attempt_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
};

/** Campaigns. */
export class CampaignsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create a campaign. A draft: add leads, then start it. Its agent is frozen at the first start. */
  create(body: CreateCampaignBody, options?: RequestOptions): Promise<CreateCampaignAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/campaigns`, body, keyed: true }, options);
  }

  /** List campaigns */
  list(query?: ListCampaignsQuery, options?: RequestOptions): Promise<ListCampaignsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/campaigns`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List campaigns, one by one over all pages. */
  each(
    query?: ListCampaignsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'campaign';
      readonly status: 'draft' | 'scheduled' | 'running' | 'paused' | 'completed' | 'cancelled';
      /** Why it paused itself. */
      readonly fault: {
        readonly code: string;
        readonly message: string;
      } | null;
      readonly name: string;
      readonly agent_id: string;
      readonly agent_version: string | null;
      readonly number_ids: readonly string[];
      readonly starts_at: string | null;
      readonly window: {
        /** Days on which the window begins. */
        readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
        /** `HH:MM` or `HH:MM:SS`. */
        readonly from: string;
        /** `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than `from`: on the next day. */
        readonly to: string;
        /** IANA. */
        readonly time_zone: string;
      } | null;
      readonly concurrency: number;
      readonly calls_per_minute: number | null;
      readonly retry: {
        /** Of the first, second … further try; as many tries as delays. */
        readonly delays_s: readonly number[];
        /** Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out. */
        readonly on?: readonly ('no_answer' | 'busy' | 'voicemail' | 'failed' | 'interrupted')[];
        /** What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due. */
        readonly base?: 'call' | 'schedule';
      } | null;
      readonly prompt: string | null;
      readonly greeting: string | null;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly metadata: Readonly<Record<string, unknown>>;
      /** Leads by status. */
      readonly leads: {
        readonly total: number;
        readonly pending: number;
        readonly scheduled: number;
        readonly calling: number;
        readonly completed: number;
        readonly failed: number;
        readonly skipped: number;
      };
      readonly test: boolean;
      /** The API that created it. */
      readonly source: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
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
    return eachRow((asked: ListCampaignsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a campaign */
  get(id: string, options?: RequestOptions): Promise<GetCampaignAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/campaigns/${encodeURIComponent(id)}` }, options);
  }

  /** Change a campaign. Fields left out stay; null takes one out. Holds for calls that are made from now on; the agent can be changed until the first start. */
  update(id: string, body: UpdateCampaignBody, options?: RequestOptions): Promise<UpdateCampaignAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/campaigns/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a campaign. With its leads; its calls stay. One that runs or is paused is cancelled first. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/campaigns/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Start a campaign. Or goes on after a pause. Its agent is frozen at the first start. */
  start(id: string, options?: RequestOptions): Promise<StartCampaignAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/campaigns/${encodeURIComponent(id)}/start`, keyed: true },
      options,
    );
  }

  /** Pause a campaign. Makes no further call and holds back those that wait; running ones go on. */
  pause(id: string, options?: RequestOptions): Promise<PauseCampaignAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/campaigns/${encodeURIComponent(id)}/pause`, keyed: true },
      options,
    );
  }

  /** Cancel a campaign. Withdraws calls that wait and skips the open leads; running calls go on. */
  cancel(id: string, options?: RequestOptions): Promise<CancelCampaignAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/campaigns/${encodeURIComponent(id)}/cancel`, keyed: true },
      options,
    );
  }

  /** Add leads to a campaign. A number that the campaign has already, and what is no number, is kept as skipped. */
  createLeads(id: string, body: CreateLeadsBody, options?: RequestOptions): Promise<CreateLeadsAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/campaigns/${encodeURIComponent(id)}/leads`, body, keyed: true },
      options,
    );
  }

  /** List the leads of a campaign */
  listLeads(id: string, query?: ListLeadsQuery, options?: RequestOptions): Promise<ListLeadsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/campaigns/${encodeURIComponent(id)}/leads`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List the leads of a campaign, one by one over all pages. */
  eachLeads(
    id: string,
    query?: ListLeadsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'lead';
      readonly campaign_id: string;
      readonly status: 'pending' | 'scheduled' | 'calling' | 'completed' | 'failed' | 'skipped';
      /** Why it was skipped. */
      readonly reason: 'denied' | 'invalid' | 'duplicate' | 'cancelled' | null;
      readonly detail: string | null;
      readonly phone_number: string;
      readonly name: string | null;
      readonly email: string | null;
      readonly time_zone: string | null;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly not_before: string | null;
      /** How often it was dialled. */
      readonly attempts: number;
      /** The latest call. */
      readonly call_id: string | null;
      readonly next_attempt_at: string | null;
      readonly last_attempt_at: string | null;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      /** ISO 8601, UTC, with milliseconds. */
      readonly updated_at: string;
    },
    void,
    void
  > {
    return eachRow((asked: ListLeadsQuery) => this.listLeads(id, asked, options), query ?? {}, 'cursor');
  }

  /** Read a lead */
  getLead(id: string, leadId: string, options?: RequestOptions): Promise<GetLeadAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/campaigns/${encodeURIComponent(id)}/leads/${encodeURIComponent(leadId)}` },
      options,
    );
  }

  /** Delete a lead. Its calls stay. Not while a call is under way. */
  deleteLead(id: string, leadId: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      {
        method: 'DELETE',
        path: `/v1/campaigns/${encodeURIComponent(id)}/leads/${encodeURIComponent(leadId)}`,
      },
      options,
    );
  }
}
