// Written by tools/client.ts from openapi/openapi.json.
import { eachRow } from '../pages.ts';
import type { RequestOptions, Transport } from '../transport.ts';

export type CreateWebhookEndpointBody = {
  /** http or https. */
  readonly url: string;
  /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
  readonly event_types?: readonly string[];
  readonly description?: string;
  /** `standard`, or whose receiver it is. */
  readonly format?: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
  /** Sent with every request; values are never shown again. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly active?: boolean;
  /** Only events of this agent. */
  readonly agent_id?: string | null;
  /** Of `standard`: `v1` by HMAC-SHA256, or `v1a` by ed25519 whose public key is shown. */
  readonly signing?: 'hmac' | 'ed25519';
  /** Signs; made when absent. `standard`: `whsec_` and 24 to 64 bytes in base64. Shown once. */
  readonly secret?: string;
};

export type CreateWebhookEndpointAnswer = {
  readonly id: string;
  readonly object: 'webhook_endpoint';
  /** http or https. */
  readonly url: string;
  /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
  readonly event_types: readonly string[];
  readonly description: string;
  /** `standard`, or whose receiver it is. */
  readonly format: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
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
  readonly secret: string | null;
};

export type ListWebhookEndpointsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** An id, in any spelling. */
  readonly agent_id?: string;
};

export type ListWebhookEndpointsAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'webhook_endpoint';
    /** http or https. */
    readonly url: string;
    /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
    readonly event_types: readonly string[];
    readonly description: string;
    /** `standard`, or whose receiver it is. */
    readonly format: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetWebhookEndpointAnswer = {
  readonly id: string;
  readonly object: 'webhook_endpoint';
  /** http or https. */
  readonly url: string;
  /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
  readonly event_types: readonly string[];
  readonly description: string;
  /** `standard`, or whose receiver it is. */
  readonly format: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
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
};

export type UpdateWebhookEndpointBody = {
  /** http or https. */
  readonly url?: string;
  /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
  readonly event_types?: readonly string[];
  readonly description?: string;
  /** Laid over those that are there; null takes one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly active?: boolean;
  /** Only events of this agent. */
  readonly agent_id?: string | null;
};

export type UpdateWebhookEndpointAnswer = {
  readonly id: string;
  readonly object: 'webhook_endpoint';
  /** http or https. */
  readonly url: string;
  /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
  readonly event_types: readonly string[];
  readonly description: string;
  /** `standard`, or whose receiver it is. */
  readonly format: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
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
};

export type RotateWebhookSecretBody = {
  /** For so long the old one signs beside the new one. Default: 86400. */
  readonly overlap_s?: number;
  /** Signs; made when absent. `standard`: `whsec_` and 24 to 64 bytes in base64. Shown once. */
  readonly secret?: string;
};

export type RotateWebhookSecretAnswer = {
  readonly id: string;
  readonly object: 'webhook_endpoint';
  /** http or https. */
  readonly url: string;
  /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
  readonly event_types: readonly string[];
  readonly description: string;
  /** `standard`, or whose receiver it is. */
  readonly format: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
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
  readonly secret: string | null;
};

export type TestWebhookEndpointAnswer = {
  readonly id: string;
  readonly object: 'webhook_delivery';
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly call_id: string | null;
  readonly sequence: number | null;
  /** `due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it. */
  readonly state: 'due' | 'delivered' | 'dead' | 'skipped';
  /** Since it was made or replayed. */
  readonly tries: number;
  readonly next_try_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly finished_at: string | null;
};

export type ListWebhookDeliveriesQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** An id, in any spelling. */
  readonly endpoint_id?: string;
  /** An id, in any spelling. */
  readonly call_id?: string;
  readonly state?: 'due' | 'delivered' | 'dead' | 'skipped';
  readonly type?: string;
};

export type ListWebhookDeliveriesAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly object: 'webhook_delivery';
    readonly endpoint_id: string;
    readonly event_id: string;
    readonly type: string;
    readonly call_id: string | null;
    readonly sequence: number | null;
    /** `due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it. */
    readonly state: 'due' | 'delivered' | 'dead' | 'skipped';
    /** Since it was made or replayed. */
    readonly tries: number;
    readonly next_try_at: string | null;
    /** ISO 8601, UTC, with milliseconds. */
    readonly created_at: string;
    readonly finished_at: string | null;
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetWebhookDeliveryAnswer = {
  readonly id: string;
  readonly object: 'webhook_delivery';
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly call_id: string | null;
  readonly sequence: number | null;
  /** `due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it. */
  readonly state: 'due' | 'delivered' | 'dead' | 'skipped';
  /** Since it was made or replayed. */
  readonly tries: number;
  readonly next_try_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly body: string | null;
  readonly tries_made: readonly {
    readonly number: number;
    /** ISO 8601, UTC, with milliseconds. */
    readonly at: string;
    readonly url: string;
    readonly request_headers: Readonly<Record<string, string>>;
    readonly status: number | null;
    readonly answer: string | null;
    readonly error: string | null;
    readonly duration_ms: number;
  }[];
};

export type ReplayWebhookDeliveryAnswer = {
  readonly id: string;
  readonly object: 'webhook_delivery';
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly call_id: string | null;
  readonly sequence: number | null;
  /** `due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it. */
  readonly state: 'due' | 'delivered' | 'dead' | 'skipped';
  /** Since it was made or replayed. */
  readonly tries: number;
  readonly next_try_at: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly finished_at: string | null;
};

export type ListEventsQuery = {
  /** Rows in one answer. Default: 20. */
  readonly limit?: number;
  /** `next_cursor` of the answer before. */
  readonly cursor?: string;
  /** An id, in any spelling. */
  readonly call_id?: string;
  /** `call.*,lead.completed`; by commas. */
  readonly types?: string;
};

