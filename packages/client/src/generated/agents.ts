// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Agent } from './agent.ts';
import type { AgentConfig } from './agent-config.ts';
import type { Aliases, DeleteAgentQuery } from './shared.ts';

/** Agents. */
export class AgentsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Create an agent. A `flow` needs no language model; a `prompt` needs one. Runs as it stands until it
   * has versions.
   * @throws ParleyError `number-unknown`, `number-pool-unknown`, `tool-unknown`,
   * `analysis-template-unknown`
   */
  create(body: AgentConfig, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json({ method: 'POST', path: '/v1/agents', body, keyed: true }, options);
  }

  /** List agents. */
  list(query?: ListAgentsQuery, options?: RequestOptions): Promise<Page<Agent>> {
    return this.#transport.json({ method: 'GET', path: '/v1/agents', query }, options);
  }

  /** List agents, one by one over all pages. */
  each(query: ListAgentsQuery = {}, options?: RequestOptions): AsyncGenerator<Agent, void, void> {
    return eachRow((asked: ListAgentsQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read an agent.
   * @throws ParleyError `agent-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json({ method: 'GET', path: path`/v1/agents/${id}` }, options);
  }

  /**
   * Change an agent. Changes the working copy. Fields left out stay; null takes a field out.
   * @throws ParleyError `agent-unknown`, `number-unknown`, `number-pool-unknown`, `tool-unknown`,
   * `analysis-template-unknown`
   */
  update(id: string, body: UpdateAgentBody, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/agents/${id}`, body }, options);
  }

  /**
   * Delete an agent. With its versions. Accepted calls go on, and those that ended keep what they ran.
   * Refused while a number is bound to it, reserved for it or routed to it, unless `unbind` is true; and
   * while a campaign that is not over has it.
   * @throws ParleyError `agent-unknown`, `agent-in-use`
   */
  delete(id: string, query?: DeleteAgentQuery, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/agents/${id}`, query }, options);
  }

  /**
   * Freeze a version of an agent.
   * @throws ParleyError `agent-unknown`
   */
  createVersion(id: string, body: CreateAgentVersionBody, options?: RequestOptions): Promise<AgentVersion> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/agents/${id}/versions`, body, keyed: true },
      options,
    );
  }

  /**
   * List versions of an agent.
   * @throws ParleyError `agent-unknown`
   */
  listVersions(id: string, query?: PageQuery, options?: RequestOptions): Promise<Page<AgentVersion>> {
    return this.#transport.json({ method: 'GET', path: path`/v1/agents/${id}/versions`, query }, options);
  }

  /** List versions of an agent, one by one over all pages. */
  eachVersions(
    id: string,
    query: PageQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<AgentVersion, void, void> {
    return eachRow((asked: PageQuery) => this.listVersions(id, asked, options), query, 'cursor');
  }

  /**
   * Read a version of an agent.
   * @throws ParleyError `agent-unknown`, `agent-version-unknown`
   */
  getVersion(id: string, versionId: string, options?: RequestOptions): Promise<AgentVersion> {
    return this.#transport.json(
      { method: 'GET', path: path`/v1/agents/${id}/versions/${versionId}` },
      options,
    );
  }

  /**
   * Rename a version of an agent. Fields left out stay. What a version runs is never changed.
   * @throws ParleyError `agent-unknown`, `agent-version-unknown`
   */
  updateVersion(
    id: string,
    versionId: string,
    body: UpdateAgentVersionBody,
    options?: RequestOptions,
  ): Promise<AgentVersion> {
    return this.#transport.json(
      { method: 'PATCH', path: path`/v1/agents/${id}/versions/${versionId}`, body },
      options,
    );
  }

  /**
   * Delete a version of an agent. Not the production one. Accepted calls go on with it.
   * @throws ParleyError `agent-unknown`, `agent-version-unknown`, `agent-version-in-use`
   */
  deleteVersion(id: string, versionId: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: path`/v1/agents/${id}/versions/${versionId}` },
      options,
    );
  }

  /**
   * Make a version the production one.
   * @throws ParleyError `agent-unknown`, `agent-version-unknown`
   */
  markProductionVersion(id: string, versionId: string, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/agents/${id}/versions/${versionId}/production`, keyed: true },
      options,
    );
  }

  /**
   * Check an agent without saving it. Tells every fault at once, and what is missing to run it: keys of
   * providers, voices, the language, a language model.
   */
  validate(body: unknown, options?: RequestOptions): Promise<ValidateAgentAnswer> {
    return this.#transport.json({ method: 'POST', path: '/v1/agents/validate', body, keyed: true }, options);
  }

  /**
   * Check a saved agent. Its working copy as it stands now, with what it refers to.
   * @throws ParleyError `agent-unknown`
   */
  validateSaved(id: string, options?: RequestOptions): Promise<ValidateAgentAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/agents/${id}/validate`, keyed: true },
      options,
    );
  }

  /**
   * Roll the working copy back to a version. The production version stays as it is; freeze a version, or
   * mark this one, to change what calls run.
   * @throws ParleyError `agent-unknown`, `agent-version-unknown`, `number-unknown`,
   * `number-pool-unknown`, `tool-unknown`, `analysis-template-unknown`
   */
  restoreVersion(id: string, versionId: string, options?: RequestOptions): Promise<Agent> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/agents/${id}/versions/${versionId}/restore`, keyed: true },
      options,
    );
  }

  /**
   * Compare two versions of an agent. `other` is a version, or `draft` for the working copy. The changes
   * lead from the first to the other; secrets are told as `***`.
   * @throws ParleyError `agent-unknown`, `agent-version-unknown`
   */
  diffVersions(
    id: string,
    versionId: string,
    other: string,
    options?: RequestOptions,
  ): Promise<DiffAgentVersionsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: path`/v1/agents/${id}/versions/${versionId}/diff/${other}` },
      options,
    );
  }
}

export interface AgentVersion {
  readonly id: string;
  readonly object: 'agent_version';
  readonly agent_id: string;
  /** 1, 2, 3 … within the agent. */
  readonly number: number;
  readonly name: string;
  readonly message: string;
  readonly production: boolean;
  readonly config: AgentConfig;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface ListAgentsQuery extends PageQuery {
  /** Part of the name, in any case. */
  readonly search?: string;
  /** Default: "-created_at". */
  readonly sort?: '-created_at' | 'name';
}

export interface UpdateAgentBody {
  readonly name?: unknown;
  readonly flow?: unknown;
  readonly prompt?: unknown;
  /** First words; in a flow they replace the first say. */
  readonly greeting?: unknown;
  /** BCP 47. */
  readonly language?: unknown;
  readonly stt?: unknown;
  readonly llm?: unknown;
  readonly voice?: unknown;
  readonly realtime?: unknown;
  /** How it speaks, in words: told to the model after the prompt. */
  readonly manner?: unknown;
  readonly opening?: unknown;
  /** Is the call recorded? True when absent. */
  readonly record?: unknown;
  readonly transcript?: unknown;
  readonly interruptible?: unknown;
  readonly turns?: unknown;
  readonly silence?: unknown;
  readonly machine?: unknown;
  readonly background?: unknown;
  /** From the answer; 600 when absent. */
  readonly max_duration_s?: unknown;
  /** Defaults for {{variables}}. */
  readonly variables?: unknown;
  readonly tools?: unknown;
  readonly analysis?: unknown;
  readonly knowledge?: unknown;
  readonly memory?: unknown;
  readonly notification?: unknown;
  /** False: it makes no new call and answers none. True when absent. */
  readonly active?: unknown;
  /**
   * Does the number of somebody who asks not to be called any more go to the suppression list? As the
   * organization has it when absent.
   */
  readonly suppress_opt_outs?: unknown;
  /** When the agent may call, and be called. Outside, outgoing calls wait until it opens. */
  readonly hours?: unknown;
  /** Asked who answers, before a call that comes in is answered. */
  readonly inbound_hook?: unknown;
  /** Caller number of this agent. */
  readonly number_id?: unknown;
  /** Numbers to choose its caller number from, where `number_id` names none. */
  readonly number_pool_id?: unknown;
}

export interface CreateAgentVersionBody {
  /** For people. Default: "". */
  readonly name?: string;
  /** What changed, for people. Default: "". */
  readonly message?: string;
  /** Calls run it from now on. Default: false. */
  readonly production?: boolean;
}

export interface UpdateAgentVersionBody {
  readonly name?: string;
  readonly message?: string;
}

export interface ValidateAgentAnswer {
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
}

export interface DiffAgentVersionsAnswer {
  readonly object: 'agent_diff';
  readonly changes: readonly AgentVersionChange[];
}

export interface AgentVersionChange {
  readonly op: 'add' | 'remove' | 'replace';
  /** JSON Pointer into the configuration. */
  readonly path: string;
  readonly from?: unknown;
  readonly value?: unknown;
}
