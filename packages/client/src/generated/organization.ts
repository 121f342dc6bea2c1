// Written by tools/client.ts from openapi/openapi.json.
import type { RequestOptions, Transport } from '../transport.ts';
import type { Organization } from './schemas.ts';

export type UpdateOrganizationBody = {
  readonly name?: string;
  /** Calls live at once; further ones wait. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. */
  readonly calls_per_second?: number;
  /** Beginnings of numbers that may be dialled; empty: all. */
  readonly destination_allow?: readonly string[];
  /** Caller number when nothing else names one. */
  readonly default_number_id?: string | null;
  readonly quotas?: {
    /** Agents it may have; null: any. */
    readonly agents?: number | null;
    /** Numbers it may have; null: any. */
    readonly numbers?: number | null;
    /** Outbound calls accepted in a day (UTC); null: any. */
    readonly calls_per_day?: number | null;
  };
  /** Of all its keys together; null: the server's setting. */
  readonly requests_per_minute?: number | null;
};

export type GetQuotasAnswer = {
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
};

/** Organization. */
export class OrganizationApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Read your organization */
  get(options?: RequestOptions): Promise<Organization> {
    return this.#transport.json({ method: 'GET', path: `/v1/organization` }, options);
  }

  /** Change your organization. An organization that has a parent leaves `concurrency`, rates and quotas to it. */
  update(body: UpdateOrganizationBody, options?: RequestOptions): Promise<Organization> {
    return this.#transport.json({ method: 'PATCH', path: `/v1/organization`, body }, options);
  }

  /** Read what your organization may have, and has. One more agent or number than allowed is refused with 403, a call beyond those of the day (UTC) with 429, both `quota-exceeded`. Calls beyond the concurrent ones wait. */
  getQuotas(options?: RequestOptions): Promise<GetQuotasAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/quotas` }, options);
  }
}
