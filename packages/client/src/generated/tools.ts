// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Agent } from './agent.ts';
import type { Aliases } from './shared.ts';
import type { ToolConfig } from './tool-config.ts';

/** Tools. */
export class ToolsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Save a tool. Agents use it with `{"type": "saved", "tool_id": "tool_…"}` in their `tools`. A call
   * keeps the tool as it was at its acceptance.
   */
  create(body: CreateToolBody, options?: RequestOptions): Promise<Tool> {
    return this.#transport.json({ method: 'POST', path: '/v1/tools', body, keyed: true }, options);
  }

  /** List tools. */
  list(query?: ListToolsQuery, options?: RequestOptions): Promise<Page<Tool>> {
    return this.#transport.json({ method: 'GET', path: '/v1/tools', query }, options);
  }

  /** List tools, one by one over all pages. */
  each(query: ListToolsQuery = {}, options?: RequestOptions): AsyncGenerator<Tool, void, void> {
    return eachRow((asked: ListToolsQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a tool.
   * @throws ParleyError `tool-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Tool> {
    return this.#transport.json({ method: 'GET', path: path`/v1/tools/${id}` }, options);
  }

  /**
   * Change a tool. A merge patch (RFC 7396): fields left out stay, null takes one out; `***` keeps a
   * secret. Accepted calls keep what they have.
   * @throws ParleyError `tool-unknown`
   */
  update(id: string, body: UpdateToolBody, options?: RequestOptions): Promise<Tool> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/tools/${id}`, body }, options);
  }

  /**
   * Delete a tool. Refused while the working copy or the production version of an agent uses it. Other
   * versions that name it can be called no more.
   * @throws ParleyError `tool-unknown`, `tool-in-use`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/tools/${id}` }, options);
  }

  /**
   * List the agents that use a tool. Those whose working copy or production version names it.
   * @throws ParleyError `tool-unknown`
   */
  listAgents(id: string, query?: PageQuery, options?: RequestOptions): Promise<Page<Agent>> {
    return this.#transport.json({ method: 'GET', path: path`/v1/tools/${id}/agents`, query }, options);
  }

  /** List the agents that use a tool, one by one over all pages. */
  eachAgents(id: string, query: PageQuery = {}, options?: RequestOptions): AsyncGenerator<Agent, void, void> {
    return eachRow((asked: PageQuery) => this.listAgents(id, asked, options), query, 'cursor');
  }
}

export interface Tool {
  readonly id: string;
  readonly object: 'tool';
  readonly title: string;
  readonly config: ToolConfig;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export type UpdateToolBody = Partial<CreateToolBody>;

export interface CreateToolBody {
  /** For people; what a model calls the tool stands in `config`. */
  readonly title?: string;
  /** A tool of any type that an agent may hold: see `tools` of an agent. */
  readonly config: unknown;
}

export interface ListToolsQuery extends PageQuery {
  readonly type?: ToolType;
  /** Part of the title. */
  readonly search?: string;
}

export type ToolType =
  | 'http'
  | 'mcp'
  | 'end_call'
  | 'transfer'
  | 'send_dtmf'
  | 'leave_voicemail'
  | 'set_variable'
  | 'schedule_callback'
  | 'book_appointment'
  | 'send_sms';
