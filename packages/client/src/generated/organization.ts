// Written by tools/client.ts from openapi/openapi.json.
import { type RequestOptions, type Transport } from '../transport.ts';
import type { Organization, Quotas } from './shared.ts';

/** Organization. */
export class OrganizationApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Read your organization. */
  get(options?: RequestOptions): Promise<Organization> {
    return this.#transport.json({ method: 'GET', path: '/v1/organization' }, options);
  }

  /**
   * Change your organization. An organization that has a parent leaves `concurrency`, rates and quotas
   * to it.
   * @throws ParleyError `parent-only`, `number-unknown`
   */
  update(body: UpdateOrganizationBody, options?: RequestOptions): Promise<Organization> {
    return this.#transport.json({ method: 'PATCH', path: '/v1/organization', body }, options);
  }

  /**
   * Read what your organization may have, and has. One more agent or number than allowed is refused with
   * 403, a call beyond those of the day (UTC) with 429, both `quota-exceeded`. Calls beyond the
   * concurrent ones wait.
   */
  getQuotas(options?: RequestOptions): Promise<Quota> {
    return this.#transport.json({ method: 'GET', path: '/v1/quotas' }, options);
  }
}

export interface Quota {
  readonly agents: {
    /** Null: any. */
    readonly limit: number | null;
    readonly used: number;
  };
  readonly numbers: {
    /** Null: any. */
    readonly limit: number | null;
    readonly used: number;
  };
  readonly calls_per_day: {
    /** Null: any. */
    readonly limit: number | null;
    readonly used: number;
  };
  readonly concurrent_calls: {
    /** Null: any. */
    readonly limit: number | null;
    readonly used: number;
  };
}

export interface UpdateOrganizationBody {
  readonly name?: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second?: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow?: readonly string[];
  /**
   * Does the number of somebody who asks not to be called any more go to the suppression list? An agent
   * may say otherwise.
   */
  readonly suppress_opt_outs?: boolean;
  /** Caller number when nothing else names one. */
  readonly default_number_id?: string | null;
  readonly quotas?: Quotas;
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute?: number | null;
}
