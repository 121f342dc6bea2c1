// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { Agent, AgentConfig, AgentVersion } from './schemas.ts';

export type ListAgentsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
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
  /** Caller number of this agent. */
  readonly number_id?: unknown;
};

export type CreateAgentVersionBody = {
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
}
