/** An agent's `external_webhook_url`: an endpoint of ours, bound to it; all of them sign with the workspace's secret. */
import type { Agent, CallWebhook, Repositories, Tenant, WebhookEndpoint } from '#domain';
import type { DialectDeps } from '../../dialect.ts';

const MANY = 1000;
const WHAT = 'external_webhook_url';
const REPORTS = ['call.analyzed'];

type Webhooks = Pick<Repositories, 'webhooks'>;

/** That of any endpoint which speaks Synthflow; null: nobody has one. */
async function workspaceSecret({ webhooks }: Webhooks, { organizationId }: Pick<Tenant, 'organizationId'>) {
  const all = await webhooks.listEndpoints(organizationId, { limit: MANY });
  return all.find(({ format, secret }) => format === 'synthflow' && secret !== null)?.secret ?? null;
}

/** @param url null: there is none any more. @throws AppError `url-refused` */
export async function putWebhook(
  { store, ids, clock, random }: Pick<DialectDeps, 'ids' | 'clock' | 'random'> & { readonly store: Webhooks },
  { id: agentId, organizationId }: Pick<Agent, 'id' | 'organizationId'>,
  url: string | null,
): Promise<void> {
  const { webhooks } = store;
  const own = await webhooks.listEndpoints(organizationId, { limit: MANY, agentId });
  const there = own.find(({ format, description }) => format === 'synthflow' && description === WHAT);
  const at = clock.now();
  if (url === null) {
    if (there) await webhooks.removeEndpoint(organizationId, there.id);
    return;
  }
  if (there) {
    const awake = { active: true, disabledReason: null, disabledAt: null, failingSince: null };
    if (there.url !== url || !there.active)
      await webhooks.updateEndpoint(organizationId, there.id, { url, ...awake, updatedAt: at });
    return;
  }
  const secret =
    (await workspaceSecret(store, { organizationId })) ?? Buffer.from(random.bytes(32)).toString('hex');
  const endpoint: WebhookEndpoint = {
    ...{ id: ids.next(), organizationId, agentId, callId: null, url, description: WHAT, format: 'synthflow' },
    ...{ eventTypes: REPORTS, headers: {}, signing: 'hmac', active: true, secret },
    ...{ oldSecret: null, oldSecretUntil: null, disabledReason: null, disabledAt: null, failingSince: null },
    ...{ createdAt: at, updatedAt: at },
  };
  await webhooks.insertEndpoint(endpoint);
}

/** For one call, in the words of its request. */
export async function webhookOfCall(store: Webhooks, tenant: Tenant, url: string): Promise<CallWebhook> {
  const secret = await workspaceSecret(store, tenant);
  return { url, format: 'synthflow', secret, headers: {}, eventTypes: REPORTS };
}
