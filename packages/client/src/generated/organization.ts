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

  /** Change your organization */
  update(body: UpdateOrganizationBody, options?: RequestOptions): Promise<Organization> {
    return this.#transport.json({ method: 'PATCH', path: `/v1/organization`, body }, options);
  }
}
