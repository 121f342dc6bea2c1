/** An agent's `webhook_url` is a webhook endpoint of the agent, in Flireo's format. */
import { MASK, passes, type AgentConfig, type Repositories, type WebhookEndpoint } from '#domain';
import type { Id, IdSource, Millis } from '#kernel';
import type { Json } from '../../shared/fields.ts';
import { FLIREO_EVENTS, eventTypesOf, WEBHOOK_EVENTS, type AgentWebhook } from '../agent-webhook.ts';

type Webhooks = Pick<Repositories, 'webhooks'>;
const MOST = 100_000;

/** By agent; of several the oldest. */
export async function endpointsOf(
  { webhooks }: Webhooks,
  organizationId: Id,
  agentId?: Id,
): Promise<ReadonlyMap<Id, WebhookEndpoint>> {
  const all = await webhooks.listEndpoints(organizationId, {
    limit: MOST,
    ...(agentId === undefined ? {} : { agentId }),
  });
  const own = all.filter((one) => one.format === 'flireo' && one.active);
  return new Map(own.flatMap((one) => (one.agentId === null ? [] : [[one.agentId, one] as const])));
}

/** Makes, changes or removes it. One without events is kept too: it holds address and secret. */
export async function saveEndpoint(
  { webhooks }: Webhooks,
  { organizationId, id: agentId }: { readonly organizationId: Id; readonly id: Id },
  before: WebhookEndpoint | null,
  webhook: AgentWebhook,
  { ids, now }: { readonly ids: IdSource; readonly now: Millis },
): Promise<WebhookEndpoint | null> {
  const { url, secret } = webhook;
  if (url === null) {
    if (before) await webhooks.removeEndpoint(organizationId, before.id);
    return null;
  }
  const eventTypes = eventTypesOf(webhook);
  if (before)
    return webhooks.updateEndpoint(organizationId, before.id, { url, secret, eventTypes, updatedAt: now });
  const endpoint: WebhookEndpoint = {
    ...{ id: ids.next(), organizationId, agentId, callId: null, url, secret, eventTypes },
    ...{ description: 'webhook_url', format: 'flireo', headers: {}, signing: 'hmac', active: true },
    ...{ oldSecret: null, oldSecretUntil: null, disabledReason: null, disabledAt: null, failingSince: null },
    ...{ createdAt: now, updatedAt: now },
  };
  await webhooks.insertEndpoint(endpoint);
  return endpoint;
}

/** Who is asked before an incoming call is answered; another API's hook stays where Flireo's is not wanted. */
export function hookOf(
  { url, secret, events }: AgentWebhook,
  before: AgentConfig['inbound_hook'],
): Pick<AgentConfig, 'inbound_hook'> {
  if (url !== null && events.includes('assistant-request'))
    return { inbound_hook: { url, format: 'flireo', ...(secret === null ? {} : { secret }) } };
  return before && before.format !== 'flireo' ? { inbound_hook: before } : {};
}

/** The three members as they are now. */
export function webhookShown(endpoint: WebhookEndpoint | null, { inbound_hook: hook }: AgentConfig): Json {
  const asked = hook?.format === 'flireo' ? hook : undefined;
  const secret = endpoint?.secret ?? asked?.secret ?? null;
  const told = (event: string): boolean =>
    (FLIREO_EVENTS[event] ?? []).some((type) => endpoint && passes(type, endpoint.eventTypes));
  return {
    webhook_url: endpoint?.url ?? asked?.url ?? null,
    webhook_secret: secret === null ? null : MASK,
    webhook_events: WEBHOOK_EVENTS.filter((event) =>
      event === 'assistant-request'
        ? asked !== undefined
        : event === 'tool-calls'
          ? endpoint !== null
          : told(event),
    ),
  };
}
