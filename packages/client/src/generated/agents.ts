// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { Agent, AgentConfig, AgentVersion } from './schemas.ts';

export type ListAgentsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** Part of the name, in any case. */
  readonly search?: string;
  /** Default: "-created_at". */
  readonly sort?: '-created_at' | 'name';
};

export type ListAgentsAnswer = {
  readonly data: readonly Agent[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type UpdateAgentBody = {
  /**  */
  readonly name?: unknown;
  /**  */
  readonly flow?: unknown;
  /**  */
  readonly prompt?: unknown;
  /** First words; in a flow they replace the first say. */
  readonly greeting?: unknown;
  /** BCP 47. */
  readonly language?: unknown;
  /**  */
  readonly stt?: unknown;
  /**  */
  readonly llm?: unknown;
  /**  */
  readonly voice?: unknown;
  /**  */
  readonly realtime?: unknown;
  /** How it speaks, in words: told to the model after the prompt. */
  readonly manner?: unknown;
  /**  */
  readonly opening?: unknown;
  /** Is the call recorded? True when absent. */
  readonly record?: unknown;
  /**  */
  readonly transcript?: unknown;
  /**  */
  readonly interruptible?: unknown;
  /**  */
  readonly turns?: unknown;
  /**  */
  readonly silence?: unknown;
  /**  */
  readonly machine?: unknown;
  /**  */
  readonly background?: unknown;
  /** From the answer; 600 when absent. */
  readonly max_duration_s?: unknown;
  /** Defaults for {{variables}}. */
  readonly variables?: unknown;
  /**  */
  readonly tools?: unknown;
  /**  */
  readonly analysis?: unknown;
  /**  */
  readonly knowledge?: unknown;
  /**  */
  readonly memory?: unknown;
  /**  */
  readonly notification?: unknown;
  /** False: it makes no new call and answers none. True when absent. */
  readonly active?: unknown;
  /** When the agent may call, and be called. Outside, outgoing calls wait until it opens. */
  readonly hours?: unknown;
  /** Asked who answers, before a call that comes in is answered. */
  readonly inbound_hook?: unknown;
  /** Caller number of this agent. */
  readonly number_id?: unknown;
  /** Numbers to choose its caller number from, where `number_id` names none. */
  readonly number_pool_id?: unknown;
};

export type DeleteAgentQuery = {
  /** Unbinds its numbers. Default: false. */
  readonly unbind?: boolean;
};

export type CreateAgentVersionBody = {
  /** For people. Default: "". */
  readonly name?: string;
  /** What changed, for people. Default: "". */
  readonly message?: string;
  /** Calls run it from now on. Default: false. */
  readonly production?: boolean;
};

export type ListAgentVersionsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
};

export type ListAgentVersionsAnswer = {
  readonly data: readonly AgentVersion[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type UpdateAgentVersionBody = {
  readonly name?: string;
  readonly message?: string;
};

export type ValidateAgentAnswer = {
  /** It can be saved. */
  readonly valid: boolean;
  /** A call of it would be taken now. */
  readonly runnable: boolean;
  readonly faults: readonly {
    readonly param: string;
    readonly rule: string;
    readonly message: string;
  }[];
  readonly missing: readonly {
    /** As the call would be refused, or as its log would tell. */
    readonly code: string;
    readonly message: string;
    /** No call would be taken; else it runs with less. */
    readonly refuses: boolean;
  }[];
};

export type ValidateSavedAgentAnswer = {
  /** It can be saved. */
  readonly valid: boolean;
  /** A call of it would be taken now. */
  readonly runnable: boolean;
  readonly faults: readonly {
    readonly param: string;
    readonly rule: string;
    readonly message: string;
  }[];
  readonly missing: readonly {
    /** As the call would be refused, or as its log would tell. */
    readonly code: string;
    readonly message: string;
    /** No call would be taken; else it runs with less. */
    readonly refuses: boolean;
  }[];
};

export type DiffAgentVersionsAnswer = {
  readonly object: 'agent_diff';
  readonly changes: readonly {
    readonly op: 'add' | 'remove' | 'replace';
    /** JSON Pointer into the configuration. */
    readonly path: string;
    readonly from?: unknown;
    readonly value?: unknown;
  }[];
};

/** Agents. */
export class AgentsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Create an agent. A `flow` needs no language model; a `prompt` needs one. Runs as it stands until it has versions. */
  create(body: AgentConfig, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json({ method: 'POST', path: `/v1/agents`, body, keyed: true }, options);
  }

  /** List agents */
  list(query?: ListAgentsQuery, options?: RequestOptions): Promise<ListAgentsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/agents`, ...(query ? { query } : {}) }, options);
  }

  /** List agents, one by one over all pages. */
  each(query?: ListAgentsQuery, options?: RequestOptions): AsyncGenerator<Agent, void, void> {
    return eachRow((asked: ListAgentsQuery) => this.list(asked, options), query ?? {}, 'cursor');
  }

  /** Read an agent */
  get(id: string, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json({ method: 'GET', path: `/v1/agents/${encodeURIComponent(id)}` }, options);
  }

  /** Change an agent. Changes the working copy. Fields left out stay; null takes a field out. */
  update(id: string, body: UpdateAgentBody, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/agents/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Delete an agent. With its versions. Accepted calls go on, and those that ended keep what they ran. Refused while a number is bound to it, reserved for it or routed to it, unless `unbind` is true. */
  delete(id: string, query?: DeleteAgentQuery, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/agents/${encodeURIComponent(id)}`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** Freeze a version of an agent */
  createVersion(id: string, body: CreateAgentVersionBody, options?: RequestOptions): Promise<AgentVersion> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/agents/${encodeURIComponent(id)}/versions`, body, keyed: true },
      options,
    );
  }

  /** List versions of an agent */
  listVersions(
    id: string,
    query?: ListAgentVersionsQuery,
    options?: RequestOptions,
  ): Promise<ListAgentVersionsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/agents/${encodeURIComponent(id)}/versions`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List versions of an agent, one by one over all pages. */
  eachVersions(
    id: string,
    query?: ListAgentVersionsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<AgentVersion, void, void> {
    return eachRow(
      (asked: ListAgentVersionsQuery) => this.listVersions(id, asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read a version of an agent */
  getVersion(id: string, versionId: string, options?: RequestOptions): Promise<AgentVersion> {
    return this.#transport.json(
      {
        method: 'GET',
        path: `/v1/agents/${encodeURIComponent(id)}/versions/${encodeURIComponent(versionId)}`,
      },
      options,
    );
  }

  /** Rename a version of an agent. Fields left out stay. What a version runs is never changed. */
  updateVersion(
    id: string,
    versionId: string,
    body: UpdateAgentVersionBody,
    options?: RequestOptions,
  ): Promise<AgentVersion> {
    return this.#transport.json(
      {
        method: 'PATCH',
        path: `/v1/agents/${encodeURIComponent(id)}/versions/${encodeURIComponent(versionId)}`,
        body,
      },
      options,
    );
  }

  /** Delete a version of an agent. Not the production one. Accepted calls go on with it. */
  deleteVersion(id: string, versionId: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      {
        method: 'DELETE',
        path: `/v1/agents/${encodeURIComponent(id)}/versions/${encodeURIComponent(versionId)}`,
      },
      options,
    );
  }

  /** Make a version the production one */
  markProductionVersion(id: string, versionId: string, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json(
      {
        method: 'POST',
        path: `/v1/agents/${encodeURIComponent(id)}/versions/${encodeURIComponent(versionId)}/production`,
        keyed: true,
      },
      options,
    );
  }

  /** Check an agent without saving it. Tells every fault at once, and what is missing to run it: keys of providers, voices, the language, a language model. */
  validate(body: unknown, options?: RequestOptions): Promise<ValidateAgentAnswer> {
    return this.#transport.json({ method: 'POST', path: `/v1/agents/validate`, body, keyed: true }, options);
  }

  /** Check a saved agent. Its working copy as it stands now, with what it refers to. */
  validateSaved(id: string, options?: RequestOptions): Promise<ValidateSavedAgentAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/agents/${encodeURIComponent(id)}/validate`, keyed: true },
      options,
    );
  }

  /** Roll the working copy back to a version. The production version stays as it is; freeze a version, or mark this one, to change what calls run. */
  restoreVersion(id: string, versionId: string, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json(
      {
        method: 'POST',
        path: `/v1/agents/${encodeURIComponent(id)}/versions/${encodeURIComponent(versionId)}/restore`,
        keyed: true,
      },
      options,
    );
  }

  /** Compare two versions of an agent. `other` is a version, or `draft` for the working copy. The changes lead from the first to the other; secrets are told as `***`. */
  diffVersions(
    id: string,
    versionId: string,
    other: string,
    options?: RequestOptions,
  ): Promise<DiffAgentVersionsAnswer> {
    return this.#transport.json(
      {
        method: 'GET',
        path: `/v1/agents/${encodeURIComponent(id)}/versions/${encodeURIComponent(versionId)}/diff/${encodeURIComponent(other)}`,
      },
      options,
    );
  }
}
