// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Aliases, Retry } from './shared.ts';

/** Campaigns. */
export class CampaignsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Create a campaign. A draft: add leads, then start it. Its agent is frozen at the first start.
   * @throws ParleyError `agent-unknown`, `agent-version-unknown`, `number-unknown`,
   * `number-pool-unknown`
   */
  create(body: CreateCampaignBody, options?: RequestOptions): Promise<Campaign> {
    return this.#transport.json({ method: 'POST', path: '/v1/campaigns', body, keyed: true }, options);
  }

  /** List campaigns. */
  list(query?: ListCampaignsQuery, options?: RequestOptions): Promise<Page<Campaign>> {
    return this.#transport.json({ method: 'GET', path: '/v1/campaigns', query }, options);
  }

  /** List campaigns, one by one over all pages. */
  each(query: ListCampaignsQuery = {}, options?: RequestOptions): AsyncGenerator<Campaign, void, void> {
    return eachRow((asked: ListCampaignsQuery) => this.list(asked, options), query, 'cursor');
  }

  /**
   * Read a campaign.
   * @throws ParleyError `campaign-unknown`
   */
  get(id: string, options?: RequestOptions): Promise<Campaign> {
    return this.#transport.json({ method: 'GET', path: path`/v1/campaigns/${id}` }, options);
  }

  /**
   * Change a campaign. Fields left out stay; null takes one out. Holds for calls that are made from now
   * on; the agent can be changed until the first start.
   * @throws ParleyError `campaign-unknown`, `agent-unknown`, `agent-version-unknown`, `number-unknown`,
   * `number-pool-unknown`, `campaign-state`
   */
  update(id: string, body: UpdateCampaignBody, options?: RequestOptions): Promise<Campaign> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/campaigns/${id}`, body }, options);
  }

  /**
   * Delete a campaign. With its leads; its calls stay. One that runs or is paused is cancelled first.
   * @throws ParleyError `campaign-unknown`, `campaign-state`
   */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/campaigns/${id}` }, options);
  }

  /**
   * Start a campaign. Or goes on after a pause. Its agent is frozen at the first start.
   * @throws ParleyError `campaign-unknown`, `agent-unknown`, `agent-version-unknown`, `campaign-state`
   */
  start(id: string, options?: RequestOptions): Promise<Campaign> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/campaigns/${id}/start`, keyed: true },
      options,
    );
  }

  /**
   * Pause a campaign. Makes no further call and holds back those that wait; running ones go on.
   * @throws ParleyError `campaign-unknown`, `agent-unknown`, `agent-version-unknown`, `campaign-state`
   */
  pause(id: string, options?: RequestOptions): Promise<Campaign> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/campaigns/${id}/pause`, keyed: true },
      options,
    );
  }

  /**
   * Cancel a campaign. Withdraws calls that wait and skips the open leads; running calls go on.
   * @throws ParleyError `campaign-unknown`, `agent-unknown`, `agent-version-unknown`, `campaign-state`
   */
  cancel(id: string, options?: RequestOptions): Promise<Campaign> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/campaigns/${id}/cancel`, keyed: true },
      options,
    );
  }

  /**
   * Add leads to a campaign. A number that the campaign has already, and what is no number, is kept as
   * skipped.
   * @throws ParleyError `campaign-unknown`, `campaign-state`
   */
  createLeads(id: string, body: CreateLeadsBody, options?: RequestOptions): Promise<CreatedLead> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/campaigns/${id}/leads`, body, keyed: true },
      options,
    );
  }

  /**
   * List the leads of a campaign.
   * @throws ParleyError `campaign-unknown`
   */
  listLeads(id: string, query?: ListLeadsQuery, options?: RequestOptions): Promise<Page<Lead>> {
    return this.#transport.json({ method: 'GET', path: path`/v1/campaigns/${id}/leads`, query }, options);
  }

  /** List the leads of a campaign, one by one over all pages. */
  eachLeads(
    id: string,
    query: ListLeadsQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<Lead, void, void> {
    return eachRow((asked: ListLeadsQuery) => this.listLeads(id, asked, options), query, 'cursor');
  }

  /**
   * Read a lead.
   * @throws ParleyError `campaign-unknown`, `lead-unknown`
   */
  getLead(id: string, leadId: string, options?: RequestOptions): Promise<Lead> {
    return this.#transport.json({ method: 'GET', path: path`/v1/campaigns/${id}/leads/${leadId}` }, options);
  }

  /**
   * Change a lead. Fields left out stay; null takes one out. Holds for calls that are made from now on.
   * `not_before` moves the next call, a further try too. Not once the lead is completed, failed or
   * skipped; for another number delete it and add one.
   * @throws ParleyError `campaign-unknown`, `lead-unknown`, `campaign-state`
   */
  updateLead(id: string, leadId: string, body: UpdateLeadBody, options?: RequestOptions): Promise<Lead> {
    return this.#transport.json(
      { method: 'PATCH', path: path`/v1/campaigns/${id}/leads/${leadId}`, body },
      options,
    );
  }

  /**
   * Delete a lead. Its calls stay. Not while a call is under way.
   * @throws ParleyError `campaign-unknown`, `lead-unknown`, `campaign-state`
   */
  deleteLead(id: string, leadId: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: path`/v1/campaigns/${id}/leads/${leadId}` },
      options,
    );
  }
}