export type ListEventsAnswer = {
  readonly data: readonly {
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
  }[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
};

export type GetEventAnswer = {
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
};

/** Webhooks. */
export class WebhooksApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Have events sent. Events from now on. The answer shows the secret, this once. */
  createEndpoint(
    body: CreateWebhookEndpointBody,
    options?: RequestOptions,
  ): Promise<CreateWebhookEndpointAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/webhook-endpoints`, body, keyed: true },
      options,
    );
  }

  /** List webhook endpoints. Those that came with a single call are left out. */
  listEndpoints(
    query?: ListWebhookEndpointsQuery,
    options?: RequestOptions,
  ): Promise<ListWebhookEndpointsAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/webhook-endpoints`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List webhook endpoints, one by one over all pages. */
  eachEndpoints(
    query?: ListWebhookEndpointsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'webhook_endpoint';
      /** http or https. */
      readonly url: string;
      /** `*`, `call.*` or `call.ended`; nouns: call, agent, number, campaign, lead, batch, contact, webhook-endpoint. */
      readonly event_types: readonly string[];
      readonly description: string;
      /** `standard`, or whose receiver it is. */
      readonly format: 'standard' | 'meetzy' | 'synthflow' | 'dial' | 'flireo';
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
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListWebhookEndpointsQuery) => this.listEndpoints(asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read a webhook endpoint */
  getEndpoint(id: string, options?: RequestOptions): Promise<GetWebhookEndpointAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/webhook-endpoints/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Change a webhook endpoint. Fields left out stay. `active: false` ends what is still due; `active: true` has events sent from now on. */
  updateEndpoint(
    id: string,
    body: UpdateWebhookEndpointBody,
    options?: RequestOptions,
  ): Promise<UpdateWebhookEndpointAnswer> {
    return this.#transport.json(
      { method: 'PATCH', path: `/v1/webhook-endpoints/${encodeURIComponent(id)}`, body },
      options,
    );
  }

  /** Have nothing sent any more. Its deliveries go with it; the events stay. */
  deleteEndpoint(id: string, options?: RequestOptions): Promise<void> {
    return this.#transport.json(
      { method: 'DELETE', path: `/v1/webhook-endpoints/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Give a webhook endpoint a new secret. The answer shows it, this once. Until the overlap is over, requests carry both signatures (`standard`); vendors’ formats sign with the new one. */
  rotateSecret(
    id: string,
    body: RotateWebhookSecretBody,
    options?: RequestOptions,
  ): Promise<RotateWebhookSecretAnswer> {
    return this.#transport.json(
      {
        method: 'POST',
        path: `/v1/webhook-endpoints/${encodeURIComponent(id)}/rotate-secret`,
        body,
        keyed: true,
      },
      options,
    );
  }

  /** Send a test event. `webhook-endpoint.ping`, signed like every other; the delivery tells what came of it. */
  testEndpoint(id: string, options?: RequestOptions): Promise<TestWebhookEndpointAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/webhook-endpoints/${encodeURIComponent(id)}/test`, keyed: true },
      options,
    );
  }

  /** List webhook deliveries */
  listDeliveries(
    query?: ListWebhookDeliveriesQuery,
    options?: RequestOptions,
  ): Promise<ListWebhookDeliveriesAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/webhook-deliveries`, ...(query ? { query } : {}) },
      options,
    );
  }

  /** List webhook deliveries, one by one over all pages. */
  eachDeliveries(
    query?: ListWebhookDeliveriesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
      readonly id: string;
      readonly object: 'webhook_delivery';
      readonly endpoint_id: string;
      readonly event_id: string;
      readonly type: string;
      readonly call_id: string | null;
      readonly sequence: number | null;
      /** `due` (also while it is sent), `delivered`, `dead`, `skipped`: the format has no word for it. */
      readonly state: 'due' | 'delivered' | 'dead' | 'skipped';
      /** Since it was made or replayed. */
      readonly tries: number;
      readonly next_try_at: string | null;
      /** ISO 8601, UTC, with milliseconds. */
      readonly created_at: string;
      readonly finished_at: string | null;
    },
    void,
    void
  > {
    return eachRow(
      (asked: ListWebhookDeliveriesQuery) => this.listDeliveries(asked, options),
      query ?? {},
      'cursor',
    );
  }

  /** Read a webhook delivery. With the body, and each try: its headers, the answer or why there was none, how long it took. */
  getDelivery(id: string, options?: RequestOptions): Promise<GetWebhookDeliveryAnswer> {
    return this.#transport.json(
      { method: 'GET', path: `/v1/webhook-deliveries/${encodeURIComponent(id)}` },
      options,
    );
  }

  /** Send a webhook again. The same id and bytes, at once and out of order; tries begin anew. One that is still due stays as it is. */
  replayDelivery(id: string, options?: RequestOptions): Promise<ReplayWebhookDeliveryAnswer> {
    return this.#transport.json(
      { method: 'POST', path: `/v1/webhook-deliveries/${encodeURIComponent(id)}/replay`, keyed: true },
      options,
    );
  }

  /** List events of the organization. What webhooks tell, whether or not an endpoint was there. Kept for 90 days. */
  listEvents(query?: ListEventsQuery, options?: RequestOptions): Promise<ListEventsAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/events`, ...(query ? { query } : {}) }, options);
  }

  /** List events of the organization, one by one over all pages. */
  eachEvents(
    query?: ListEventsQuery,
    options?: RequestOptions,
  ): AsyncGenerator<
    {
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
    },
    void,
    void
  > {
    return eachRow((asked: ListEventsQuery) => this.listEvents(asked, options), query ?? {}, 'cursor');
  }

  /** Read an event */
  getEvent(id: string, options?: RequestOptions): Promise<GetEventAnswer> {
    return this.#transport.json({ method: 'GET', path: `/v1/events/${encodeURIComponent(id)}` }, options);
  }
}
