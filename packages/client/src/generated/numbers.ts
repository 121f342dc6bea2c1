// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { PhoneNumber } from './schemas.ts';

export type CreateNumberBody = {
  /** A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0. */
  readonly e164: string;
  /** Default: "". */
  readonly name?: string;
  /** Default: true. */
  readonly active?: boolean;
  readonly trunk_id?: string | null;
  /** Answers incoming calls to this number. */
  readonly agent_id?: string | null;
  /** Only these show it as their caller number, whoever names it; empty: every agent may. */
  readonly reserved_for_agents?: readonly string[];
  /** Asked who answers a call to this number, in the place of its agent's own hook. */
  readonly inbound_hook?: {
    readonly url: string;
    /** Signs the question; never shown again. */
    readonly secret?: string;
    /** 5,000 when absent (Synthflow: 10,000). */
    readonly timeout_ms?: number;
    /** Default: "standard". */
    readonly format?: 'standard' | 'synthflow' | 'flireo';
  } | null;
  /** Alternatives drawn by weight for each call: the agent of incoming calls (and of outgoing ones that name no agent), model and voice of every call that names this number and says none itself. */
  readonly routes?: {
    readonly agents?: readonly {
      readonly agent_id: string;
      /** Absent: its production version. */
      readonly version_id?: string;
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
    readonly models?: readonly {
      readonly provider?: string;
      readonly model: string;
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
    readonly voices?: readonly {
      readonly voice: {
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
        readonly tuning?: {
          readonly stability?: number;
          readonly similarity_boost?: number;
          readonly style?: number;
          readonly use_speaker_boost?: boolean;
          /** ElevenLabs' `optimize_streaming_latency`. */
          readonly optimize_latency?: number;
          /** Put in brackets before every text; models of the third version act them. */
          readonly audio_tags?: readonly string[];
        };
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
      };
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
  } | null;
};

export type ListNumbersQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
  /** An id, in any spelling. */
  readonly trunk_id?: string;
  readonly active?: boolean;
  /** True: bound to no agent; false: to one. */
  readonly unbound?: boolean;
  /** Part of the number or of its name. */
  readonly search?: string;
};

export type ListNumbersAnswer = {
  readonly data: readonly PhoneNumber[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type UpdateNumberBody = {
  /** Default: "". */
  readonly name?: string;
  /** Default: true. */
  readonly active?: boolean;
  readonly trunk_id?: string | null;
  /** Answers incoming calls to this number. */
  readonly agent_id?: string | null;
  /** Only these show it as their caller number, whoever names it; empty: every agent may. */
  readonly reserved_for_agents?: readonly string[];
  /** Asked who answers a call to this number, in the place of its agent's own hook. */
  readonly inbound_hook?: {
    readonly url: string;
    /** Signs the question; never shown again. */
    readonly secret?: string;
    /** 5,000 when absent (Synthflow: 10,000). */
    readonly timeout_ms?: number;
    /** Default: "standard". */
    readonly format?: 'standard' | 'synthflow' | 'flireo';
  } | null;
  /** Alternatives drawn by weight for each call: the agent of incoming calls (and of outgoing ones that name no agent), model and voice of every call that names this number and says none itself. */
  readonly routes?: {
    readonly agents?: readonly {
      readonly agent_id: string;
      /** Absent: its production version. */
      readonly version_id?: string;
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
    readonly models?: readonly {
      readonly provider?: string;
      readonly model: string;
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
    readonly voices?: readonly {
      readonly voice: {
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
        readonly tuning?: {
          readonly stability?: number;
          readonly similarity_boost?: number;
          readonly style?: number;
          readonly use_speaker_boost?: boolean;
          /** ElevenLabs' `optimize_streaming_latency`. */
          readonly optimize_latency?: number;
          /** Put in brackets before every text; models of the third version act them. */
          readonly audio_tags?: readonly string[];
        };
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
      };
      /** Told in the call’s log. */
      readonly label?: string;
      /** Percent; those of one list sum to 100. */
      readonly weight: number;
    }[];
  } | null;
  /** A child organization, which uses it as its own from now on; null takes it back. Agent, reservations and routes go. */
  readonly assigned_organization_id?: string | null;
};

export type CreateNumberPoolBody = {
  readonly name: string;
  /** `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order. */
  readonly rule: 'least_recently_used' | 'weighted' | 'same_country' | 'first';
  /** In order; each number once. */
  readonly members: readonly {
    /** An id, in any spelling. */
    readonly number_id: string;
    /** How often it is drawn beside the others, by the rule `weighted`. Default: 1. */
    readonly weight?: number;
  }[];
};

export type CreateNumberPoolAnswer = {
  readonly id: string;
  readonly object: 'number_pool';
  readonly name: string;
  /** `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order. */
  readonly rule: 'least_recently_used' | 'weighted' | 'same_country' | 'first';
  readonly members: readonly {
    readonly number_id: string;
    readonly weight: number;
  }[];
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

export type ListNumberPoolsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** An id, in any spelling. */
  readonly number_id?: string;
};

export type ListNumberPoolsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'number_pool';
    readonly name: string;
    /** `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order. */
    readonly rule: 'least_recently_used' | 'weighted' | 'same_country' | 'first';
    readonly members: readonly {
      readonly number_id: string;
      readonly weight: number;
    }[];
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

export type GetNumberPoolAnswer = {
  readonly id: string;
  readonly object: 'number_pool';
  readonly name: string;
  /** `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order. */
  readonly rule: 'least_recently_used' | 'weighted' | 'same_country' | 'first';
  readonly members: readonly {
    readonly number_id: string;
    readonly weight: number;
  }[];
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

export type UpdateNumberPoolBody = {
  readonly name?: string;
  /** `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order. */
  readonly rule?: 'least_recently_used' | 'weighted' | 'same_country' | 'first';
  /** In order; each number once. */
  readonly members?: readonly {
    /** An id, in any spelling. */
    readonly number_id: string;
    /** How often it is drawn beside the others, by the rule `weighted`. Default: 1. */
    readonly weight?: number;
  }[];
};

export type UpdateNumberPoolAnswer = {
  readonly id: string;
  readonly object: 'number_pool';
  readonly name: string;
  /** `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order. */
  readonly rule: 'least_recently_used' | 'weighted' | 'same_country' | 'first';
  readonly members: readonly {
    readonly number_id: string;
    readonly weight: number;
  }[];
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

/** Numbers. */
export class NumbersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Add a number. A number to call from through its trunk, and to answer with its agent. */
  create(body: CreateNumberBody, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json({ method: 'POST', path: `/v1/numbers`, body, keyed: true }, options);
  }

  /** List numbers */
  list(query?: ListNumbersQuery, options?: RequestOptions): Promise<ListNumbersAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/numbers`, ...(query ? { query } : {}) }, options);
  }

  /** List numbers, one by one over all pages. */
  each(query?: ListNumbersQuery, options?: RequestOptions): AsyncGenerator<PhoneNumber, void, void> {
    return eachRow((asked: ListNumbersQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read a number */
  get(id: string, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json({ method: 'GET', path: `/v1/numbers/${encodeURIComponent(id)}` }, options);
  }

  /** Change a number. Fields left out stay; null unbinds. */
  update(id: string, body: UpdateNumberBody, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/numbers/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a number. It leaves its pools. Calls keep the number that they showed; those that wait for it choose another or are denied. */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: `/v1/numbers/${encodeURIComponent(id)}` }, options);
  }

  /** Create a number pool. Agents that name it in `number_pool_id` show one of its numbers, chosen by its rule. */
  createPool(body: CreateNumberPoolBody, options?: RequestOptions): Promise<CreateNumberPoolAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/number-pools`, body, keyed: true }, options);
  }

  /** List number pools. All, or those that hold a number. */
  listPools(query?: ListNumberPoolsQuery, options?: RequestOptions): Promise<ListNumberPoolsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/number-pools`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List number pools, one by one over all pages. */
  eachPools(
    query?: ListNumberPoolsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'number_pool';
      readonly name: string;
      /** `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or `first` in order. */
      readonly rule: 'least_recently_used' | 'weighted' | 'same_country' | 'first';
      readonly members: readonly {
        readonly number_id: string;
        readonly weight: number;
      }[];
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
    return eachRow((asked: ListNumberPoolsQuery) => this.listPools(asked, options), query ?? {}, 'cursor');
  }

  /** Read a number pool */
  getPool(id: string, options?: RequestOptions): Promise<GetNumberPoolAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/number-pools/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change a number pool. Fields left out stay; `members` replace the former ones. In effect from the next dialling on. */
  updatePool(
    id: string,
    body: UpdateNumberPoolBody,
    options?: RequestOptions,
  ): Promise<UpdateNumberPoolAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/number-pools/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete a number pool. Its numbers stay. Agents that name it choose their caller number as if they named none. */
  deletePool(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/number-pools/${encodeURIComponent(id)}` },
      options,
    );
  }
}
