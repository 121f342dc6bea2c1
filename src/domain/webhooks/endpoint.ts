/** Where events are sent to. */
import type { Id, Millis } from '#kernel';

/** `hmac`: Standard Webhooks `v1`; `ed25519`: `v1a`. Formats of vendors sign in their own way. */
export type Signing = 'hmac' | 'ed25519';

/** Who speaks at the endpoint; `standard` is ours. */
export const WEBHOOK_FORMATS = ['standard', 'meetzy', 'synthflow', 'dial', 'flireo'] as const;
export type WebhookFormatName = (typeof WEBHOOK_FORMATS)[number];

/** Secrets that sign now, the newest first; none: nothing is signed. */
export interface WebhookSecrets {
  readonly secret: string | null;
  /** Before the last rotation; signs beside the new one until `oldSecretUntil`. */
  readonly oldSecret: string | null;
  readonly oldSecretUntil: Millis | null;
}

export interface WebhookEndpoint extends WebhookSecrets {
  readonly id: Id;
  readonly organizationId: Id;
  /** Only events of this agent's calls; of one that came with a call: whose endpoints of this format it replaces. */
  readonly agentId: Id | null;
  /** Only events of this one call: it came with the call and is in no list. */
  readonly callId: Id | null;
  readonly url: string;
  readonly description: string;
  readonly format: WebhookFormatName;
  /** `call.ended`, `call.*`, `*`. */
  readonly eventTypes: readonly string[];
  /** Sent with every request, as they are. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signing: Signing;
  readonly active: boolean;
  /** Why we stopped sending; null: we did not. */
  readonly disabledReason: string | null;
  readonly disabledAt: Millis | null;
  /** Since when nothing has been taken; null: the last one was. */
  readonly failingSince: Millis | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** A webhook that comes with one call. The secret is sealed with the endpoint that is made of it. */
export interface CallWebhook {
  readonly url: string;
  readonly format: WebhookFormatName;
  readonly secret: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly eventTypes: readonly string[];
  /** Told in the place of the agent's endpoints of this format, not beside them. */
  readonly insteadOfAgents?: true;
}

/** What an override says of an agent's webhook; what is absent stays the agent's own. */
export interface WebhookChange {
  readonly format: WebhookFormatName;
  /** null: nothing is told of this call. */
  readonly url?: string | null;
  readonly secret?: string | null;
  readonly eventTypes?: readonly string[];
  /** Where the agent has no endpoint and nothing else is said. */
  readonly usualEventTypes: readonly string[];
}

/**
 * The webhook of one call, in the place of its agent's.
 * @param own the agent's endpoint of the same format. @returns null when there is nothing to tell and nothing to replace
 */
export function changedWebhook(
  { format, usualEventTypes, ...change }: WebhookChange,
  own: Pick<WebhookEndpoint, 'url' | 'secret' | 'headers' | 'eventTypes'> | null,
): CallWebhook | null {
  const url = change.url === undefined ? (own?.url ?? null) : change.url;
  const eventTypes = url === null ? [] : (change.eventTypes ?? own?.eventTypes ?? usualEventTypes);
  if (own === null && eventTypes.length === 0) return null;
  return {
    ...{ url: url ?? own?.url ?? '', format, eventTypes },
    secret: change.secret === undefined ? (own?.secret ?? null) : change.secret,
    ...{ headers: own?.headers ?? {}, insteadOfAgents: true },
  };
}

/** An agent's endpoint of a format; of several the oldest. @param endpoints newest first */
export function endpointOfAgent(
  endpoints: readonly WebhookEndpoint[],
  agentId: Id,
  format: WebhookFormatName,
): WebhookEndpoint | null {
  return endpoints.findLast((one) => one.agentId === agentId && one.format === format && one.active) ?? null;
}

/**
 * The endpoint that a call's own webhook is kept as. One that names an agent stands in the place of that agent's
 * endpoints of its format.
 */
export function endpointOfCall(
  { insteadOfAgents, ...webhook }: CallWebhook,
  call: {
    readonly id: Id;
    readonly organizationId: Id;
    readonly createdAt: Millis;
    readonly plan: { readonly agentId: Id | null };
  },
  id: Id,
): WebhookEndpoint {
  const { id: callId, organizationId, createdAt } = call;
  const agentId = insteadOfAgents ? call.plan.agentId : null;
  return {
    ...webhook,
    ...{ id, organizationId, callId, agentId, description: '', signing: 'hmac', active: true },
    ...{ oldSecret: null, oldSecretUntil: null, disabledReason: null, disabledAt: null, failingSince: null },
    ...{ createdAt, updatedAt: createdAt },
  };
}

/** After so long without one success an endpoint is switched off. */
export const FAILING_LIMIT_MS: Millis = 5 * 24 * 3_600_000;

/** What one answer means for its endpoint. @returns the reason to switch it off, or null */
export function reasonToDisable(
  { failingSince }: Pick<WebhookEndpoint, 'failingSince'>,
  answer: { readonly ok: boolean; readonly status: number | null },
  now: Millis,
): string | null {
  if (answer.ok) return null;
  if (answer.status === 410) return 'It answered 410 Gone.';
  if (failingSince === null || now - failingSince < FAILING_LIMIT_MS) return null;
  return 'Nothing was taken for 5 days.';
}

/** The secrets that sign at a moment. */
export function signingSecrets(
  { secret, oldSecret, oldSecretUntil }: WebhookSecrets,
  now: Millis,
): readonly string[] {
  const old = oldSecret !== null && oldSecretUntil !== null && now < oldSecretUntil ? [oldSecret] : [];
  return secret === null ? [] : [secret, ...old];
}
