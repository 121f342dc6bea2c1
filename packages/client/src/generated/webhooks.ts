// Written by tools/client.ts from openapi/openapi.json.
import { eachRow, type Page, type PageQuery } from '../pages.ts';
import { path, type RequestOptions, type Transport } from '../transport.ts';
import type { Format } from './shared.ts';

/** Webhooks. */
export class WebhooksApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Have events sent. Events from now on. The answer shows the secret, this once.
   * @throws ParleyError `url-refused`, `agent-unknown`
   */
  createEndpoint(body: CreateWebhookEndpointBody, options?: RequestOptions): Promise<CreatedWebhookEndpoint> {
    return this.#transport.json(
      { method: 'POST', path: '/v1/webhook-endpoints', body, keyed: true },
      options,
    );
  }

  /** List webhook endpoints. Those that came with a single call are left out. */
  listEndpoints(query?: ListWebhookEndpointsQuery, options?: RequestOptions): Promise<Page<WebhookEndpoint>> {
    return this.#transport.json({ method: 'GET', path: '/v1/webhook-endpoints', query }, options);
  }

  /** List webhook endpoints, one by one over all pages. */
  eachEndpoints(
    query: ListWebhookEndpointsQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<WebhookEndpoint, void, void> {
    return eachRow((asked: ListWebhookEndpointsQuery) => this.listEndpoints(asked, options), query, 'cursor');
  }

  /**
   * Read a webhook endpoint.
   * @throws ParleyError `webhook-endpoint-unknown`
   */
  getEndpoint(id: string, options?: RequestOptions): Promise<WebhookEndpoint> {
    return this.#transport.json({ method: 'GET', path: path`/v1/webhook-endpoints/${id}` }, options);
  }

  /**
   * Change a webhook endpoint. Fields left out stay. `active: false` ends what is still due; `active:
   * true` has events sent from now on.
   * @throws ParleyError `url-refused`, `webhook-endpoint-unknown`, `agent-unknown`
   */
  updateEndpoint(
    id: string,
    body: UpdateWebhookEndpointBody,
    options?: RequestOptions,
  ): Promise<WebhookEndpoint> {
    return this.#transport.json({ method: 'PATCH', path: path`/v1/webhook-endpoints/${id}`, body }, options);
  }

  /**
   * Have nothing sent any more. Its deliveries go with it; the events stay.
   * @throws ParleyError `webhook-endpoint-unknown`
   */
  deleteEndpoint(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json({ method: 'DELETE', path: path`/v1/webhook-endpoints/${id}` }, options);
  }

  /**
   * Give a webhook endpoint a new secret. The answer shows it, this once. Until the overlap is over,
   * requests carry both signatures (`standard`); vendors’ formats sign with the new one.
   * @throws ParleyError `webhook-endpoint-unknown`
   */
  rotateSecret(
    id: string,
    body: RotateWebhookSecretBody,
    options?: RequestOptions,
  ): Promise<CreatedWebhookEndpoint> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/webhook-endpoints/${id}/rotate-secret`, body, keyed: true },
      options,
    );
  }

  /**
   * Send a test event. `webhook-endpoint.ping`, signed like every other; the delivery tells what came of
   * it.
   * @throws ParleyError `webhook-endpoint-unknown`, `webhook-endpoint-off`
   */
  testEndpoint(id: string, options?: RequestOptions): Promise<TestWebhookEndpointAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/webhook-endpoints/${id}/test`, keyed: true },
      options,
    );
  }

  /**
   * List webhook deliveries.
   * @throws ParleyError `webhook-endpoint-unknown`, `call-unknown`
   */
  listDeliveries(
    query?: ListWebhookDeliveriesQuery,
    options?: RequestOptions,
  ): Promise<Page<TestWebhookEndpointAnswer>> {
    return this.#transport.json({ method: 'GET', path: '/v1/webhook-deliveries', query }, options);
  }

  /** List webhook deliveries, one by one over all pages. */
  eachDeliveries(
    query: ListWebhookDeliveriesQuery = {},
    options?: RequestOptions,
  ): AsyncGenerator<TestWebhookEndpointAnswer, void, void> {
    return eachRow(
      (asked: ListWebhookDeliveriesQuery) => this.listDeliveries(asked, options),
      query,
      'cursor',
    );
  }

  /**
   * Read a webhook delivery. With the body, and each try: its headers, the answer or why there was none,
   * how long it took.
   * @throws ParleyError `webhook-delivery-unknown`
   */
  getDelivery(id: string, options?: RequestOptions): Promise<WebhookDelivery> {
    return this.#transport.json({ method: 'GET', path: path`/v1/webhook-deliveries/${id}` }, options);
  }

  /**
   * Send a webhook again. The same id and bytes, at once and out of order; tries begin anew. One that is
   * still due stays as it is.
   * @throws ParleyError `webhook-delivery-unknown`, `webhook-endpoint-off`
   */
  replayDelivery(id: string, options?: RequestOptions): Promise<TestWebhookEndpointAnswer> {
    return this.#transport.json(
      { method: 'POST', path: path`/v1/webhook-deliveries/${id}/replay`, keyed: true },
      options,
    );
  }

  /**
   * List events of the organization. What webhooks tell, whether or not an endpoint was there. Kept for
   * 90 days.
   * @throws ParleyError `call-unknown`
   */
  listEvents(query?: ListEventsQuery, options?: RequestOptions): Promise<Page<ParleyEvent>> {
    return this.#transport.json({ method: 'GET', path: '/v1/events', query }, options);
  }

  /** List events of the organization, one by one over all pages. */
  eachEvents(query: ListEventsQuery = {}, options?: RequestOptions): AsyncGenerator<ParleyEvent, void, void> {
    return eachRow((asked: ListEventsQuery) => this.listEvents(asked, options), query, 'cursor');
  }

  /**
   * Read an event.
   * @throws ParleyError `event-unknown`
   */
  getEvent(id: string, options?: RequestOptions): Promise<ParleyEvent> {
    return this.#transport.json({ method: 'GET', path: path`/v1/events/${id}` }, options);
  }
}