export interface Campaign {
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
  readonly number_pool_id: string | null;
  readonly starts_at: string | null;
  readonly window: CampaignWindow | null;
  readonly concurrency: number;
  readonly calls_per_minute: number | null;
  readonly retry: Retry | null;
  readonly prompt: string | null;
  readonly greeting: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Leads by status. */
  readonly leads: CampaignLeads;
  readonly test: boolean;
  /** The API that created it. */
  readonly source: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface CampaignLeads {
  readonly total: number;
  readonly pending: number;
  readonly scheduled: number;
  readonly calling: number;
  readonly completed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface CreatedLead {
  readonly object: 'leads';
  readonly campaign_id: string;
  /** Leads that will be called. */
  readonly added: number;
  /** Duplicates and what is no number. */
  readonly skipped: number;
  /** In their order; the first 100. */
  readonly data: readonly Lead[];
}

export interface Lead {
  readonly id: string;
  readonly object: 'lead';
  readonly campaign_id: string;
  readonly status: LeadStatus;
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
}

export type UpdateCampaignBody = Partial<CreateCampaignBody>;

export interface CreateCampaignBody {
  readonly name: string;
  /** An id, in any spelling. */
  readonly agent_id: string;
  readonly agent_version?: string | null;
  /** Numbers to call from, in turns; none: as for any call of the agent. */
  readonly number_ids?: readonly string[];
  readonly number_pool_id?: string | null;
  readonly starts_at?: string | null;
  readonly window?: CampaignWindow | null;
  /** Calls under way at once; 10 when left out. */
  readonly concurrency?: number;
  readonly calls_per_minute?: number | null;
  readonly retry?: Retry | null;
  readonly prompt?: string | null;
  readonly greeting?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface ListCampaignsQuery extends PageQuery {
  /** A campaign that is `scheduled` is found as `running`. */
  readonly status?: 'draft' | 'running' | 'paused' | 'completed' | 'cancelled';
}

export interface CreateLeadsBody {
  readonly leads?: readonly LeadEntry[];
  /**
   * A table whose first line names its columns: `phone_number`, `name`, `email`, `time_zone`,
   * `not_before`; every other column is a variable.
   */
  readonly csv?: string;
}

export interface LeadEntry {
  readonly phone_number: string;
  /** Also `{{name}}`. */
  readonly name?: string;
  readonly email?: string;
  /** IANA. */
  readonly time_zone?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** ISO 8601 with a time zone. */
  readonly not_before?: string;
}

export interface ListLeadsQuery extends PageQuery {
  readonly status?: LeadStatus;
  readonly phone_number?: string;
}

export interface UpdateLeadBody {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly time_zone?: string | null;
  /** Laid over those it has; null takes one out. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly not_before?: string | null;
}

export interface CampaignWindow {
  /** Days on which the window begins. */
  readonly days: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[];
  /** `HH:MM` or `HH:MM:SS`. */
  readonly from: string;
  /**
   * `HH:MM` or `HH:MM:SS`, up to `24:00`; this very moment still belongs to the window. Earlier than
   * `from`: on the next day.
   */
  readonly to: string;
  /** IANA. */
  readonly time_zone: string;
}

export type LeadStatus = 'pending' | 'scheduled' | 'calling' | 'completed' | 'failed' | 'skipped';
