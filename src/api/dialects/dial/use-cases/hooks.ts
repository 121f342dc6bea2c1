/** The hooks of a use case: native webhook endpoints of our `dial` format, bound to its agent. */
import { invalidRequest, type Id } from '#kernel';
import type { Repositories, WebhookEndpoint } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { endpointFaults } from '../../../native/webhook-endpoints/endpoint-view.ts';
import type { HookBody } from './read.ts';
import { HIDDEN } from './show.ts';

const MOST = 100;
/** A call starts; it ends, its analysis included. */
const EVENTS = ['call.answered', 'call.analyzed'];

export async function hooksOf(
  { webhooks }: Pick<Repositories, 'webhooks'>,
  organizationId: Id,
  agentId: Id,
): Promise<readonly WebhookEndpoint[]> {
  const all = await webhooks.listEndpoints(organizationId, { limit: MOST, agentId });
  return all.filter(({ format }) => format === 'dial').toReversed();
}

/** @throws AppError `invalid-request`, `url-refused` (400) for addresses that tenants may not reach */
export async function checkHooks(deps: DialectDeps, hooks: readonly HookBody[]): Promise<void> {
  const faults = hooks.flatMap((hook, index) => endpointFaults(hook, `hooks[${index}].`));
  if (faults.length > 0) throw invalidRequest(faults);
  for (const { url } of hooks) await deps.checkUrl?.(url);
}

/** Makes them those that are given; one that stays the same stays, with what is still to be sent to it. */
export async function replaceHooks(
  tx: Repositories,
  deps: Pick<DialectDeps, 'ids' | 'clock'>,
  organizationId: Id,
  agentId: Id,
  wanted: readonly HookBody[],
): Promise<void> {
  const before = [...(await hooksOf(tx, organizationId, agentId))];
  for (const hook of wanted) {
    const at = before.findIndex(({ url }) => url === hook.url);
    const [old] = at < 0 ? [] : before.splice(at, 1);
    const headers = withKept(hook.headers, old?.headers ?? {});
    if (old)
      await tx.webhooks.updateEndpoint(organizationId, old.id, { headers, updatedAt: deps.clock.now() });
    else await tx.webhooks.insertEndpoint(newEndpoint(deps, organizationId, agentId, hook.url, headers));
  }
  for (const { id } of before) await tx.webhooks.removeEndpoint(organizationId, id);
}

/** What is shown of a value keeps what is stored. */
function withKept(
  headers: HookBody['headers'],
  stored: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value === HIDDEN ? (stored[name] ?? value) : value,
    ]),
  );
}

function newEndpoint(
  { ids, clock }: Pick<DialectDeps, 'ids' | 'clock'>,
  organizationId: Id,
  agentId: Id,
  url: string,
  headers: Readonly<Record<string, string>>,
): WebhookEndpoint {
  const at = clock.now();
  return {
    ...{ id: ids.next(), organizationId, agentId, callId: null, url, headers, format: 'dial' },
    ...{ description: '', eventTypes: EVENTS, signing: 'hmac', secret: null, oldSecret: null },
    ...{ oldSecretUntil: null, active: true, disabledReason: null, disabledAt: null, failingSince: null },
    ...{ createdAt: at, updatedAt: at },
  };
}
