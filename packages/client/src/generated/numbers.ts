// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Aliases, CallVoice, InboundHook } from './shared.ts';

/** Numbers. */
export class NumbersApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Add a number. A number to call from through its trunk, and to answer with its agent.
   * @throws ParleyError `url-refused`, `trunk-unknown`, `agent-unknown`, `agent-version-unknown`,
   * `number-taken`
   */
  create(body: CreateNumberBody, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json({ method: 'POST', path: '/v1/numbers', body, keyed: true }, options);
  }

  /**
   * List numbers.
   * @throws ParleyError `agent-unknown`, `trunk-unknown`
   */
  list(query?: ListNumbersQuery, options?: RequestOptions): Promise<Page<PhoneNumber>> {
    return this.#transport.json({ method: 'GET', path: '/v1/numbers', query }, options);
  }

  /** List numbers, one by one over all pages. */
  each(query: ListNumbersQuery = {}, options?: RequestOptions): AsyncGenerator<PhoneNumber, void, void> {
    return eachRow((asked: ListNumbersQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a number.
   * @throws ParleyError `number-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json({ method: 'GET', path: path`/v1/numbers/${id}` }, options);
  }

  /**
   * Change a number. Fields left out stay; null unbinds.
   * @throws ParleyError `url-refused`, `number-unknown`, `trunk-unknown`, `agent-unknown`,
   * `agent-version-unknown`, `organization-unknown`, `number-lent`
   */
  update(id: string, body: UpdateNumberBody, options?: RequestOptions): Promise<PhoneNumber> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/numbers/${id}`, body }, options);
  }

  /**
   * Delete a number. It leaves its pools. Refused while a campaign that is not over dials from it. Calls
   * keep the number that they showed; those that wait for it choose another or are denied.
   * @throws ParleyError `number-unknown`, `number-in-use`, `number-lent`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/numbers/${id}` }, options);
  }

  /**
   * Create a number pool. Agents that name it in `number_pool_id` show one of its numbers, chosen by its
   * rule.
   * @throws ParleyError `number-unknown`
   */
  createPool(body: CreateNumberPoolBody, options?: RequestOptions): Promise<NumberPool> {
    return this.#transport.json({ method: 'POST', path: '/v1/number-pools', body, keyed: true }, options);
  }

  /**
   * List number pools. All, or those that hold a number.
   * @throws ParleyError `number-unknown`
   */
  listPools(query?: ListNumberPoolsQuery, options?: RequestOptions): Promise<Page<NumberPool>> {
    return this.#transport.json({ method: 'GET', path: '/v1/number-pools', query }, options);
  }

  /** List number pools, one by one over all pages. */
  eachPools(
    query: ListNumberPoolsQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<NumberPool, void, void> {
    return eachRow((asked: ListNumberPoolsQuery) => this.listPools(asked, options), query, 'cursor');
  }

  /**
   * Read a number pool.
   * @throws ParleyError `number-pool-unknown`
   */
  getPool(id: string, options?: RequestOptions): Promise<NumberPool> {
    return this.#transport.json({ method: 'GET', path: path`/v1/number-pools/${id}` }, options);
  }

  /**
   * Change a number pool. Fields left out stay; `members` replace the former ones. In effect from the
   * next dialling on.
   * @throws ParleyError `number-pool-unknown`, `number-unknown`
   */
  updatePool(id: string, body: UpdateNumberPoolBody, options?: RequestOptions): Promise<NumberPool> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/number-pools/${id}`, body }, options);
  }

  /**
   * Delete a number pool. Its numbers stay. Agents that name it choose their caller number as if they
   * named none.
   * @throws ParleyError `number-pool-unknown`
   */
  deletePool(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/number-pools/${id}` }, options);
  }
}

export interface PhoneNumber {
  readonly id: string;
  readonly object: 'number';
  readonly e164: string;
  readonly name: string;
  readonly trunk_id: string | null;
  readonly agent_id: string | null;
  readonly active: boolean;
  readonly reserved_for_agents: readonly string[];
  /** Whom it is lent to; null: nobody. */
  readonly assigned_organization_id: string | null;
  /** It belongs to another organization, which lends it. */
  readonly lent: boolean;
  readonly routes: NumberRoutes | null;
  /** Its secret as `***`. */
  readonly inbound_hook: InboundHook | null;
  readonly last_used_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface NumberPool {
  readonly id: string;
  readonly object: 'number_pool';
  readonly name: string;
  /**
   * `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or
   * `first` in order.
   */
  readonly rule: NumberPoolRule;
  readonly members: readonly {
    readonly number_id: string;
    readonly weight: number;
  }[];
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface CreateNumberBody {
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
  readonly inbound_hook?: InboundHook | null;
  /**
   * Alternatives drawn by weight for each call: the agent of incoming calls (and of outgoing ones that
   * name no agent), model and voice of every call that names this number and says none itself.
   */
  readonly routes?: NumberRoutes | null;
}

export interface ListNumbersQuery extends PageQuery {
  /** An id, in any spelling. */
  readonly agent_id?: string;
  /** An id, in any spelling. */
  readonly trunk_id?: string;
  readonly active?: boolean;
  /** True: bound to no agent; false: to one. */
  readonly unbound?: boolean;
  /** Part of the number or of its name. */
  readonly search?: string;
}

export interface UpdateNumberBody {
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
  readonly inbound_hook?: InboundHook | null;
  /**
   * Alternatives drawn by weight for each call: the agent of incoming calls (and of outgoing ones that
   * name no agent), model and voice of every call that names this number and says none itself.
   */
  readonly routes?: NumberRoutes | null;
  /**
   * A child organization, which uses it as its own from now on; null takes it back. Agent, reservations
   * and routes go.
   */
  readonly assigned_organization_id?: string | null;
}

export type UpdateNumberPoolBody = Partial<CreateNumberPoolBody>;

export interface CreateNumberPoolBody {
  readonly name: string;
  /**
   * `least_recently_used`, `weighted` (by chance), `same_country` as the callee if there is one, or
   * `first` in order.
   */
  readonly rule: NumberPoolRule;
  /** In order; each number once. */
  readonly members: readonly {
    /** An id, in any spelling. */
    readonly number_id: string;
    /** How often it is drawn beside the others, by the rule `weighted`. Default: 1. */
    readonly weight?: number;
  }[];
}

export interface ListNumberPoolsQuery extends PageQuery {
  /** An id, in any spelling. */
  readonly number_id?: string;
}

export interface NumberRoutes {
  readonly agents?: readonly NumberRoutesAgent[];
  readonly models?: readonly NumberRoutesModel[];
  readonly voices?: readonly NumberRoutesVoice[];
}

export interface NumberRoutesAgent {
  readonly agent_id: string;
  /** Absent: its production version. */
  readonly version_id?: string;
  /** Told in the call’s log. */
  readonly label?: string;
  /** Percent; those of one list sum to 100. */
  readonly weight: number;
}

export interface NumberRoutesModel {
  readonly provider?: string;
  readonly model: string;
  /** Told in the call’s log. */
  readonly label?: string;
  /** Percent; those of one list sum to 100. */
  readonly weight: number;
}

export interface NumberRoutesVoice {
  readonly voice: CallVoice;
  /** Told in the call’s log. */
  readonly label?: string;
  /** Percent; those of one list sum to 100. */
  readonly weight: number;
}

export type NumberPoolRule = 'least_recently_used' | 'weighted' | 'same_country' | 'first';