export interface CreatedWebhookEndpoint extends WebhookEndpoint {
  readonly secret: string | null;
}

export interface WebhookEndpoint {
  readonly id: string;
  readonly object: 'webhook_endpoint';
  /** http or https. */
  readonly url: string;
  /**
   * `*`, `call.*` or a type: call.accepted, call.deferred, call.dialing, call.ringing, call.answered,
   * call.ended, call.analyzed, lead.calling, lead.scheduled, lead.completed, lead.failed, lead.skipped,
   * campaign.running, campaign.paused, campaign.completed, campaign.cancelled, batch.accepted,
   * webhook-endpoint.ping, webhook-endpoint.disabled.
   */
  readonly event_types: readonly string[];
  readonly description: string;
  /** `standard`, or whose receiver it is. */
  readonly format: Format;
  /** Sent with every request; values are never shown again. */
  readonly headers: Readonly<Record<string, string>>;
  readonly active: boolean;
  readonly agent_id: string | null;
  /** Of `standard`: `v1` by HMAC-SHA256, or `v1a` by ed25519 whose public key is shown. */
  readonly signing: 'hmac' | 'ed25519';
  readonly is_signed: boolean;
  readonly public_key: string | null;
  readonly old_secret_until: string | null;
  readonly disabled_reason: string | null;
  readonly disabled_at: string | null;
  readonly failing_since: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
}

export interface WebhookDelivery {
  readonly id: string;
  readonly object: 'webhook_delivery';
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly call_id: string | null;
  readonly sequence: number | null;
  /** `due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it. */
  readonly state: WebhookState;
  /** Since it was made or replayed. */
  readonly tries: number;
  readonly next_try_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly body: string | null;
  readonly tries_made: readonly WebhookDeliveryTriesMade[];
}

export interface WebhookDeliveryTriesMade {
  readonly number: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  readonly url: string;
  readonly request_headers: Readonly<Record<string, string>>;
  readonly status: number | null;
  readonly answer: string | null;
  readonly error: string | null;
  readonly duration_ms: number;
}

export interface ParleyEvent {
  /** The `webhook-id` of its deliveries. */
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  readonly call_id: string | null;
  readonly agent_id: string | null;
  readonly subject: string | null;
  readonly sequence: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CreateWebhookEndpointBody {
  /** http or https. */
  readonly url: string;
  /**
   * `*`, `call.*` or a type: call.accepted, call.deferred, call.dialing, call.ringing, call.answered,
   * call.ended, call.analyzed, lead.calling, lead.scheduled, lead.completed, lead.failed, lead.skipped,
   * campaign.running, campaign.paused, campaign.completed, campaign.cancelled, batch.accepted,
   * webhook-endpoint.ping, webhook-endpoint.disabled.
   */
  readonly event_types?: readonly string[];
  readonly description?: string;
  /** `standard`, or whose receiver it is. */
  readonly format?: Format;
  /** Sent with every request; values are never shown again. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly active?: boolean;
  /** Only events of this agent. */
  readonly agent_id?: string | null;
  /** Of `standard`: `v1` by HMAC-SHA256, or `v1a` by ed25519 whose public key is shown. */
  readonly signing?: 'hmac' | 'ed25519';
  /** Signs; made when absent. `standard`: `whsec_` and 24 to 64 bytes in base64. Shown once. */
  readonly secret?: string;
}

export interface ListWebhookEndpointsQuery extends PageQuery {
  /** An id, in any spelling. */
  readonly agent_id?: string;
}

export interface UpdateWebhookEndpointBody {
  /** http or https. */
  readonly url?: string;
  /**
   * `*`, `call.*` or a type: call.accepted, call.deferred, call.dialing, call.ringing, call.answered,
   * call.ended, call.analyzed, lead.calling, lead.scheduled, lead.completed, lead.failed, lead.skipped,
   * campaign.running, campaign.paused, campaign.completed, campaign.cancelled, batch.accepted,
   * webhook-endpoint.ping, webhook-endpoint.disabled.
   */
  readonly event_types?: readonly string[];
  readonly description?: string;
  /** Laid over those that are there; null takes one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly active?: boolean;
  /** Only events of this agent. */
  readonly agent_id?: string | null;
}

export interface RotateWebhookSecretBody {
  /** For so long the old one signs beside the new one. Default: 86400. */
  readonly overlap_s?: number;
  /** Signs; made when absent. `standard`: `whsec_` and 24 to 64 bytes in base64. Shown once. */
  readonly secret?: string;
}

export interface TestWebhookEndpointAnswer {
  readonly id: string;
  readonly object: 'webhook_delivery';
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly call_id: string | null;
  readonly sequence: number | null;
  /** `due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it. */
  readonly state: WebhookState;
  /** Since it was made or replayed. */
  readonly tries: number;
  readonly next_try_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly finished_at: string | null;
}

export interface ListWebhookDeliveriesQuery extends PageQuery {
  /** An id, in any spelling. */
  readonly endpoint_id?: string;
  /** An id, in any spelling. */
  readonly call_id?: string;
  readonly state?: WebhookState;
  readonly type?: string;
}

export interface ListEventsQuery extends PageQuery {
  /** An id, in any spelling. */
  readonly call_id?: string;
  /** `call.*,lead.completed`; by commas. */
  readonly types?: string;
}

export type WebhookState = 'due' | 'delivered' | 'dead' | 'skipped';
